package dev.elbo.distribution;

/**
 * The mean μ of a count as a function of an output η: μ = e^η up to η = 17, beyond it the tangent
 * e¹⁷(1 + η − 17).
 *
 * <p>No {@linkplain ColumnSupport#COUNT count} needs more than e¹⁷ = 2.4·10⁷; the tangent keeps
 * value and gradient finite where an output has run away, and leads it back.
 */
public final class Rate {
  /** The η from which on the mean is the tangent. */
  public static final double LIMIT = 17;

  private static final double AT_LIMIT = Math.exp(LIMIT);

  private Rate() {}

  /** μ. */
  static double of(double output) {
    return output <= LIMIT ? Math.exp(output) : AT_LIMIT * (1 + (output - LIMIT));
  }

  /** log μ. */
  static double log(double output) {
    return output <= LIMIT ? output : LIMIT + Math.log1p(output - LIMIT);
  }

  /** d log μ / dη. */
  static double slope(double output) {
    return output <= LIMIT ? 1 : 1 / (1 + (output - LIMIT));
  }

  /** The η at which μ is the mean of some counts; zeros alone count as half a one among them. */
  static float outputFor(float[] counts) {
    double mean = Moments.mean(counts);
    return (float) Math.log(Math.max(mean, 0.5 / counts.length));
  }
}
