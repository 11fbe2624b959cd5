package dev.elbo.onnx;

import dev.elbo.distribution.LogVarianceBounds;

/** Functions that ONNX does not have, or not in double. */
final class Maths {
  static final double LOG_2PI = Math.log(2 * Math.PI);

  /** From here on the series of log Γ is used as it is. */
  private static final int ASYMPTOTIC = 10;

  /** e^{−log σ²} of raw outputs beyond these is that of these, as in the library. */
  private static final double LEAST_EXPONENT = -87;

  private static final double LARGEST_EXPONENT = 88;

  private Maths() {}

  /** log(1 + eᵃ) = max(a, 0) + log(1 + e^{−|a|}). */
  static Value softplus(Value a) {
    return a.atLeast(0).plus(a.absolute().negated().exp().plus(1).log());
  }

  /** log σ² of a raw output, between smooth bounds ({@link LogVarianceBounds#apply}). */
  static Value bounded(Value raw, LogVarianceBounds bounds) {
    Value value = raw;
    if (bounds.lower() > Float.NEGATIVE_INFINITY) {
      value = softplus(value.minus(bounds.lower())).plus(bounds.lower());
    }
    if (bounds.upper() < Float.POSITIVE_INFINITY) {
      value = softplus(value.from(bounds.upper())).from(bounds.upper());
    }
    return value;
  }

  /** 1/σ² of a raw output, straight from its exponential ({@link LogVarianceBounds#precision}). */
  static Value precision(Value raw, LogVarianceBounds bounds) {
    Value e = raw.atLeast(LEAST_EXPONENT).atMost(LARGEST_EXPONENT).exp();
    return e.plus(exp(bounds.lower())).inverse().plus(exp(-bounds.upper()));
  }

  private static double exp(double bound) {
    return bound == Double.NEGATIVE_INFINITY
        ? 0
        : Math.exp(Math.max(LEAST_EXPONENT, Math.min(-LEAST_EXPONENT, bound)));
  }

  /**
   * log Γ(x) for x &gt; 0 in double: the asymptotic series (Abramowitz and Stegun 1964, 6.1.41), of
   * x + 10 where x is below 10, and then less the logarithm of x(x + 1)…(x + 9).
   */
  static Value logGamma(Value x) {
    Value small = x.isLess(ASYMPTOTIC);
    Value shifted = small.choose(x.plus(ASYMPTOTIC), x);
    Value product = x;
    for (int i = 1; i < ASYMPTOTIC; i++) {
      product = product.times(x.plus(i));
    }
    Value logProduct = small.choose(product, x.graph().scalar(x.type(), 1)).log();
    Value s = shifted.squared().inverse();
    Value series = s.times(691.0 / 360360).from(1.0 / 1188);
    for (double term : new double[] {1.0 / 1680, 1.0 / 1260, 1.0 / 360, 1.0 / 12}) {
      series = s.times(series).from(term);
    }
    return shifted
        .minus(0.5)
        .times(shifted.log())
        .minus(shifted)
        .plus(0.5 * LOG_2PI)
        .plus(series.over(shifted))
        .minus(logProduct);
  }
}
