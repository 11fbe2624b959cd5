package dev.elbo.reference;

/**
 * Log-densities of one value of a column, in nats, as they stand in books: no care is taken for
 * large numbers.
 */
public final class ReferenceColumns {
  private static final double[] LANCZOS = {
    0.9999999999998099, 676.5203681218851, -1259.1392167224028, 771.3234287776531,
    -176.6150291621406, 12.507343278686905, -0.13857109526572012, 9.984369578019572e-6,
    1.5056327351493116e-7
  };

  private ReferenceColumns() {}

  /** log Γ(x) by Lanczos' approximation (g = 7, nine terms). */
  public static double logGamma(double x) {
    if (x < 0.5) {
      return Math.log(Math.PI / Math.sin(Math.PI * x)) - logGamma(1 - x);
    }
    double sum = LANCZOS[0];
    for (int i = 1; i < LANCZOS.length; i++) {
      sum += LANCZOS[i] / (x - 1 + i);
    }
    double t = x + 6.5;
    return 0.5 * Math.log(2 * Math.PI) + (x - 0.5) * Math.log(t) - t + Math.log(sum);
  }

  /** Student-t of location μ, squared scale e^logSquaredScale and ν degrees of freedom. */
  public static double studentT(double x, double location, double logSquaredScale, double freedom) {
    double scale = Math.exp(0.5 * logSquaredScale);
    double t = (x - location) / scale;
    return logGamma((freedom + 1) / 2)
        - logGamma(freedom / 2)
        - Math.log(scale * Math.sqrt(Math.PI * freedom))
        - (freedom + 1) / 2 * Math.log1p(t * t / freedom);
  }

  /** Of the level, softmax over logits. */
  public static double categorical(int level, double[] logits) {
    double sum = 0;
    for (double logit : logits) {
      sum += Math.exp(logit);
    }
    return Math.log(Math.exp(logits[level]) / sum);
  }

  /** Poisson: Σ over i ≤ x of log(μ/i), less μ. */
  public static double poisson(int x, double mean) {
    double value = -mean;
    for (int i = 1; i <= x; i++) {
      value += Math.log(mean / i);
    }
    return value;
  }

  /** Negative binomial of mean μ and size r: the product of (r + i − 1)/i, (1 − q)^r and q^x. */
  public static double negativeBinomial(int x, double mean, double size) {
    double q = mean / (size + mean);
    double value = size * Math.log1p(-q);
    for (int i = 1; i <= x; i++) {
      value += Math.log((size + i - 1) / i) + Math.log(q);
    }
    return value;
  }

  /** Continuous Bernoulli, eq. 4 and 5 of Loaiza-Ganem and Cunningham, away from λ = ½. */
  public static double continuousBernoulli(double x, double lambda) {
    double constant = 2 * artanh(1 - 2 * lambda) / (1 - 2 * lambda);
    return Math.log(constant) + x * Math.log(lambda) + (1 - x) * Math.log(1 - lambda);
  }

  private static double artanh(double v) {
    return 0.5 * Math.log((1 + v) / (1 - v));
  }
}
