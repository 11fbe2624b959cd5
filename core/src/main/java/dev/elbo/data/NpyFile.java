package dev.elbo.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * NumPy's {@code .npy} files, format versions 1 to 3, gzipped or not.
 *
 * <p>Read are booleans, integers of 8 to 32 bits, {@code int64}, {@code float32} and {@code
 * float64}, of either byte order, in C or Fortran order. The first dimension counts rows, the
 * others are flattened to columns (one dimension is one column); three dimensions are images.
 * Booleans and unsigned bytes stay bytes, at scale 1 where none is greater than 1, else at 255; the
 * other types become floats of the same values (rounded to float32 where that cannot hold them).
 *
 * <p>Python objects are never unpickled: that would run the file's code.
 */
public final class NpyFile {
  /** More than any array of numbers has; a claim beyond it is not believed. */
  private static final int MAXIMUM_HEADER = 1 << 16;

  private NpyFile() {}

  /**
   * Reads a data set.
   *
   * @throws DataException where the file is missing, damaged, too large, not {@code .npy} or of
   *     another element type
   * @throws IOException where it cannot be read
   */
  public static Dataset read(Path file) throws IOException {
    try (Content in = Content.open(file)) {
      return read(in, Names.of(file));
    }
  }

  static Dataset read(Content in, String name) throws IOException {
    return ArrayBody.dataset(in, readHeader(in), name);
  }

  static ArrayHeader readHeader(Content in) throws IOException {
    byte[] start = in.read(8);
    if (start.length < 8 || !Magic.NPY.matches(start)) {
      throw in.problem(
          "this is no .npy file, which starts with \\x93NUMPY and a version: it starts with "
              + Magic.show(start));
    }
    int version = start[6] & 0xFF;
    if (version < 1 || version > 3) {
      throw in.problem(
          "the .npy format version is %d.%d; versions 1 to 3 can be read"
              .formatted(version, start[7] & 0xFF));
    }
    int length = headerLength(in, version);
    byte[] header = in.read(length);
    if (header.length < length) {
      throw cutShort(in);
    }
    return NpyHeader.parse(in, new String(header, StandardCharsets.UTF_8));
  }

  private static int headerLength(Content in, int version) throws IOException {
    int size = version == 1 ? 2 : 4;
    byte[] field = in.read(size);
    if (field.length < size) {
      throw cutShort(in);
    }
    ByteBuffer buffer = ByteBuffer.wrap(field).order(ByteOrder.LITTLE_ENDIAN);
    long length = version == 1 ? buffer.getShort() & 0xFFFF : buffer.getInt() & 0xFFFF_FFFFL;
    if (length > MAXIMUM_HEADER) {
      throw in.problem(
          "the .npy header claims to be %d bytes long; at most %d are read"
              .formatted(length, MAXIMUM_HEADER));
    }
    return (int) length;
  }

  private static DataException cutShort(Content in) {
    return in.problem(
        "the file ends after "
            + in.position()
            + " bytes, within its .npy header; it is cut short: copy or download it again");
  }
}
