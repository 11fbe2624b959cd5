package dev.elbo.distribution;

import dev.elbo.random.RandomStream;
import java.util.List;

/**
 * A count x = 0, 1, 2, … of mean and variance μ: output η = log μ, by {@link Rate}.
 *
 * <p>log p(x) = x log μ − μ − log x!, ∂/∂log μ = x − μ. Computed in double, since for large counts
 * the terms are many times their sum.
 */
public record PoissonColumn() implements ColumnFamily {

  @Override
  public String name() {
    return "poisson";
  }

  @Override
  public List<HeadRole> outputs() {
    return List.of(HeadRole.LOG_RATE);
  }

  @Override
  public ColumnSupport support() {
    return ColumnSupport.COUNT;
  }

  @Override
  public int workArrays() {
    return 0;
  }

  @Override
  public void logProb(float[][] cells, int rows) {
    float[] x = cells[X];
    float[] logProb = cells[LOG_PROB];
    float[] output = cells[OUTPUTS];
    for (int r = 0; r < rows; r++) {
      double value = x[r] * Rate.log(output[r]) - Rate.of(output[r]);
      logProb[r] = (float) (value - LogGamma.logFactorial(x[r]));
    }
  }

  @Override
  public void gradient(float[][] cells, int rows) {
    float[] x = cells[X];
    float[] output = cells[OUTPUTS];
    for (int r = 0; r < rows; r++) {
      output[r] = (float) ((x[r] - Rate.of(output[r])) * Rate.slope(output[r]));
    }
  }

  /** E[x] = μ. */
  @Override
  public double mean(float[] outputs) {
    return Rate.of(outputs[0]);
  }

  /** No more than the {@linkplain ColumnSupport#COUNT largest count}. */
  @Override
  public double sample(float[] outputs, RandomStream random) {
    return Math.min(ColumnSupport.COUNT.largest(), Variates.poisson(mean(outputs), random));
  }

  /** The logarithm of the mean. */
  @Override
  public float[] biasFor(float[] observed) {
    return new float[] {Rate.outputFor(observed)};
  }
}
