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
  /** The one type that models are made of. */
  static final String FLOAT32 = "F32";

  /** A parameter block's entry; its place in the data is that in the parameter vector. */
  static Tensor of(Block block) {
    return new Tensor(
        block.name(),
        FLOAT32,
        shape(block),
        (long) block.offset() * Float.BYTES,
        (long) block.end() * Float.BYTES);
  }

  /** Weights are (out × in); a bias is a vector to other readers. */
  private static List<Long> shape(Block block) {
    return block.isBias()
        ? List.of((long) block.columns())
        : List.of((long) block.rows(), (long) block.columns());
  }
}
