package dev.elbo.distribution;

import dev.elbo.random.RandomStream;
import java.util.List;

/**
 * A share x in [0, 1] with the density C(λ) λˣ(1 − λ)¹⁻ˣ (Loaiza-Ganem and Cunningham 2019, eq. 4):
 * output a = log(λ/(1 − λ)).
 *
 * <p>In a, the density is e^{xa} divided by its integral (eᵃ − 1)/a, so log p(x) = xa − max(a, 0) −
 * log((1 − e⁻ᵇ)/b), b = |a|, and ∂/∂a = x − E[x], E[x] = 1/(1 − e⁻ᵃ) − 1/a. Near a = 0, that is λ =
 * ½, both are taken from their series: log((1 − e⁻ᵇ)/b) = −b/2 + b²/24 − b⁴/2880 + …, E[x] = ½ +
 * a/12 − a³/720 + a⁵/30240 − …
 *
 * <p>The value is a log-density and may be positive. Unlike a {@link Bernoulli} of grey values it
 * is one that integrates to 1.
 */
public record ContinuousBernoulliColumn() implements ColumnFamily {
  /** Below it the series are right to 10⁻¹¹, and the closed forms lose digits. */
  private static final double SMALL = 0.1;

  /** The mean is kept this far from 0 and 1 before it becomes a bias. */
  private static final double CLIP = 0.001;

  /** Beyond, the mean is nearer to 0 or 1 than {@link #CLIP}. */
  private static final double LARGEST_BIAS = 1001;

  @Override
  public String name() {
    return "continuous_bernoulli";
  }

  @Override
  public List<HeadRole> outputs() {
    return List.of(HeadRole.LOGITS);
  }

  @Override
  public ColumnSupport support() {
    return ColumnSupport.UNIT_INTERVAL;
  }

  @Override
  public int workArrays() {
    return 0;
  }

  @Override
  public void logProb(float[][] cells, int rows) {
    float[] x = cells[X];
    float[] logProb = cells[LOG_PROB];
    float[] logit = cells[OUTPUTS];
    for (int r = 0; r < rows; r++) {
      double a = logit[r];
      logProb[r] = (float) (x[r] * a - Math.max(a, 0) - logIntegral(Math.abs(a)));
    }
  }

  /** log ∫ e⁻ᵇˣ dx over [0, 1]. */
  private static double logIntegral(double b) {
    if (b < SMALL) {
      return b * (-0.5 + b * (1.0 / 24 - b * b / 2880));
    }
    return Math.log((1 - Math.exp(-b)) / b);
  }

  @Override
  public void gradient(float[][] cells, int rows) {
    float[] x = cells[X];
    float[] logit = cells[OUTPUTS];
    for (int r = 0; r < rows; r++) {
      logit[r] = (float) (x[r] - mean(logit[r]));
    }
  }

  private static double mean(double a) {
    if (Math.abs(a) < SMALL) {
      double s = a * a;
      return 0.5 + a * (1.0 / 12 - s * (1.0 / 720 - s / 30240));
    }
    return 1 / (1 - Math.exp(-a)) - 1 / a;
  }

  /** E[x]. */
  @Override
  public double mean(float[] outputs) {
    return mean(outputs[0]);
  }

  /** By inversion of the distribution function, (e^{xa} − 1)/(eᵃ − 1). */
  @Override
  public double sample(float[] outputs, RandomStream random) {
    double u = random.nextDouble();
    double b = Math.abs((double) outputs[0]);
    double x = b == 0 ? u : -Math.log1p(u * Math.expm1(-b)) / b;
    return outputs[0] > 0 ? 1 - x : x;
  }

  /** The a whose mean is that of the column, kept within [0.001, 0.999], by bisection. */
  @Override
  public float[] biasFor(float[] observed) {
    double wanted = Math.max(CLIP, Math.min(1 - CLIP, Moments.mean(observed)));
    double low = -LARGEST_BIAS;
    double high = LARGEST_BIAS;
    while ((float) low < (float) high && high - low > 1e-9) {
      double middle = 0.5 * (low + high);
      if (mean(middle) < wanted) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return new float[] {(float) low};
  }
}
