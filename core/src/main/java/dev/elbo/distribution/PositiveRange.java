package dev.elbo.distribution;

/**
 * A positive number v between two others as a function of a raw output s:
 *
 * <p>log v = log lower + (log upper − log lower)·sigmoid(s).
 *
 * @param lower the limit as s → −∞
 * @param upper the limit as s → ∞
 */
record PositiveRange(double lower, double upper) {

  /** v. */
  double value(double raw) {
    return lower * Math.exp(span() * sigmoid(raw));
  }

  /** d log v / ds. */
  double slope(double raw) {
    double y = sigmoid(raw);
    return span() * y * (1 - y);
  }

  /** The s of a value, which is taken no nearer to a limit than a hundredth of the way. */
  float raw(double value) {
    double y = Math.log(value / lower) / span();
    return Logit.of(new double[] {y}, 0.01)[0];
  }

  private double span() {
    return Math.log(upper / lower);
  }

  private static double sigmoid(double s) {
    return 1 / (1 + Math.exp(-s));
  }
}
