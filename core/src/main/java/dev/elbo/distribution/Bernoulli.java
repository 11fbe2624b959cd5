package dev.elbo.distribution;

import dev.elbo.linalg.Elementwise;
import dev.elbo.linalg.Matrix;
import dev.elbo.random.RandomStream;
import java.util.List;

/**
 * {@code AEVB App. C.1} (eq. 11): each xᵢ is 1 with probability yᵢ = 1/(1 + e⁻ᵃⁱ), a the logits.
 *
 * <p>log p(x|z) = Σᵢ xᵢ log yᵢ + (1 − xᵢ) log(1 − yᵢ) = Σᵢ xᵢaᵢ − softplus(aᵢ), and ∂/∂aᵢ = xᵢ −
 * yᵢ.
 *
 * <p>The right-hand side never takes the log of a rounded probability: where y rounds to 0 or 1,
 * value and gradient stay right. For 0 &lt; x &lt; 1 the sum is defined but is not the logarithm of
 * a density that integrates to one.
 *
 * @param dataSize number of columns of x
 */
public record Bernoulli(int dataSize) implements Likelihood {
  /** Means are kept this far from 0 and 1 before their logit becomes a bias ({@code IWAE}). */
  private static final double CLIP = 0.001;

  @Override
  public List<Head> heads() {
    return List.of(new Head("logits", dataSize, false));
  }

  @Override
  public Support support() {
    return Support.UNIT_INTERVAL;
  }

  @Override
  public int scratchRows() {
    return 4;
  }

  @Override
  public void logProb(Matrix h, Matrix x, int draws, float[][] scratch, double[] logProb) {
    for (int r = 0; r < h.rows(); r++) {
      logProb[r] = logProb(h, r, x, r / draws, scratch);
    }
  }

  @Override
  public void logProbAndGradient(
      Matrix h, Matrix x, int draws, float[][] scratch, double[] logProb) {
    for (int r = 0; r < h.rows(); r++) {
      logProb[r] = logProb(h, r, x, r / draws, scratch);
      float[] values = scratch[1];
      float[] t = scratch[2];
      gradient(values, t, dataSize);
      System.arraycopy(values, 0, h.array(), h.at(r, 0), dataSize);
    }
  }

  /** Leaves a, x, t = tanh(a/2) = 2y − 1 and the terms of the sum in the scratch arrays. */
  private double logProb(Matrix h, int row, Matrix x, int rowOfX, float[][] scratch) {
    float[] logits = scratch[0];
    float[] values = scratch[1];
    float[] t = scratch[2];
    float[] terms = scratch[3];
    System.arraycopy(h.array(), h.at(row, 0), logits, 0, dataSize);
    System.arraycopy(x.array(), x.at(rowOfX, 0), values, 0, dataSize);
    Elementwise.tanhOfHalf(logits, t, dataSize);
    product(logits, values, terms, dataSize);
    Elementwise.softplus(logits, t, dataSize);
    return Elementwise.sum(terms, 0, dataSize) - Elementwise.sum(logits, 0, dataSize);
  }

  private static void product(float[] logits, float[] x, float[] product, int length) {
    for (int j = 0; j < length; j++) {
      product[j] = x[j] * logits[j];
    }
  }

  /** x ← x − y. */
  private static void gradient(float[] x, float[] t, int length) {
    for (int j = 0; j < length; j++) {
      x[j] -= 0.5f + 0.5f * t[j];
    }
  }

  /** E[x | h] = y. */
  @Override
  public void mean(Matrix h, Matrix mean) {
    for (int r = 0; r < h.rows(); r++) {
      System.arraycopy(h.array(), h.at(r, 0), mean.array(), mean.at(r, 0), dataSize);
    }
    Elementwise.sigmoid(mean);
  }

  @Override
  public void sample(Matrix h, int row, RandomStream random, Matrix x) {
    for (int j = 0; j < dataSize; j++) {
      double probability = 1 / (1 + Math.exp(-h.get(row, j)));
      x.set(row, j, random.nextDouble() < probability ? 1 : 0);
    }
  }

  /** The logit of the means, kept within [0.001, 0.999]. */
  @Override
  public float[] biasFor(double[] means) {
    return Logit.of(means, CLIP);
  }
}
