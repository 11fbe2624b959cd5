package dev.elbo.distribution;

import dev.elbo.linalg.Elementwise;
import java.util.Arrays;

/**
 * A smooth bound on log σ²: the raw output s of a head becomes
 *
 * <p>t = lower + softplus(s − lower), log σ² = upper − softplus(upper − t).
 *
 * <p>Well inside it is the identity (at a distance d from a bound it differs by e⁻ᵈ), and its slope
 * never reaches 0, so a σ that has run to a bound can still come back; a hard clamp would hold it
 * there. Without a lower bound the Gaussian likelihood has no maximum: where one value is
 * reproduced exactly, σ → 0 makes the density infinite (arXiv 1802.04826).
 *
 * @param lower least log σ², or −∞ for none
 * @param upper largest log σ², or +∞ for none
 */
public record LogVarianceBounds(float lower, float upper) {
  /** For q(z|x): σ between 9·10⁻⁴ and 20 where the prior has 1. */
  public static final LogVarianceBounds ENCODER = new LogVarianceBounds(-14, 6);

  /** For p(x|z): σ between 9·10⁻⁴ (a quarter of one grey level of 256) and 1100. */
  public static final LogVarianceBounds DECODER = new LogVarianceBounds(-14, 14);

  /** The identity: log σ² = s. */
  public static final LogVarianceBounds NONE =
      new LogVarianceBounds(Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY);

  /** Where −log σ² and log σ² end for want of floats. */
  private static final float LARGEST = 87;

  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException unless lower &lt; upper
   */
  public LogVarianceBounds {
    if (!(lower < upper)) {
      throw new IllegalArgumentException(
          "bounds on log σ² need lower < upper, not %s and %s".formatted(lower, upper));
    }
  }

  /**
   * Replaces raw outputs by log σ² and gives the slope ∂ log σ² / ∂s, for the first {@code length}
   * entries of three distinct arrays.
   *
   * @param values raw outputs, overwritten by log σ²
   * @param slopes receives the slopes
   */
  public void apply(float[] values, float[] slopes, float[] scratch, int length) {
    Arrays.fill(slopes, 0, length, 1);
    if (lower > Float.NEGATIVE_INFINITY) {
      softLimit(values, slopes, scratch, length, lower, 1);
    }
    if (upper < Float.POSITIVE_INFINITY) {
      softLimit(values, slopes, scratch, length, upper, -1);
    }
  }

  /**
   * 1/σ² and the slopes ∂ log σ² / ∂s of raw outputs, straight from e = eˢ: softplus is a
   * logarithm, and e^{−log σ²} takes it back, so that with q = 1/(e^lower + e)
   *
   * <p>1/σ² = e^{−upper} + q, slope = eq²σ².
   *
   * <p>Three distinct arrays, of which the first {@code length} entries count. A float holds no σ²
   * beyond e^{±87}: s and bounds beyond −87 and 88 count as these.
   *
   * @param raw s, used up
   * @param precisions receives 1/σ²
   */
  void precision(float[] raw, float[] precisions, float[] slopes, int length) {
    Elementwise.exp(raw, precisions, length);
    float least = exp(lower);
    float most = exp(-upper);
    for (int j = 0; j < length; j++) {
      float e = precisions[j];
      float q = 1f / (least + e);
      float precision = most + q;
      slopes[j] = (e * q) * (q / precision);
      precisions[j] = precision;
    }
  }

  /** σ of one raw output, in double; s beyond −87 and 88 counts as these. */
  double deviation(float raw) {
    double s = Math.max(-LARGEST, Math.min(LARGEST + 1, raw));
    double t = lower > Float.NEGATIVE_INFINITY ? lower + softplus(s - lower) : s;
    double log = upper < Float.POSITIVE_INFINITY ? upper - softplus(upper - t) : t;
    return Math.exp(0.5 * log);
  }

  private static double softplus(double a) {
    return Math.max(a, 0) + Math.log1p(Math.exp(-Math.abs(a)));
  }

  /** A raw output at which σ² is {@code variance} or near it, and no farther out than a bound. */
  float rawFor(double variance) {
    double log = Math.log(Math.max(variance, Float.MIN_NORMAL));
    return (float) Math.max(lower, Math.min(upper, log));
  }

  private static float exp(float exponent) {
    return exponent == Float.NEGATIVE_INFINITY
        ? 0
        : (float) Math.exp(Math.max(-LARGEST, Math.min(LARGEST, exponent)));
  }

  /** How many of the {@link #precision precisions} have a product within the range of a double. */
  int precisionsInAProduct() {
    double largest = Math.min(LARGEST, Math.max(Math.abs(lower), Math.abs(upper)));
    return (int) (700 / (largest + 1));
  }

  /** v ← limit + sign·softplus(sign·(v − limit)), slope ← slope·sigmoid(sign·(v − limit)). */
  private static void softLimit(
      float[] values, float[] slopes, float[] tanh, int length, float limit, float sign) {
    for (int j = 0; j < length; j++) {
      values[j] = sign * (values[j] - limit);
    }
    Elementwise.tanhOfHalf(values, tanh, length);
    Elementwise.softplus(values, tanh, length);
    for (int j = 0; j < length; j++) {
      values[j] = limit + sign * values[j];
      slopes[j] *= 0.5f + 0.5f * tanh[j];
    }
  }
}
