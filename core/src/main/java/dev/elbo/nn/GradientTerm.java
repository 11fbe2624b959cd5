package dev.elbo.nn;

import dev.elbo.linalg.Elementwise;
import dev.elbo.linalg.Kernels;
import dev.elbo.linalg.Matrix;
import dev.elbo.linalg.Precision;
import dev.elbo.linalg.Result;

/**
 * What one layer's backward pass over the rows of a minibatch adds to the gradient of one parameter
 * block. A block used twice (tied weights) has two terms.
 */
public sealed interface GradientTerm {

  /** The block whose gradient this belongs to. */
  Block block();

  /** The part of this term for rows [from, to) of the block. */
  GradientTerm rows(int from, int to);

  /** target ← this term, or + target, the factors of a product rounded. */
  void compute(Precision precision, Result result, Matrix target);

  /**
   * leftᵀ·right: ∂/∂W = dYᵀ·X for Y = X·Wᵀ, and Xᵀ·dY for a layer that multiplies by a transpose.
   *
   * @param left (n × rows of the block)
   * @param right (n × columns of the block)
   */
  record Product(Block block, Matrix left, Matrix right) implements GradientTerm {

    @Override
    public Product rows(int from, int to) {
      return new Product(block, left.columns(from, to), right);
    }

    @Override
    public void compute(Precision precision, Result result, Matrix target) {
      Kernels.transposedProduct(precision, left, right, result, target);
    }
  }

  /**
   * Σ dy over the rows: ∂/∂b.
   *
   * @param dy (n × columns of the block)
   */
  record ColumnSums(Block block, Matrix dy) implements GradientTerm {

    /** A bias has one row. */
    @Override
    public ColumnSums rows(int from, int to) {
      return this;
    }

    @Override
    public void compute(Precision precision, Result result, Matrix target) {
      if (result == Result.SET) {
        target.fill(0);
      }
      Elementwise.addColumnSums(dy, target);
    }
  }
}
