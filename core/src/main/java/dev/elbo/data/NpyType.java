package dev.elbo.data;

import java.nio.ByteOrder;

/** A NumPy type string such as {@code <f4}: an element type and its byte order. */
record NpyType(ElementType element, ByteOrder order) {
  private static final String READABLE =
      "read are bool, int8 to int64, uint8 to uint32, float32 and float64";

  static NpyType parse(Content in, String descr) {
    boolean marked = !descr.isEmpty() && "<>|=".indexOf(descr.charAt(0)) >= 0;
    char mark = marked ? descr.charAt(0) : '|';
    String code = marked ? descr.substring(1) : descr;
    ElementType element =
        switch (code) {
          case "b1" -> ElementType.BOOLEAN;
          case "u1" -> ElementType.UINT8;
          case "i1" -> ElementType.INT8;
          case "u2" -> ElementType.UINT16;
          case "i2" -> ElementType.INT16;
          case "u4" -> ElementType.UINT32;
          case "i4" -> ElementType.INT32;
          case "i8" -> ElementType.INT64;
          case "f4" -> ElementType.FLOAT32;
          case "f8" -> ElementType.FLOAT64;
          default -> throw refused(in, descr, code);
        };
    if (element.size() > 1 && mark != '<' && mark != '>') {
      throw in.problem("the dtype \"" + descr + "\" does not say its byte order (< or >)");
    }
    return new NpyType(element, mark == '>' ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
  }

  private static DataException refused(Content in, String descr, String code) {
    String kind =
        switch (code.isEmpty() ? ' ' : code.charAt(0)) {
          case 'O' -> "Python objects, which only running code from the file could restore";
          case 'c' -> "complex numbers";
          case 'S', 'a', 'U' -> "strings";
          case 'V' -> "raw records";
          case 'M' -> "dates";
          case 'm' -> "time spans";
          case 'f', 'i', 'u' -> "numbers of another size";
          default -> "something unknown";
        };
    return in.problem(
        "the array's dtype is \"%s\": %s; %s: save it with array.astype('float32')"
            .formatted(descr, kind, READABLE));
  }
}
