package dev.elbo.data;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Parser of the Python dictionary in a {@code .npy} header, such as
 *
 * <pre>{'descr': '&lt;f4', 'fortran_order': False, 'shape': (60000, 784), }</pre>
 *
 * <p>It knows these three keys, strings, booleans and tuples of whole numbers, and nothing else.
 */
final class NpyHeader {
  /** Of NumPy 2; 32 before. */
  private static final int MOST_DIMENSIONS = 64;

  private final Content in;
  private final String text;
  private int at;

  private @Nullable String descr;
  private @Nullable Boolean fortranOrder;
  private @Nullable List<Long> shape;

  private NpyHeader(Content in, String text) {
    this.in = in;
    this.text = text;
  }

  /** Parses a header; {@code in} is only named in messages. */
  static ArrayHeader parse(Content in, String text) {
    return new NpyHeader(in, text).parse();
  }

  private ArrayHeader parse() {
    expect('{');
    while (!accept('}')) {
      entry();
      if (!accept(',')) {
        expect('}');
        break;
      }
    }
    skipSpace();
    if (at < text.length() || descr == null || fortranOrder == null || shape == null) {
      throw malformed();
    }
    NpyType type = NpyType.parse(in, descr);
    if (shape.isEmpty()) {
      throw in.problem("the array has no dimension: it is one number, not rows of numbers");
    }
    if (shape.size() > MOST_DIMENSIONS) {
      throw in.problem(
          "the array has %d dimensions; those of NumPy have at most %d"
              .formatted(shape.size(), MOST_DIMENSIONS));
    }
    return new ArrayHeader(type.element(), type.order(), shape, fortranOrder);
  }

  private void entry() {
    String key = string();
    expect(':');
    if (key.equals("descr") && descr == null) {
      if (accept('[')) {
        throw in.problem(
            "the array has a structured dtype (named fields); save its columns as one plain array of numbers");
      }
      descr = string();
    } else if (key.equals("fortran_order") && fortranOrder == null) {
      fortranOrder = bool();
    } else if (key.equals("shape") && shape == null) {
      shape = tuple();
    } else {
      throw malformed();
    }
  }

  private String string() {
    char quote = accept('"') ? '"' : '\'';
    if (quote == '\'') {
      expect(quote);
    }
    int end = text.indexOf(quote, at);
    if (end < 0 || text.substring(at, end).contains("\\")) {
      throw malformed();
    }
    String value = text.substring(at, end);
    at = end + 1;
    return value;
  }

  private boolean bool() {
    skipSpace();
    for (String word : List.of("True", "False")) {
      if (text.startsWith(word, at)) {
        at += word.length();
        return word.equals("True");
      }
    }
    throw malformed();
  }

  private List<Long> tuple() {
    List<Long> dimensions = new ArrayList<>();
    expect('(');
    while (!accept(')')) {
      dimensions.add(number());
      if (!accept(',')) {
        expect(')');
        break;
      }
    }
    return dimensions;
  }

  /** Digits, perhaps with the L that Python 2 wrote after long integers. */
  private long number() {
    skipSpace();
    int start = at;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    if (at == start || at - start > 18) {
      throw malformed();
    }
    long value = Long.parseLong(text, start, at, 10);
    if (at < text.length() && text.charAt(at) == 'L') {
      at++;
    }
    return value;
  }

  private void expect(char wanted) {
    if (!accept(wanted)) {
      throw malformed();
    }
  }

  private boolean accept(char wanted) {
    skipSpace();
    if (at < text.length() && text.charAt(at) == wanted) {
      at++;
      return true;
    }
    return false;
  }

  private void skipSpace() {
    while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\n')) {
      at++;
    }
  }

  private DataException malformed() {
    String shown = text.length() > 120 ? text.substring(0, 120) + "…" : text.strip();
    return in.problem(
        "the .npy header is not one that NumPy writes (at character %d): %s"
            .formatted(at + 1, shown));
  }
}
