package dev.elbo.distribution;

/**
 * log Γ(x) and its derivative for x &gt; 0, in double.
 *
 * <p>From 10 on by the asymptotic series (Abramowitz and Stegun 1964, 6.1.41 and 6.3.18), absolute
 * error below 10⁻¹² beside the rounding of a large result; below 10 by Γ(x) = Γ(x + 1)/x first.
 */
final class LogGamma {
  private static final double HALF_LOG_2PI = 0.5 * StandardNormal.LOG_2PI;

  /** From here on the series is used as it is. */
  private static final double ASYMPTOTIC = 10;

  /** log n! of small n. */
  private static final double[] LOG_FACTORIALS = logFactorials(256);

  private LogGamma() {}

  private static double[] logFactorials(int count) {
    double[] values = new double[count];
    for (int n = 1; n < count; n++) {
      values[n] = values[n - 1] + Math.log(n);
    }
    return values;
  }

  /** log Γ(x). */
  static double of(double x) {
    double shifted = x;
    double product = 1;
    while (shifted < ASYMPTOTIC) {
      product *= shifted;
      shifted++;
    }
    double s = 1 / (shifted * shifted);
    double series = 1.0 / 1188 - s * (691.0 / 360360);
    series = 1.0 / 1680 - s * series;
    series = 1.0 / 1260 - s * series;
    series = 1.0 / 360 - s * series;
    series = 1.0 / 12 - s * series;
    double value = (shifted - 0.5) * Math.log(shifted) - shifted + HALF_LOG_2PI + series / shifted;
    return product == 1 ? value : value - Math.log(product);
  }

  /** ψ(x) = d log Γ(x) / dx. */
  static double derivative(double x) {
    double shifted = x;
    double sum = 0;
    while (shifted < ASYMPTOTIC) {
      sum += 1 / shifted;
      shifted++;
    }
    double s = 1 / (shifted * shifted);
    double series = 1.0 / 132 - s * (691.0 / 32760);
    series = 1.0 / 240 - s * series;
    series = 1.0 / 252 - s * series;
    series = 1.0 / 120 - s * series;
    series = 1.0 / 12 - s * series;
    return Math.log(shifted) - 0.5 / shifted - s * series - sum;
  }

  /** log n! of a whole number n. */
  static double logFactorial(double n) {
    return n < LOG_FACTORIALS.length ? LOG_FACTORIALS[(int) n] : of(n + 1);
  }
}
