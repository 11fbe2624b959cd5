package dev.elbo.reference;

import dev.elbo.reference.ReferenceConfig.Bounds;

/** Log-densities, divergences and their derivatives for one row, in nats, higher is better. */
public final class ReferenceDistributions {
  static final double LOG_2_PI = Math.log(2 * Math.PI);

  private ReferenceDistributions() {}

  /** softplus(a) = log(1 + eᵃ), without overflow. */
  public static double softplus(double a) {
    return Math.max(a, 0) + Math.log1p(Math.exp(-Math.abs(a)));
  }

  /** sigmoid(a) = 1 / (1 + e⁻ᵃ) = softplus′(a). */
  public static double sigmoid(double a) {
    return 1 / (1 + Math.exp(-a));
  }

  /**
   * The smoothly bounded log-variance of a raw value s: t = lower + softplus(s − lower), log σ² =
   * upper − softplus(upper − t); an infinite side skips its step.
   */
  public static double bounded(double s, Bounds bounds) {
    double t = aboveLower(s, bounds);
    return bounds.upper() == Double.POSITIVE_INFINITY
        ? t
        : bounds.upper() - softplus(bounds.upper() - t);
  }

  /** d log σ² / ds = sigmoid(upper − t) · sigmoid(s − lower). */
  public static double boundedDerivative(double s, Bounds bounds) {
    double t = aboveLower(s, bounds);
    double derivative = 1;
    if (bounds.upper() != Double.POSITIVE_INFINITY) {
      derivative *= sigmoid(bounds.upper() - t);
    }
    if (bounds.lower() != Double.NEGATIVE_INFINITY) {
      derivative *= sigmoid(s - bounds.lower());
    }
    return derivative;
  }

  private static double aboveLower(double s, Bounds bounds) {
    return bounds.lower() == Double.NEGATIVE_INFINITY
        ? s
        : bounds.lower() + softplus(s - bounds.lower());
  }

  /** AEVB App. C.1: log p(x|z) = Σ x a − softplus(a) with logits a; ∂/∂a = x − sigmoid(a). */
  public static double bernoulli(double[] x, double[] logits) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += x[i] * logits[i] - softplus(logits[i]);
    }
    return sum;
  }

  /**
   * AEVB App. C.2: log N(x; μ, σ² I) = −½ Σ (log 2π + log σ² + (x − μ)²/σ²); ∂/∂μ = (x − μ)/σ², ∂/∂
   * log σ² = ½ ((x − μ)²/σ² − 1).
   */
  public static double gaussian(double[] x, double[] mean, double[] logVariance) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      double difference = x[i] - mean[i];
      sum -= 0.5 * (LOG_2_PI + logVariance[i] + difference * difference / Math.exp(logVariance[i]));
    }
    return sum;
  }

  /** log p(z) = −½ Σ (log 2π + z²); ∂/∂z = −z. */
  public static double standardNormal(double[] z) {
    double sum = 0;
    for (double value : z) {
      sum -= 0.5 * (LOG_2_PI + value * value);
    }
    return sum;
  }

  /** log q(z|x) at z = μ + σ ε, that is −½ Σ (log 2π + log σ² + ε²); ∂/∂ log σ² at fixed ε = −½. */
  public static double posterior(double[] logVariance, double[] noise) {
    double sum = 0;
    for (int j = 0; j < noise.length; j++) {
      sum -= 0.5 * (LOG_2_PI + logVariance[j] + noise[j] * noise[j]);
    }
    return sum;
  }

  /**
   * AEVB App. B: KL(N(μ, σ²) ‖ N(0, 1)) = −½ (1 + log σ² − μ² − σ²) of one latent; ∂/∂μ = μ, ∂/∂
   * log σ² = ½ (σ² − 1).
   */
  public static double kl(double mean, double logVariance) {
    return -0.5 * (1 + logVariance - mean * mean - Math.exp(logVariance));
  }

  /** log (1/k) Σ exp(vₗ), stable: the largest value is taken out first. */
  public static double logMeanExp(double[] values) {
    double max = Double.NEGATIVE_INFINITY;
    for (double value : values) {
      max = Math.max(max, value);
    }
    double sum = 0;
    for (double value : values) {
      sum += Math.exp(value - max);
    }
    return max + Math.log(sum / values.length);
  }
}
