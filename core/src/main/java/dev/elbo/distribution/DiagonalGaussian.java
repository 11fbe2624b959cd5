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
    return 5;
  }

  @Override
  public float[][] scratch(int rows) {
    return Chunks.scratch(scratchRows(), dataSize, rows);
  }

  @Override
  public void logProb(Matrix h, Matrix x, int draws, float[][] scratch, double[] logProb) {
    int rowsAtOnce = Chunks.rowsAtOnce(scratch[0], dataSize);
    for (int from = 0; from < h.rows(); from += rowsAtOnce) {
      int rows = Math.min(rowsAtOnce, h.rows() - from);
      logProb(h, x, draws, from, rows, scratch, logProb);
    }
  }

  @Override
  public void logProbAndGradient(
      Matrix h, Matrix x, int draws, float[][] scratch, double[] logProb) {
    int rowsAtOnce = Chunks.rowsAtOnce(scratch[0], dataSize);
    for (int from = 0; from < h.rows(); from += rowsAtOnce) {
      int rows = Math.min(rowsAtOnce, h.rows() - from);
      logProb(h, x, draws, from, rows, scratch, logProb);
      gradient(scratch[0], scratch[1], scratch[2], scratch[3], rows * dataSize);
      if (meanRange == MeanRange.UNIT_INTERVAL) {
        throughSigmoid(scratch[0], scratch[4], rows * dataSize);
      }
      Chunks.scatter(scratch[0], h, from, rows, 0, dataSize);
      Chunks.scatter(scratch[3], h, from, rows, dataSize, dataSize);
    }
  }

  /**
   * Some rows. Leaves in the scratch arrays: x − μ, (x − μ)²/σ², 1/σ², the slope of the bound on
   * log σ², and μ. Σ log σ² is that of the precisions with the other sign.
   */
  private void logProb(
      Matrix h, Matrix x, int draws, int from, int rows, float[][] scratch, double[] logProb) {
    float[] error = scratch[0];
    float[] squares = scratch[1];
    float[] precision = scratch[2];
    float[] mean = scratch[4];
    int length = rows * dataSize;
    Chunks.gather(h, from, rows, dataSize, dataSize, squares);
    bounds.precision(squares, precision, scratch[3], length);
    Chunks.gather(h, from, rows, 0, dataSize, mean);
    if (meanRange == MeanRange.UNIT_INTERVAL) {
      Elementwise.tanhOfHalf(mean, squares, length);
      sigmoid(squares, mean, length);
    }
    Chunks.gatherRepeated(x, from, rows, draws, error);
    squares(mean, precision, error, squares, length);
    int factors = bounds.precisionsInAProduct();
    for (int r = 0; r < rows; r++) {
      double distance = Elementwise.sum(squares, r * dataSize, dataSize);
      double logPrecision = Elementwise.sumOfLogs(precision, r * dataSize, dataSize, factors);
      logProb[from + r] = -0.5 * (dataSize * StandardNormal.LOG_2PI - logPrecision + distance);
    }
  }

  private static void sigmoid(float[] t, float[] y, int length) {
    for (int j = 0; j < length; j++) {
      y[j] = 0.5f + 0.5f * t[j];
    }
  }

  /** x ← x − μ, and its square over σ². */
  private static void squares(
      float[] mean, float[] precision, float[] x, float[] squares, int length) {
    for (int j = 0; j < length; j++) {
      float error = x[j] - mean[j];
      x[j] = error;
      squares[j] = error * error * precision[j];
    }
  }

  /** Puts ∂/∂μ in the place of x − μ, and ∂/∂s in the place of the slope. */
  private static void gradient(
      float[] error, float[] squares, float[] precision, float[] slope, int length) {
    for (int j = 0; j < length; j++) {
      error[j] *= precision[j];
      slope[j] *= 0.5f * (squares[j] - 1f);
    }
  }

  /** ∂μ/∂head = μ(1 − μ). */
  private static void throughSigmoid(float[] gradient, float[] mean, int length) {
    for (int j = 0; j < length; j++) {
      gradient[j] *= mean[j] * (1f - mean[j]);
    }
  }

  @Override
  public void columnLogProb(Matrix h, Matrix x, int draws, float[][] scratch, Matrix logProb) {
    for (int r = 0; r < h.rows(); r++) {
      for (int j = 0; j < dataSize; j++) {
        double deviation = bounds.deviation(h.get(r, dataSize + j));
        double error = (x.get(r / draws, j) - mean(h.get(r, j))) / deviation;
        double logVariance = 2 * Math.log(deviation);
        logProb.set(r, j, (float) (-0.5 * (StandardNormal.LOG_2PI + logVariance + error * error)));
      }
    }
  }

  private double mean(float head) {
    return meanRange == MeanRange.UNIT_INTERVAL ? 1 / (1 + Math.exp(-head)) : (double) head;
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
      double deviation = Math.exp(0.5 * logVariance[j]);
      x.set(row, j, (float) (mean(h.get(row, j)) + deviation * random.nextGaussian()));
    }
  }

  /** The means themselves, or their logit where μ is a sigmoid; log σ² stays where it is. */
  @Override
  public float[] biasFor(TrainingColumns training) {
    double[] means = training.means();
    float[] biases = new float[2 * dataSize];
    if (meanRange == MeanRange.UNIT_INTERVAL) {
      System.arraycopy(Logit.of(means, CLIP), 0, biases, 0, dataSize);
      return biases;
    }
    for (int j = 0; j < dataSize; j++) {
      biases[j] = (float) means[j];
    }
    return biases;
  }
}
