package dev.elbo.eval;

import dev.elbo.linalg.Matrix;
import java.util.HashMap;
import java.util.Map;

/**
 * Draws z₁ … z_k with weights that stand for p(z|x) of a row's observed cells, and what the decoder
 * makes of each: p(x_d|x) ≈ Σₗ wₗ p(x_d|zₗ) for a cell that is missing.
 *
 * <p>A view, good until the call ends that it came with.
 */
public final class WeighedDraws {
  private final Matrix z;
  private final Matrix outputs;
  private final double[] weights;

  WeighedDraws(Matrix z, Matrix outputs, double[] weights) {
    this.z = z;
    this.outputs = outputs;
    this.weights = weights;
  }

  /** k. */
  public int size() {
    return weights.length;
  }

  /** wₗ; all of them add up to 1. */
  public double weight(int l) {
    return weights[l];
  }

  /** The decoder's outputs h, (k × outputs). */
  public Matrix outputs() {
    return outputs;
  }

  /**
   * The number of the draw at which the weights so far pass {@code u}: for u uniform on (0, 1) a
   * draw from p(z|x).
   */
  public int at(double u) {
    double covered = weights[0];
    int l = 0;
    while (covered < u && l < weights.length - 1) {
      l++;
      covered += weights[l];
    }
    return l;
  }

  /**
   * How many draws of equal weight stand for as much: 1/Σ w², over draws that differ. Far below k
   * the draws say little of p(z|x).
   */
  public double effectiveSize() {
    Map<Long, Double> sums = new HashMap<>();
    for (int l = 0; l < weights.length; l++) {
      sums.merge(place(l), weights[l], Double::sum);
    }
    return 1 / sums.values().stream().mapToDouble(weight -> weight * weight).sum();
  }

  /** Draws at one place have one number; others hardly ever. */
  private long place(int l) {
    long hash = 0;
    for (int j = 0; j < z.columns(); j++) {
      hash = 31 * hash + Float.floatToIntBits(z.get(l, j));
    }
    return hash;
  }
}
