package dev.elbo.distribution;

import dev.elbo.linalg.Elementwise;
import dev.elbo.random.RandomStream;
import java.util.List;

/**
 * A column of zeros and ones, as one of {@link Bernoulli}: output a, the logit.
 *
 * <p>log p(x) = xa − softplus(a), ∂/∂a = x − 1/(1 + e⁻ᵃ).
 */
public record BernoulliColumn() implements ColumnFamily {
  /** The mean is kept this far from 0 and 1 before its logit becomes a bias. */
  private static final double CLIP = 0.001;

  @Override
  public String name() {
    return "bernoulli";
  }

  @Override
  public List<HeadRole> outputs() {
    return List.of(HeadRole.LOGITS);
  }

  @Override
  public ColumnSupport support() {
    return ColumnSupport.BINARY;
  }

  /** tanh(a/2). */
  @Override
  public int workArrays() {
    return 1;
  }

  @Override
  public void logProb(float[][] cells, int rows) {
    float[] softplus = cells[LOG_PROB];
    float[] tanh = cells[OUTPUTS + 1];
    System.arraycopy(cells[OUTPUTS], 0, softplus, 0, rows);
    Elementwise.tanhOfHalf(softplus, tanh, rows);
    Elementwise.softplus(softplus, tanh, rows);
    value(cells[X], cells[OUTPUTS], softplus, rows);
  }

  private static void value(float[] x, float[] logit, float[] softplus, int rows) {
    for (int r = 0; r < rows; r++) {
      softplus[r] = x[r] * logit[r] - softplus[r];
    }
  }

  @Override
  public void gradient(float[][] cells, int rows) {
    float[] x = cells[X];
    float[] logit = cells[OUTPUTS];
    float[] tanh = cells[OUTPUTS + 1];
    for (int r = 0; r < rows; r++) {
      logit[r] = x[r] - (0.5f + 0.5f * tanh[r]);
    }
  }

  /** The probability of a one. */
  @Override
  public double mean(float[] outputs) {
    return 1 / (1 + Math.exp(-outputs[0]));
  }

  @Override
  public double sample(float[] outputs, RandomStream random) {
    return random.nextDouble() < mean(outputs) ? 1 : 0;
  }

  /** The logit of the mean, kept within [0.001, 0.999]. */
  @Override
  public float[] biasFor(float[] observed) {
    return Logit.of(new double[] {Moments.mean(observed)}, CLIP);
  }
}
