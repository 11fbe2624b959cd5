package dev.elbo.data;

import java.io.IOException;
import java.io.OutputStream;
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

  /** Magic, version and length field of format version 1. */
  private static final int HEADER_START = 10;

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

  /**
   * Writes rows as float32, format version 1, C order, little endian.
   *
   * @param out is neither flushed nor closed
   * @param rows all of one length; at least one
   * @throws IllegalArgumentException where rows differ in length or there are none
   * @throws IOException where it cannot be written
   */
  public static void write(OutputStream out, float[][] rows) throws IOException {
    if (rows.length == 0) {
      throw new IllegalArgumentException("a .npy file of rows has at least one row");
    }
    int columns = rows[0].length;
    out.write(header(rows.length, columns));
    ByteBuffer buffer =
        ByteBuffer.allocate(Math.multiplyExact(columns, Float.BYTES))
            .order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < rows.length; i++) {
      if (rows[i].length != columns) {
        throw new IllegalArgumentException(
            "row %d (counted from 1) has %d values where row 1 has %d"
                .formatted(i + 1, rows[i].length, columns));
      }
      buffer.clear().asFloatBuffer().put(rows[i]);
      out.write(buffer.array());
    }
  }

  /** Filled up with spaces so that the values start at a multiple of 64 bytes. */
  private static byte[] header(int rows, int columns) {
    String dictionary =
        "{'descr': '<f4', 'fortran_order': False, 'shape': (%d, %d), }".formatted(rows, columns);
    int start = HEADER_START;
    int length = (start + dictionary.length() + 1 + 63) / 64 * 64;
    ByteBuffer header = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    header.put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0});
    header.putShort((short) (length - start));
    header.put(dictionary.getBytes(StandardCharsets.US_ASCII));
    while (header.remaining() > 1) {
      header.put((byte) ' ');
    }
    return header.put((byte) '\n').array();
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
