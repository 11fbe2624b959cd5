package dev.elbo.nn;

import dev.elbo.linalg.Elementwise;
import dev.elbo.linalg.Kernels;
import dev.elbo.linalg.Matrix;

/**
 * A linear layer y = W·x + b on rows: Y = X·Wᵀ + 1·b. Holds places only; the numbers are passed in.
 *
 * @param weight W, (out × in); where {@code transposed}, the (in × out) block of another layer
 *     whose transpose is W (tied weights)
 * @param bias b, (1 × out)
 */
public record Dense(Block weight, Block bias, boolean transposed) {

  public Dense {
    int outputs = transposed ? weight.columns() : weight.rows();
    if (bias.rows() != 1 || bias.columns() != outputs) {
      throw new IllegalArgumentException(
          "%s is %d × %d where %s needs 1 × %d"
              .formatted(bias.name(), bias.rows(), bias.columns(), weight.name(), outputs));
    }
  }

  /** A layer with a weight matrix of its own: blocks {@code name.weight} and {@code name.bias}. */
  public static Dense add(Layout layout, String name, int inputs, int outputs) {
    return new Dense(
        layout.add(name + ".weight", outputs, inputs),
        layout.add(name + ".bias", 1, outputs),
        false);
  }

  /** A layer whose W is the transpose of another layer's; only {@code name.bias} is new. */
  public static Dense addTied(Layout layout, String name, Block shared) {
    return new Dense(shared, layout.add(name + ".bias", 1, shared.columns()), true);
  }

  public int inputs() {
    return transposed ? weight.rows() : weight.columns();
  }

  public int outputs() {
    return bias.columns();
  }

  /** y ← X·Wᵀ + 1·b for x (rows × in), y (rows × out). */
  public void forward(Parameters p, Matrix x, Matrix y) {
    if (transposed) {
      Kernels.product(x, p.matrix(weight), 0, y);
    } else {
      Kernels.productTransposed(x, p.matrix(weight), 0, y);
    }
    Elementwise.addRow(y, p.matrix(bias));
  }

  /** Adds ∂/∂W = dYᵀ·X and ∂/∂b = Σ dY to {@code gradient}. */
  public void backwardParameters(Matrix x, Matrix dy, Parameters gradient) {
    if (transposed) {
      Kernels.transposedProduct(x, dy, 1, gradient.matrix(weight));
    } else {
      Kernels.transposedProduct(dy, x, 1, gradient.matrix(weight));
    }
    Elementwise.addColumnSums(dy, gradient.matrix(bias));
  }

  /** dx ← dY·W + beta·dx. */
  public void backwardInput(Parameters p, Matrix dy, float beta, Matrix dx) {
    if (transposed) {
      Kernels.productTransposed(dy, p.matrix(weight), beta, dx);
    } else {
      Kernels.product(dy, p.matrix(weight), beta, dx);
    }
  }
}
