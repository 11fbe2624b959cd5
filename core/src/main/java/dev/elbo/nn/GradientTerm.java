package dev.elbo.nn;

import dev.elbo.linalg.Elementwise;
import dev.elbo.linalg.Kernels;
import dev.elbo.linalg.Matrix;
import dev.elbo.linalg.Precision;

/**
 * What one layer's backward pass over the rows of a minibatch adds to the gradient of one parameter
 * block. A block used twice (tied weights) has two terms.
 */
public sealed interface GradientTerm {

  /** The block whose gradient this belongs to. */
  Block block();

  /** The part of this term for rows [from, to) of the block. */
  GradientTerm rows(int from, int to);

  /** target ← this term, the factors of a product rounded to {@code precision}. */
  void set(Precision precision, Matrix target);

  /** target ← target + this term, likewise. */
  void add(Precision precision, Matrix target);

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
    public void set(Precision precision, Matrix target) {
      Kernels.transposedProduct(precision, left, right, 0, target);
    }

    @Override
    public void add(Precision precision, Matrix target) {
      Kernels.transposedProduct(precision, left, right, 1, target);
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
    public void set(Precision precision, Matrix target) {
      target.fill(0);
      add(precision, target);
    }

    @Override
    public void add(Precision precision, Matrix target) {
      Elementwise.addColumnSums(dy, target);
    }
  }
}
