package dev.elbo.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The values that follow an array file's header, checked against it: neither fewer nor more.
 *
 * <p>The first dimension counts rows; the others are flattened to columns.
 */
final class ArrayBody {
  /** The longest array that every Java virtual machine can make. */
  static final int MAXIMUM_LENGTH = Integer.MAX_VALUE - 8;

  /** Elements decoded at a time, and the first length of an array that grows. */
  private static final int CHUNK = 1 << 16;

  private final Content in;
  private final ArrayHeader header;
  private final int count;

  /** Where the values end, counted in bytes from the start of the content. */
  private final long end;

  private ArrayBody(Content in, ArrayHeader header) {
    this.in = in;
    this.header = header;
    this.count = countValues(in, header);
    this.end = in.position() + (long) count * header.type().size();
  }

  /**
   * The data set that the header and the rest of the content make.
   *
   * <p>Booleans and unsigned bytes stay bytes, at scale 1 where none is greater than 1, else at
   * 255; everything else becomes floats of the same values. Three dimensions are images.
   */
  static Dataset dataset(Content in, ArrayHeader header, String name) throws IOException {
    ArrayBody body = new ArrayBody(in, header);
    Values values = header.type().unsignedByte() ? body.bytes() : body.floats();
    body.requireEnd();
    Dataset data = Dataset.of(name, body.count / header.dimension(0), values);
    return header.rank() == 3
        ? data.withImageShape(new ImageShape(header.dimension(1), header.dimension(2)))
        : data;
  }

  /** Labels: whole numbers that fit an int, one a row. */
  static int[] labels(Content in, ArrayHeader header) throws IOException {
    ArrayBody body = new ArrayBody(in, header);
    int size = header.type().size();
    if (!header.type().whole() || header.dimension(0) != body.count) {
      throw in.problem(
          "the file holds " + header.describe() + "; labels are one whole number a row");
    }
    if (body.count > MAXIMUM_LENGTH / size) {
      throw in.problem(
          "the header announces %s; at most %d labels can be read"
              .formatted(header.describe(), MAXIMUM_LENGTH / size));
    }
    ByteBuffer buffer = body.read(body.count);
    body.requireEnd();
    int[] labels = new int[body.count];
    for (int i = 0; i < labels.length; i++) {
      long label = header.type().toLong(buffer, i * size);
      if (label != (int) label) {
        throw in.problem(
            "label %d (counted from 1) is %d, which does not fit 32 bits".formatted(i + 1, label));
      }
      labels[i] = (int) label;
    }
    return labels;
  }

  private static int countValues(Content in, ArrayHeader header) {
    long count = 1;
    for (long dimension : header.shape()) {
      if (dimension == 0) {
        throw in.problem(
            "the header announces " + header.describe() + ", which is no value at all");
      }
      if (dimension > MAXIMUM_LENGTH / count) {
        throw in.problem(
            "the header announces %s; at most %d values can be read"
                .formatted(header.describe(), MAXIMUM_LENGTH));
      }
      count *= dimension;
    }
    return (int) count;
  }

  private Values bytes() throws IOException {
    byte[] bytes = read(count).array();
    int maximum = 0;
    for (byte b : bytes) {
      maximum = Math.max(maximum, b & 0xFF);
    }
    if (header.type() == ElementType.BOOLEAN && maximum > 1) {
      throw in.problem("a boolean is 0 or 1, but one byte is " + maximum + ": damaged data");
    }
    return new ByteValues(
        header.columnMajor() ? ColumnMajor.toRowMajor(bytes, header) : bytes,
        maximum <= 1 ? 1 : 255);
  }

  private Values floats() throws IOException {
    float[] floats = new float[Math.min(count, CHUNK)];
    int size = header.type().size();
    for (int done = 0; done < count; ) {
      if (done == floats.length) {
        floats = Arrays.copyOf(floats, (int) Math.min(count, 2L * done));
      }
      int next = Math.min(CHUNK, floats.length - done);
      ByteBuffer buffer = read(next);
      for (int i = 0; i < next; i++) {
        floats[done + i] = header.type().toFloat(buffer, i * size);
      }
      done += next;
    }
    return new FloatValues(header.columnMajor() ? ColumnMajor.toRowMajor(floats, header) : floats);
  }

  /** The next elements. */
  private ByteBuffer read(int elements) throws IOException {
    int bytes = elements * header.type().size();
    ByteBuffer buffer = ByteBuffer.wrap(in.read(bytes)).order(header.order());
    if (buffer.capacity() < bytes) {
      throw in.problem(
          announced()
              + "it ends after "
              + in.position()
              + "; it is cut short: copy or download it again");
    }
    return buffer;
  }

  private void requireEnd() throws IOException {
    if (!in.atEnd()) {
      throw in.problem(
          announced() + "it goes on after them; it is damaged or not what its header says");
    }
  }

  private String announced() {
    return "the header announces %s, which make a file of %d bytes, but %s"
        .formatted(header.describe(), end, in.gzipped() ? "unpacked " : "");
  }
}
