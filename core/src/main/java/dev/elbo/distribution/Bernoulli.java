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
 * value and gradient stay right. The sum is taken as Σᵢ (xᵢaᵢ − max(aᵢ, 0)) + log Πᵢ σ(|aᵢ|), σ the
 * sigmoid: one logarithm serves hundreds of columns, and no factor is below ½. For 0 &lt; x &lt; 1
 * the sum is defined but is not the logarithm of a density that integrates to one.
 *
 * @param dataSize number of columns of x
 */
public record Bernoulli(int dataSize) implements Likelihood {
  /** Means are kept this far from 0 and 1 before their logit becomes a bias ({@code IWAE}). */
  private static final double CLIP = 0.001;

  /** So many factors of ½ or more have a product within the range of a double. */
  private static final int FACTORS = 1000;

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
    return 3;
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
      gather(h, x, draws, from, rows, scratch);
      terms(scratch[0], scratch[1], scratch[2], rows * dataSize);
      sum(scratch, from, rows, logProb);
    }
  }

  @Override
  public void logProbAndGradient(
      Matrix h, Matrix x, int draws, float[][] scratch, double[] logProb) {
    int rowsAtOnce = Chunks.rowsAtOnce(scratch[0], dataSize);
    for (int from = 0; from < h.rows(); from += rowsAtOnce) {
      int rows = Math.min(rowsAtOnce, h.rows() - from);
      gather(h, x, draws, from, rows, scratch);
      termsAndGradient(scratch[0], scratch[1], scratch[2], rows * dataSize);
      sum(scratch, from, rows, logProb);
      Chunks.scatter(scratch[1], h, from, rows, 0, dataSize);
    }
  }

  /** Some rows of a and x into the scratch arrays, and t = tanh(a/2) = 2y − 1. */
  private void gather(Matrix h, Matrix x, int draws, int from, int rows, float[][] scratch) {
    Chunks.gather(h, from, rows, 0, dataSize, scratch[0]);
    Chunks.gatherRepeated(x, from, rows, draws, scratch[1]);
    Elementwise.tanhOfHalf(scratch[0], scratch[2], rows * dataSize);
  }

  /** a ← xa − max(a, 0), t ← σ(|a|). */
  private static void terms(float[] a, float[] x, float[] t, int length) {
    for (int j = 0; j < length; j++) {
      a[j] = x[j] * a[j] - Math.max(a[j], 0f);
      t[j] = 0.5f + 0.5f * Math.abs(t[j]);
    }
  }

  /** As {@link #terms}, and x ← x − y. */
  private static void termsAndGradient(float[] a, float[] x, float[] t, int length) {
    for (int j = 0; j < length; j++) {
      a[j] = x[j] * a[j] - Math.max(a[j], 0f);
      x[j] -= 0.5f + 0.5f * t[j];
      t[j] = 0.5f + 0.5f * Math.abs(t[j]);
    }
  }

  private void sum(float[][] scratch, int from, int rows, double[] logProb) {
    for (int r = 0; r < rows; r++) {
      double sum = 0;
      for (int first = 0; first < dataSize; first += FACTORS) {
        int length = Math.min(FACTORS, dataSize - first);
        sum += sum(scratch[0], scratch[2], r * dataSize + first, length);
      }
      logProb[from + r] = sum;
    }
  }

  /**
   * Σ terms + log Π factors over a span. Four of a kind meet in float, which costs no accuracy: the
   * terms have one sign and the factors lie within [½, 1].
   */
  private static double sum(float[] terms, float[] factors, int start, int length) {
    double s0 = 0;
    double s1 = 0;
    double p0 = 1;
    double p1 = 1;
    int end = start + length;
    int i = start;
    for (; i + 7 < end; i += 8) {
      s0 += (terms[i] + terms[i + 1]) + (terms[i + 2] + terms[i + 3]);
      s1 += (terms[i + 4] + terms[i + 5]) + (terms[i + 6] + terms[i + 7]);
      p0 *= (factors[i] * factors[i + 1]) * (factors[i + 2] * factors[i + 3]);
      p1 *= (factors[i + 4] * factors[i + 5]) * (factors[i + 6] * factors[i + 7]);
    }
    for (; i < end; i++) {
      s0 += terms[i];
      p0 *= factors[i];
    }
    return (s0 + s1) + Math.log(p0 * p1);
  }

  @Override
  public void columnLogProb(Matrix h, Matrix x, int draws, float[][] scratch, Matrix logProb) {
    for (int r = 0; r < h.rows(); r++) {
      for (int j = 0; j < dataSize; j++) {
        double a = h.get(r, j);
        double softplus = Math.max(a, 0) + Math.log1p(Math.exp(-Math.abs(a)));
        logProb.set(r, j, (float) (x.get(r / draws, j) * a - softplus));
      }
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
  public float[] biasFor(TrainingColumns training) {
    return Logit.of(training.means(), CLIP);
  }
}
