package dev.elbo.nn;

import dev.elbo.linalg.Matrix;
import dev.elbo.linalg.Precision;
import dev.elbo.linalg.Result;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The gradient of one parameter block, or of some of its rows, over a whole minibatch: a sum of
 * {@link GradientTerm}s. Pieces of a gradient are independent of each other, so threads share them.
 */
public final class BlockGradient {
  private final Block block;
  private final int from;
  private final int to;
  private final List<GradientTerm> terms;
  private final Matrix target;

  private BlockGradient(
      Block block, int from, int to, List<GradientTerm> terms, Parameters gradient) {
    this.block = block;
    this.from = from;
    this.to = to;
    this.terms = terms.stream().map(term -> term.rows(from, to)).toList();
    target = gradient.matrix(block).rows(from, to);
  }

  /**
   * All blocks that have terms, in pieces of about {@code size} numbers or fewer.
   *
   * @param gradient where the pieces leave their values
   */
  public static List<BlockGradient> pieces(
      List<GradientTerm> terms, int size, Parameters gradient) {
    Map<Block, List<GradientTerm>> byBlock = new LinkedHashMap<>();
    for (GradientTerm term : terms) {
      byBlock.computeIfAbsent(term.block(), block -> new ArrayList<>()).add(term);
    }
    List<BlockGradient> pieces = new ArrayList<>();
    byBlock.forEach(
        (block, own) -> {
          int count = Math.min(block.rows(), (block.size() + size - 1) / size);
          for (int i = 0; i < count; i++) {
            int from = (int) ((long) block.rows() * i / count);
            int to = (int) ((long) block.rows() * (i + 1) / count);
            pieces.add(new BlockGradient(block, from, to, own, gradient));
          }
        });
    return pieces;
  }

  /** Overwrites this piece of the gradient with the sum of its terms, products of a precision. */
  public void compute(Precision precision) {
    for (int i = 0; i < terms.size(); i++) {
      terms.get(i).compute(precision, i == 0 ? Result.SET : Result.ADD, target);
    }
  }

  public Block block() {
    return block;
  }

  /** First row of the block. */
  public int from() {
    return from;
  }

  /** One past the last row of the block. */
  public int to() {
    return to;
  }

  /** First index in the flat vector. */
  public int start() {
    return block.offset() + from * block.columns();
  }

  /** One past the last index in the flat vector. */
  public int end() {
    return block.offset() + to * block.columns();
  }
}
