package dev.elbo.nn;

import dev.elbo.linalg.Matrix;
import dev.elbo.linalg.Result;
import java.util.ArrayList;
import java.util.List;

/**
 * Distinct linear layers on the same input, such as a Gaussian's μ and log σ². Each has parameters
 * of its own; their outputs stand side by side, and {@link Weights} keep their matrices one below
 * the other, in the place of the first, so that one product serves them all.
 *
 * @param layers from left to right
 */
public record Heads(List<Dense> layers) {

  /**
   * Copies the list.
   *
   * @throws IllegalArgumentException where there is no layer, or one of several is transposed
   */
  public Heads {
    layers = List.copyOf(layers);
    boolean transposed = layers.stream().anyMatch(Dense::transposed);
    if (layers.isEmpty() || (layers.size() > 1 && transposed)) {
      throw new IllegalArgumentException(
          "heads are one linear layer, or several with matrices of their own");
    }
  }

  /** These and one more on the right. */
  public Heads and(Dense next) {
    List<Dense> all = new ArrayList<>(layers);
    all.add(next);
    return new Heads(all);
  }

  /** y ← each layer's X·Wᵀ + 1·b, side by side, for x (rows × in), y (rows × all outputs). */
  public void forward(Weights w, Matrix x, Matrix y) {
    layers.get(0).forward(w, x, y);
  }

  /** dx ← Σ dY·W over the layers, or + dx. */
  public void backward(Weights w, Matrix dy, Result result, Matrix dx) {
    layers.get(0).backward(w, dy, result, dx);
  }

  /** Each layer's terms of the gradient, of matrices that are filled later. */
  public void terms(Matrix x, Matrix dy, List<GradientTerm> terms) {
    int from = 0;
    for (Dense layer : layers) {
      layer.terms(x, dy.columns(from, from + layer.outputs()), terms);
      from += layer.outputs();
    }
  }
}
