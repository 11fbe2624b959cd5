package dev.elbo.preprocessing;

/**
 * y = (c(x) − mean) / deviation, for a curve c: numbers of any size come out about as large as 1.
 *
 * <p>A density of y is one of x by log p(x) = log p(y) + log |dy/dx| ({@link #logJacobian}, in
 * nats): so do log-densities of models with different preprocessing compare.
 *
 * <p>Values that were rounded pile up on a grid, where a density may rise without bound. {@link
 * #dequantize} spreads each evenly over the interval that is rounded to it.
 *
 * <p>Going there and back keeps x to within 10⁻⁶ of the deviation, or exactly where the resolution
 * is coarser. Beyond {@value #LIMIT} deviations y stays there: float32 squares it, and sums.
 *
 * @param curve that makes a heavy tail light
 * @param mean of c(x) over the rows trained on; of heavy tails the median, of fractions 0
 * @param deviation of c(x), above 0; of heavy tails from its quartiles, of fractions 1
 * @param resolution that x is a multiple of; 0 where it is none
 * @param minimum of x, which the inverse does not leave
 * @param maximum of x, which the inverse does not leave
 */
public record NumberTransform(
    Curve curve, double mean, double deviation, double resolution, double minimum, double maximum)
    implements ColumnTransform {

  /** So many deviations from the mean y ends. */
  public static final float LIMIT = 1e6f;

  public NumberTransform {
    if (!(Double.isFinite(mean) && deviation > 0 && deviation < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "mean and deviation are finite and the latter above 0, not %s and %s"
              .formatted(mean, deviation));
    }
    if (!(resolution >= 0 && resolution < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("the resolution is a number from 0 on, not " + resolution);
    }
    if (!(minimum <= maximum)) {
      throw new IllegalArgumentException(
          "no range of numbers: from %s to %s".formatted(minimum, maximum));
    }
  }

  /** y; NaN where x is. */
  public float forward(double x) {
    double y = (curve.apply(x) - mean) / deviation;
    return (float) Math.max(-LIMIT, Math.min(LIMIT, y));
  }

  /**
   * A value that is rounded to x.
   *
   * @param uniform from 0 to 1, where in the interval; ½ gives x itself
   */
  public double dequantize(double x, double uniform) {
    return x + (uniform - 0.5) * resolution;
  }

  /** x, rounded as in training and not out of the range there. */
  public double inverse(float y) {
    return settle(curve.invert(mean + deviation * y));
  }

  /** x, not out of the range in training, and not rounded. */
  public double inRange(double y) {
    return clip(curve.invert(mean + deviation * y));
  }

  /** x, rounded as in training and not out of the range there. */
  public double settle(double x) {
    return clip(rounded(x));
  }

  private double clip(double x) {
    return Double.isNaN(x) ? x : Math.max(minimum, Math.min(maximum, x));
  }

  private double rounded(double x) {
    if (resolution == 0) {
      return x;
    }
    // A tenth is no double, ten is one: 3 / 10 is what people write as 0.3.
    return resolution < 1
        ? Math.rint(x / resolution) / Math.rint(1 / resolution)
        : Math.rint(x / resolution) * resolution;
  }

  /** The x of y = 0. */
  public double center() {
    return curve.invert(mean);
  }

  /** log |dy/dx| at x, in nats. */
  public double logJacobian(double x) {
    return curve.logSlope(x) - Math.log(deviation);
  }
}
