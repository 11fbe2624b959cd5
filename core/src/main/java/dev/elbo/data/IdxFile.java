package dev.elbo.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The {@code idx} files in which MNIST and its kin are published, gzipped or not.
 *
 * <p>Layout, big-endian: two zero bytes; a byte for the element type (8 unsigned byte, 9 signed
 * byte, 11 int16, 12 int32, 13 float32, 14 float64); a byte for the number of dimensions; each
 * dimension as 32 bits; the elements, last index fastest.
 */
public final class IdxFile {
  private IdxFile() {}

  /**
   * Reads a data set. The first dimension counts rows, the others are flattened to columns; three
   * dimensions are images. Unsigned bytes stay bytes, at scale 1 where none is greater than 1, else
   * at 255; the other types become floats of the same values.
   *
   * @throws DataException where the file is missing, damaged, too large or not idx
   * @throws IOException where it cannot be read
   */
  public static Dataset read(Path file) throws IOException {
    try (Content in = Content.open(file)) {
      return read(in, Names.of(file));
    }
  }

  /**
   * Reads labels: one dimension of integers.
   *
   * @throws DataException where the file is missing, damaged, not idx or holds something else
   * @throws IOException where it cannot be read
   */
  public static int[] readLabels(Path file) throws IOException {
    try (Content in = Content.open(file)) {
      return readLabels(in);
    }
  }

  static Dataset read(Content in, String name) throws IOException {
    return ArrayBody.dataset(in, readHeader(in), name);
  }

  static int[] readLabels(Content in) throws IOException {
    return ArrayBody.labels(in, readHeader(in));
  }

  private static ArrayHeader readHeader(Content in) throws IOException {
    byte[] magic = in.read(4);
    if (magic.length < 4 || !Magic.IDX.matches(magic)) {
      throw in.problem(
          "this is no idx file, which starts with two zero bytes, a type and a rank: it starts with "
              + Magic.show(magic));
    }
    ElementType type = type(in, magic[2]);
    int rank = magic[3] & 0xFF;
    if (rank == 0) {
      throw in.problem("the idx header announces no dimension; rows need at least one");
    }
    byte[] dimensions = in.read(4 * rank);
    if (dimensions.length < 4 * rank) {
      throw in.problem(
          "the file ends after %d bytes, within its idx header of %d; it is cut short"
              .formatted(in.position(), 4 + 4 * rank));
    }
    List<Long> shape = new ArrayList<>();
    for (int i = 0; i < rank; i++) {
      shape.add(ByteBuffer.wrap(dimensions).getInt(4 * i) & 0xFFFF_FFFFL);
    }
    return new ArrayHeader(type, ByteOrder.BIG_ENDIAN, shape, false);
  }

  private static ElementType type(Content in, byte code) {
    return switch (code) {
      case 0x08 -> ElementType.UINT8;
      case 0x09 -> ElementType.INT8;
      case 0x0B -> ElementType.INT16;
      case 0x0C -> ElementType.INT32;
      case 0x0D -> ElementType.FLOAT32;
      case 0x0E -> ElementType.FLOAT64;
      default ->
          throw in.problem(
              "the idx header has the element type %d; known are 8 (unsigned byte), 9 (signed byte), 11 (int16), 12 (int32), 13 (float32), 14 (float64)"
                  .formatted(code & 0xFF));
    };
  }
}
