package dev.elbo.preprocessing;

import dev.elbo.schema.Numeric;

/**
 * Finds the transform of a numeric column. Its logarithm is taken where no value is below 0, the
 * tail on the right is heavier than that of an exponential distribution (skewness above {@value
 * #EXPONENTIAL}), and the logarithm more than halves the skewness.
 */
final class NumberFit {
  private static final double EXPONENTIAL = 2;

  /** What is added to continuous values, of which some are 0, as a part of their range. */
  private static final double OFFSET = 1e-3;

  private final Numeric type;
  private final double scale;
  private final Curve.Logarithm logarithm;
  private final RunningMoments values = new RunningMoments();
  private final RunningMoments logarithms = new RunningMoments();

  NumberFit(Numeric type) {
    this.type = type;
    // Huge values would overflow when cubed.
    double largest = Math.max(Math.abs(type.minimum()), Math.abs(type.maximum()));
    scale = largest == 0 ? 1 : largest;
    logarithm = logarithm(type, scale);
  }

  private static Curve.Logarithm logarithm(Numeric type, double scale) {
    double smallest = Math.max(0, type.minimum());
    double shift = type.resolution() > 0 ? type.resolution() : OFFSET * scale;
    double offset = smallest > 0 ? 0 : shift;
    double knee = smallest + offset - type.resolution() / 2;
    return new Curve.Logarithm(offset, Math.max(knee, Double.MIN_NORMAL));
  }

  void add(double x) {
    if (!Double.isNaN(x)) {
      values.add(x / scale);
      logarithms.add(logarithm.apply(x));
    }
  }

  NumberTransform finish() {
    boolean heavyTail =
        type.minimum() >= 0
            && values.skewness() > EXPONENTIAL
            && Math.abs(logarithms.skewness()) < values.skewness() / 2;
    return heavyTail
        ? transform(logarithm, logarithms.mean(), logarithms.deviation())
        : transform(new Curve.Linear(), values.mean() * scale, values.deviation() * scale);
  }

  /** A column that is constant in the rows trained on keeps its unit. */
  private NumberTransform transform(Curve curve, double mean, double deviation) {
    return new NumberTransform(
        curve,
        mean,
        deviation > 0 ? deviation : 1,
        type.resolution(),
        type.minimum(),
        type.maximum());
  }
}
