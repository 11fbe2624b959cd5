package dev.elbo.distribution;

import dev.elbo.random.RandomStream;
import java.util.List;

/**
 * A count x = 0, 1, 2, … of mean μ and variance μ + αμ², a Poisson count whose mean is gamma
 * distributed about μ (Cameron and Trivedi 2013, NB2). Outputs η = log μ, by {@link Rate}, and, one
 * for the column, the dispersion α within (10⁻⁶, 100).
 *
 * <p>log p(x) = log Γ(x + r) − log Γ(r) − log x! − (x + r) log(1 + μ/r) + x log(μ/r), r = 1/α.
 * ∂/∂log μ = r(x − μ)/(r + μ), ∂/∂r = ψ(x + r) − ψ(r) − log(1 + μ/r) + (μ − x)/(r + μ). As α → 0
 * this becomes {@link PoissonColumn}. Computed in double, since for large counts the terms are many
 * times their sum.
 */
public record NegativeBinomialColumn() implements ColumnFamily {
  private static final PositiveRange DISPERSION = new PositiveRange(1e-6, 100);

  /** α of a raw output. */
  public static double dispersion(float raw) {
    return DISPERSION.value(raw);
  }

  @Override
  public String name() {
    return "negative_binomial";
  }

  @Override
  public List<HeadRole> outputs() {
    return List.of(HeadRole.LOG_RATE, HeadRole.DISPERSION);
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
    float[] raw = cells[OUTPUTS + 1];
    float last = Float.NaN;
    double size = Double.NaN;
    double logSize = Double.NaN;
    double logGamma = Double.NaN;
    for (int i = 0; i < rows; i++) {
      if (raw[i] != last) {
        last = raw[i];
        size = 1 / DISPERSION.value(last);
        logSize = Math.log(size);
        logGamma = LogGamma.of(size);
      }
      double choices = LogGamma.of(x[i] + size) - logGamma - LogGamma.logFactorial(x[i]);
      double spread = (x[i] + size) * Math.log1p(Rate.of(output[i]) / size);
      logProb[i] = (float) (choices - spread + x[i] * (Rate.log(output[i]) - logSize));
    }
  }

  @Override
  public void gradient(float[][] cells, int rows) {
    float[] x = cells[X];
    float[] output = cells[OUTPUTS];
    float[] raw = cells[OUTPUTS + 1];
    float last = Float.NaN;
    double size = Double.NaN;
    double digamma = Double.NaN;
    double rawSlope = Double.NaN;
    for (int i = 0; i < rows; i++) {
      if (raw[i] != last) {
        last = raw[i];
        size = 1 / DISPERSION.value(last);
        digamma = LogGamma.derivative(size);
        rawSlope = -size * DISPERSION.slope(last);
      }
      double mean = Rate.of(output[i]);
      double error = (x[i] - mean) / (size + mean);
      double bySize = LogGamma.derivative(x[i] + size) - digamma - Math.log1p(mean / size) - error;
      raw[i] = (float) (rawSlope * bySize);
      output[i] = (float) (size * error * Rate.slope(output[i]));
    }
  }

  /** E[x] = μ. */
  @Override
  public double mean(float[] outputs) {
    return Rate.of(outputs[0]);
  }

  /**
   * A Poisson draw of a gamma distributed mean, no more than the {@linkplain ColumnSupport#COUNT
   * largest count}.
   */
  @Override
  public double sample(float[] outputs, RandomStream random) {
    double dispersion = DISPERSION.value(outputs[1]);
    double rate = mean(outputs) * dispersion * Variates.gamma(1 / dispersion, random);
    return Math.min(ColumnSupport.COUNT.largest(), Variates.poisson(rate, random));
  }

  /** The logarithm of the mean, and α by moments: what the variance has above the mean. */
  @Override
  public float[] biasFor(float[] observed) {
    double mean = Moments.mean(observed);
    double dispersion = (Moments.variance(observed) - mean) / (mean * mean);
    float raw = DISPERSION.raw(dispersion > 0 ? dispersion : DISPERSION.lower());
    return new float[] {Rate.outputFor(observed), raw};
  }
}
