package dev.elbo.persist;

import dev.elbo.nn.Block;
import java.util.List;

/**
 * A tensor's entry in a safetensors header.
 *
 * @param shape such as [500, 784]
 * @param begin first byte within the data
 * @param end one past the last byte
 */
record Tensor(String name, String type, List<Long> shape, long begin, long end) {
  /** What models are made of. */
  static final String FLOAT32 = "F32";

  /** What figures about a run are kept in. */
  static final String FLOAT64 = "F64";

  /**
   * A parameter block's entry.
   *
   * @param name the block's own, or what the file calls it
   * @param begin first byte within the data
   */
  static Tensor of(String name, Block block, long begin) {
    return new Tensor(
        name, FLOAT32, shape(block), begin, begin + (long) block.size() * Float.BYTES);
  }

  /** A table's entry. */
  static Tensor of(String name, int rows, int columns, long begin) {
    return new Tensor(
        name,
        FLOAT64,
        List.of((long) rows, (long) columns),
        begin,
        begin + (long) rows * columns * Double.BYTES);
  }

  /** Weights are (out × in); a bias is a vector to other readers. */
  private static List<Long> shape(Block block) {
    return block.isBias()
        ? List.of((long) block.columns())
        : List.of((long) block.rows(), (long) block.columns());
  }
}
