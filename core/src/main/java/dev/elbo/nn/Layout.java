package dev.elbo.nn;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Which block stands where in the parameter vector. Blocks are appended, then only read. */
public final class Layout {
  private final List<Block> blocks = new ArrayList<>();
  private final List<Heads> heads = new ArrayList<>();
  private int size;

  /**
   * Appends a block of rows × columns.
   *
   * @throws IllegalArgumentException where the vector would outgrow an array
   */
  public Block add(String name, int rows, int columns) {
    if (rows < 1 || columns < 1 || size + (long) rows * columns > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException(
          "the block %s of %d × %d does not fit: a model has at most 2³¹ parameters"
              .formatted(name, rows, columns));
    }
    Block block = new Block(name, size, rows, columns);
    blocks.add(block);
    size = block.end();
    return block;
  }

  /** Says of layers whose blocks are here that they are multiplied at once. */
  public void add(Heads together) {
    if (together.layers().size() > 1) {
      heads.add(together);
    }
  }

  /** Several layers each that are multiplied at once. */
  List<Heads> heads() {
    return heads;
  }

  /** All blocks, in order and without gaps. */
  public List<Block> blocks() {
    return Collections.unmodifiableList(blocks);
  }

  /** Number of parameters. */
  public int size() {
    return size;
  }

  /** The block that holds index {@code index} of the vector. */
  public Block at(int index) {
    for (Block block : blocks) {
      if (index < block.end()) {
        return block;
      }
    }
    throw new IndexOutOfBoundsException("index %d of %d".formatted(index, size));
  }
}
