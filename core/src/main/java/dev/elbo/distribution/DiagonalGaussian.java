package dev.elbo.distribution;

import dev.elbo.linalg.Elementwise;
import dev.elbo.linalg.Matrix;
import dev.elbo.random.RandomStream;
import java.util.List;

/**
 * {@code AEVB App. C.2} (eq. 12) as a decoder: two distinct heads, μ = W₄h + b₄ and log σ² = W₅h +
 * b₅.
 *
 * <p>log p(x|z) = log N(x; μ, σ²I) = −½ Σᵢ (log 2π + log σᵢ² + (xᵢ − μᵢ)²/σᵢ²), ∂/∂μᵢ = (xᵢ −
 * μᵢ)/σᵢ², ∂/∂log σᵢ² = ½((xᵢ − μᵢ)²/σᵢ² − 1).
 *
 * <p>The value is a log-density: it depends on the unit of x and may be positive.
 *
 * @param dataSize number of columns of x
 * @param variance where log σ² comes from
 * @param meanRange whether μ is the head itself or its sigmoid (the paper's Frey setting)
 * @param bounds smooth bound on log σ²
 */
public record DiagonalGaussian(
    int dataSize, Variance variance, MeanRange meanRange, LogVarianceBounds bounds)
    implements Likelihood {
  private static final float LOG_2PI = (float) Math.log(2 * Math.PI);

  /** Means under a sigmoid are kept this far from 0 and 1 before their logit becomes a bias. */
  private static final double CLIP = 0.001;

  /** Where log σ² comes from. */
  public enum Variance {
    /** A linear head on the hidden units, for each row its own: log σ² = W₅h + b₅. */
    PER_ROW,
    /** One learned vector for all rows: log σ² = b₅ (σ-VAE, arXiv 2006.13202). */
    SHARED
  }

  /** What the mean head means. */
  public enum MeanRange {
    /** μ = W₄h + b₄. */
    REAL,
    /** μ = sigmoid(W₄h + b₄), for data in [0, 1]. */
    UNIT_INTERVAL
  }

  /** The decoder of Appendix C.2 as it stands there, log σ² within the default bounds. */
  public static DiagonalGaussian of(int dataSize) {
    return new DiagonalGaussian(
        dataSize, Variance.PER_ROW, MeanRange.REAL, LogVarianceBounds.DECODER);
  }

  @Override
  public List<Head> heads() {
    return List.of(
        new Head("mean", dataSize, false),
        new Head("log_variance", dataSize, variance == Variance.SHARED));
  }

  @Override
  public Support support() {
    return Support.REAL;
  }

  @Override
  public int scratchRows() {
    return 6;
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
      gradient(scratch, dataSize);
      if (meanRange == MeanRange.UNIT_INTERVAL) {
        throughSigmoid(scratch[0], scratch[5], dataSize);
      }
      System.arraycopy(scratch[0], 0, h.array(), h.at(r, 0), dataSize);
      System.arraycopy(scratch[3], 0, h.array(), h.at(r, dataSize), dataSize);
    }
  }

  /**
   * Leaves in the scratch arrays: x − μ, log σ², 1/σ², the slope of the bound on log σ², the terms
   * of the sum, and μ.
   */
  private double logProb(Matrix h, int row, Matrix x, int rowOfX, float[][] scratch) {
    float[] error = scratch[0];
    float[] logVariance = scratch[1];
    float[] precision = scratch[2];
    float[] slope = scratch[3];
    float[] terms = scratch[4];
    float[] mean = scratch[5];
    System.arraycopy(x.array(), x.at(rowOfX, 0), error, 0, dataSize);
    System.arraycopy(h.array(), h.at(row, 0), mean, 0, dataSize);
    System.arraycopy(h.array(), h.at(row, dataSize), logVariance, 0, dataSize);
    bounds.apply(logVariance, slope, terms, dataSize);
    negate(logVariance, terms, dataSize);
    Elementwise.exp(terms, precision, dataSize);
    if (meanRange == MeanRange.UNIT_INTERVAL) {
      Elementwise.sigmoid(Matrix.view(1, dataSize, mean, 0));
    }
    terms(mean, logVariance, precision, error, terms, dataSize);
    return Elementwise.sum(terms, 0, dataSize);
  }

  private static void negate(float[] values, float[] negated, int length) {
    for (int j = 0; j < length; j++) {
      negated[j] = -values[j];
    }
  }

  /** x ← x − μ, and the terms of the sum. */
  private static void terms(
      float[] mean, float[] logVariance, float[] precision, float[] x, float[] terms, int length) {
    for (int j = 0; j < length; j++) {
      float error = x[j] - mean[j];
      x[j] = error;
      terms[j] = -0.5f * (LOG_2PI + logVariance[j] + error * error * precision[j]);
    }
  }

  /** Puts ∂/∂μ in the place of x − μ, and ∂/∂s in the place of the slope. */
  private static void gradient(float[][] scratch, int length) {
    float[] error = scratch[0];
    float[] precision = scratch[2];
    float[] slope = scratch[3];
    for (int j = 0; j < length; j++) {
      float scaled = error[j] * precision[j];
      slope[j] *= 0.5f * (scaled * error[j] - 1f);
      error[j] = scaled;
    }
  }

  /** ∂μ/∂head = μ(1 − μ). */
  private static void throughSigmoid(float[] gradient, float[] mean, int length) {
    for (int j = 0; j < length; j++) {
      gradient[j] *= mean[j] * (1f - mean[j]);
    }
  }

  /** E[x | h] = μ. */
  @Override
  public void mean(Matrix h, Matrix mean) {
    for (int r = 0; r < h.rows(); r++) {
      System.arraycopy(h.array(), h.at(r, 0), mean.array(), mean.at(r, 0), dataSize);
    }
    if (meanRange == MeanRange.UNIT_INTERVAL) {
      Elementwise.sigmoid(mean);
    }
  }

  @Override
  public void sample(Matrix h, int row, RandomStream random, Matrix x) {
    float[] logVariance = h.columns(dataSize, 2 * dataSize).row(row);
    bounds.apply(logVariance, new float[dataSize], new float[dataSize], dataSize);
    for (int j = 0; j < dataSize; j++) {
      float head = h.get(row, j);
      double mean =
          meanRange == MeanRange.UNIT_INTERVAL ? 1 / (1 + Math.exp(-head)) : (double) head;
      x.set(row, j, (float) (mean + Math.exp(0.5 * logVariance[j]) * random.nextGaussian()));
    }
  }

  /** The means themselves, or their logit where μ is a sigmoid. */
  @Override
  public float[] biasFor(double[] means) {
    if (meanRange == MeanRange.UNIT_INTERVAL) {
      return Logit.of(means, CLIP);
    }
    float[] bias = new float[means.length];
    for (int i = 0; i < bias.length; i++) {
      bias[i] = (float) means[i];
    }
    return bias;
  }
}
