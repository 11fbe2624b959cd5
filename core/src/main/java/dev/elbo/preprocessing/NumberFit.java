package dev.elbo.preprocessing;

import dev.elbo.schema.Kind;
import dev.elbo.schema.Numeric;
import java.util.Optional;

/**
 * Finds the transform of a numeric column: mean and deviation, of the logarithms where people asked
 * for those. Of heavy tails, whose deviation a single cell can make, they are the median and what
 * the deviation of a Gaussian of these quartiles would be; fractions stay as they are.
 *
 * <p>Logarithms fit a heavy tail better, by some tenths of a nat, and hide what is far out in it,
 * the rows that one looks for: hence not by themselves.
 */
final class NumberFit {
  /** What is added to continuous values, of which some are 0, as a part of their range. */
  private static final double OFFSET = 1e-3;

  /** Between the quartiles of a Gaussian of deviation 1. */
  private static final double QUARTILES = 1.349;

  private final Numeric type;
  private final Curve curve;

  /** Huge values would overflow when squared. */
  private final double scale;

  private final RunningMoments moments = new RunningMoments();
  private final Optional<EvenSample> sample;

  NumberFit(Numeric type) {
    this.type = type;
    double largest = Math.max(Math.abs(type.minimum()), Math.abs(type.maximum()));
    double range = largest == 0 ? 1 : largest;
    boolean logarithmic = type.kind() == Kind.POSITIVE;
    curve = logarithmic ? logarithm(type, range) : new Curve.Linear();
    scale = logarithmic ? 1 : range;
    sample = type.kind() == Kind.HEAVY_TAILED ? Optional.of(new EvenSample()) : Optional.empty();
  }

  private static Curve logarithm(Numeric type, double range) {
    double shift = type.resolution() > 0 ? type.resolution() : OFFSET * range;
    double offset = type.minimum() > 0 ? 0 : shift;
    double knee = type.minimum() + offset - type.resolution() / 2;
    return new Curve.Logarithm(offset, Math.max(knee, Double.MIN_NORMAL));
  }

  void add(double x) {
    if (!Double.isNaN(x)) {
      moments.add(curve.apply(x) / scale);
      sample.ifPresent(some -> some.add(x));
    }
  }

  /** A column that is constant in the rows trained on keeps its unit. */
  NumberTransform finish() {
    if (type.kind() == Kind.FRACTION) {
      return transform(0, 1);
    }
    if (sample.isPresent()) {
      EvenSample some = sample.get();
      double spread = (some.quantile(0.75) - some.quantile(0.25)) / QUARTILES;
      if (spread > 0 && spread < Double.POSITIVE_INFINITY) {
        return transform(some.quantile(0.5), spread);
      }
    }
    double deviation = moments.deviation() * scale;
    return transform(moments.mean() * scale, deviation > 0 ? deviation : 1);
  }

  private NumberTransform transform(double mean, double deviation) {
    return new NumberTransform(
        curve, mean, deviation, type.resolution(), type.minimum(), type.maximum());
  }
}
