package dev.elbo.distribution;

import dev.elbo.linalg.Elementwise;
import dev.elbo.random.RandomStream;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

/**
 * A category of K levels without order: x is the index of the level, 0 … K − 1, and a₀ … a_{K−1}
 * are the outputs, one logit a level.
 *
 * <p>log p(x) = aₓ − log Σₖ e^{aₖ}, ∂/∂aₖ = [k = x] − pₖ, pₖ = e^{aₖ}/Σⱼ e^{aⱼ} (softmax). The
 * largest logit is taken off first, so that no exponential overflows.
 *
 * @param levels K
 */
public record CategoricalColumn(int levels) implements ColumnFamily {
  /** More are no category; and each takes an array of cells. */
  private static final int MOST_LEVELS = 1 << 16;

  /**
   * Checks the value.
   *
   * @throws IllegalArgumentException unless there are 2 to 65,536 levels
   */
  public CategoricalColumn {
    if (levels < 2 || levels > MOST_LEVELS) {
      throw new IllegalArgumentException(
          "a category needs 2 to %d levels, not %d".formatted(MOST_LEVELS, levels));
    }
  }

  @Override
  public String name() {
    return "categorical";
  }

  @Override
  public List<HeadRole> outputs() {
    return Collections.nCopies(levels, HeadRole.LOGITS);
  }

  @Override
  public ColumnSupport support() {
    return ColumnSupport.levels(levels);
  }

  /** The largest logit, Σ, and the exponents of one level. */
  @Override
  public int workArrays() {
    return 3;
  }

  /** Leaves e^{aₖ − max} for aₖ. */
  @Override
  public void logProb(float[][] cells, int rows) {
    float[] x = cells[X];
    float[] logProb = cells[LOG_PROB];
    float[] largest = cells[OUTPUTS + levels];
    float[] sum = cells[OUTPUTS + levels + 1];
    float[] exponent = cells[OUTPUTS + levels + 2];
    System.arraycopy(cells[OUTPUTS], 0, largest, 0, rows);
    for (int k = 1; k < levels; k++) {
      raise(largest, cells[OUTPUTS + k], rows);
    }
    for (int r = 0; r < rows; r++) {
      logProb[r] = cells[OUTPUTS + level(x[r])][r] - largest[r];
    }
    Arrays.fill(sum, 0, rows, 0);
    for (int k = 0; k < levels; k++) {
      float[] logit = cells[OUTPUTS + k];
      subtract(logit, largest, exponent, rows);
      Elementwise.exp(exponent, logit, rows);
      add(sum, logit, rows);
    }
    Elementwise.log(sum, exponent, largest, rows);
    subtract(logProb, exponent, logProb, rows);
  }

  private int level(float x) {
    return Objects.checkIndex((int) x, levels);
  }

  private static void raise(float[] largest, float[] logit, int rows) {
    for (int r = 0; r < rows; r++) {
      largest[r] = Math.max(largest[r], logit[r]);
    }
  }

  private static void subtract(float[] logit, float[] largest, float[] exponent, int rows) {
    for (int r = 0; r < rows; r++) {
      exponent[r] = logit[r] - largest[r];
    }
  }

  private static void add(float[] sum, float[] term, int rows) {
    for (int r = 0; r < rows; r++) {
      sum[r] += term[r];
    }
  }

  @Override
  public void gradient(float[][] cells, int rows) {
    float[] sum = cells[OUTPUTS + levels + 1];
    for (int k = 0; k < levels; k++) {
      float[] term = cells[OUTPUTS + k];
      for (int r = 0; r < rows; r++) {
        term[r] /= -sum[r];
      }
    }
    for (int r = 0; r < rows; r++) {
      cells[OUTPUTS + level(cells[X][r])][r] += 1f;
    }
  }

  /** sumsₖ ← sumsₖ + weight · pₖ, of one row. */
  public void addProbabilities(float[] outputs, double weight, double[] sums) {
    double largest = outputs[(int) mean(outputs)];
    double total = sum(outputs, largest);
    for (int k = 0; k < levels; k++) {
      sums[k] += weight * Math.exp(outputs[k] - largest) / total;
    }
  }

  /** The most probable level, the first of equals. */
  @Override
  public double mean(float[] outputs) {
    int best = 0;
    for (int k = 1; k < levels; k++) {
      best = outputs[k] > outputs[best] ? k : best;
    }
    return best;
  }

  @Override
  public double sample(float[] outputs, RandomStream random) {
    double largest = outputs[(int) mean(outputs)];
    double left = random.nextDouble() * sum(outputs, largest);
    int level = -1;
    while (left > 0 && level < levels - 1) {
      level++;
      left -= Math.exp(outputs[level] - largest);
    }
    return level;
  }

  private static double sum(float[] outputs, double largest) {
    double sum = 0;
    for (float output : outputs) {
      sum += Math.exp(output - largest);
    }
    return sum;
  }

  /** The logarithms of the frequencies, each level seen half a time more often than it was. */
  @Override
  public float[] biasFor(float[] observed) {
    double[] counts = new double[levels];
    Arrays.fill(counts, 0.5);
    for (float value : observed) {
      counts[level(value)]++;
    }
    float[] bias = new float[levels];
    for (int k = 0; k < levels; k++) {
      bias[k] = (float) Math.log(counts[k] / (observed.length + 0.5 * levels));
    }
    return bias;
  }
}
