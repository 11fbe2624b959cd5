package dev.elbo.nn;

import dev.elbo.linalg.Kernels;
import dev.elbo.linalg.Matrix;
import dev.elbo.linalg.Result;
import java.util.List;

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
  public void forward(Weights w, Matrix x, Matrix y) {
    w.linear(x, weight, !transposed, bias, y);
  }

  /** dx ← dY·W, or + dx. */
  public void backward(Weights w, Matrix dy, Result result, Matrix dx) {
    if (transposed) {
      Kernels.productTransposed(dy, w.matrix(weight), result, dx);
    } else {
      Kernels.product(dy, w.matrix(weight), result, dx);
    }
  }

  /** ∂/∂W = dYᵀ·X and ∂/∂b = Σ dY, of matrices that are filled later. */
  public void terms(Matrix x, Matrix dy, List<GradientTerm> terms) {
    terms.add(
        transposed
            ? new GradientTerm.Product(weight, x, dy)
            : new GradientTerm.Product(weight, dy, x));
    terms.add(new GradientTerm.ColumnSums(bias, dy));
  }
}
