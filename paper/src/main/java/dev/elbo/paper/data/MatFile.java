package dev.elbo.paper.data;

import dev.elbo.data.DataException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;

/**
 * As much of MATLAB's level 5 files as one matrix of unsigned bytes needs.
 *
 * <p>Layout: 128 bytes of header, the last two {@code IM} where numbers are little-endian; then
 * elements: a tag of two 32-bit numbers, type and size in bytes, and the data, filled up to 8
 * bytes. A size of up to 4 may stand in the upper half of the type, the data in place of the size.
 * Type 15 is an element in zlib's format, 14 a matrix, made of elements: flags, dimensions, name,
 * values in column-major order.
 */
final class MatFile {
  private static final int HEADER = 128;
  private static final int BYTE_ORDER = 126;
  private static final int UNSIGNED_BYTES = 2;
  private static final int MATRIX = 14;
  private static final int COMPRESSED = 15;

  private MatFile() {}

  /**
   * The values of a matrix, column by column.
   *
   * @throws DataException where the file is damaged or has no such matrix
   */
  static byte[] bytes(Path file, String name, int rows, int columns) throws IOException {
    try {
      ByteBuffer in = ByteBuffer.wrap(Files.readAllBytes(file));
      in.order(in.get(BYTE_ORDER) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
      in.position(HEADER);
      while (in.hasRemaining()) {
        Element element = Element.read(in);
        Element unpacked =
            element.type == COMPRESSED ? Element.read(inflated(element.data)) : element;
        if (unpacked.type == MATRIX) {
          Optional<byte[]> values = values(unpacked.data, name, rows, columns);
          if (values.isPresent()) {
            return values.get();
          }
        }
      }
    } catch (BufferUnderflowException | IndexOutOfBoundsException | ZipException e) {
      throw damaged(file, e);
    } catch (IllegalArgumentException e) { // a size that no buffer has
      throw damaged(file, e);
    }
    throw new DataException(
        "%s has no matrix %s of %d × %d unsigned bytes".formatted(file, name, rows, columns));
  }

  private static DataException damaged(Path file, Exception e) {
    return new DataException(
        "%s: this is no MATLAB 5 file, or a damaged one; get it again".formatted(file), e);
  }

  /** The values, if this is the matrix looked for. */
  private static Optional<byte[]> values(ByteBuffer matrix, String name, int rows, int columns) {
    Element.read(matrix); // flags
    ByteBuffer dimensions = Element.read(matrix).data;
    String found = StandardCharsets.US_ASCII.decode(Element.read(matrix).data).toString();
    Element values = Element.read(matrix);
    boolean fits =
        found.equals(name)
            && dimensions.remaining() == 8
            && dimensions.getInt() == rows
            && dimensions.getInt() == columns
            && values.type == UNSIGNED_BYTES
            && values.data.remaining() == rows * columns;
    if (!fits) {
      return Optional.empty();
    }
    byte[] bytes = new byte[rows * columns];
    values.data.get(bytes);
    return Optional.of(bytes);
  }

  private static ByteBuffer inflated(ByteBuffer data) throws IOException {
    byte[] packed = new byte[data.remaining()];
    data.get(packed);
    try (InflaterInputStream in = new InflaterInputStream(new ByteArrayInputStream(packed))) {
      return ByteBuffer.wrap(in.readAllBytes()).order(data.order());
    }
  }

  /** One element; its data are a view. */
  private record Element(int type, ByteBuffer data) {

    /** Reads an element and goes to the next. */
    static Element read(ByteBuffer in) {
      int start = in.position();
      int type = in.getInt();
      int size = type >>> 16;
      int at = start + 4;
      if (size == 0) {
        size = in.getInt();
        at = start + 8;
      }
      ByteBuffer data = in.slice(at, size).order(in.order());
      boolean padded = type != COMPRESSED;
      int end = padded ? start + (at - start + size + 7) / 8 * 8 : at + size;
      in.position(Math.min(end, in.limit()));
      return new Element(type & 0xFFFF, data);
    }
  }
}
