package dev.elbo.preprocessing;

/**
 * Counts stay counts. log |dy/dx| is 0.
 *
 * @param minimum of the counts, which the inverse does not leave
 * @param maximum of the counts, which the inverse does not leave
 */
public record CountTransform(int minimum, int maximum) implements ColumnTransform {
  public CountTransform {
    if (!(0 <= minimum && minimum <= maximum)) {
      throw new IllegalArgumentException(
          "no range of counts: from %d to %d".formatted(minimum, maximum));
    }
  }

  /** The count; NaN where it is missing. Exact up to 2²⁴. */
  public float forward(double count) {
    return (float) count;
  }

  /** The nearest count in the range of those trained on. */
  public double inverse(float y) {
    return Float.isNaN(y) ? Double.NaN : Math.max(minimum, Math.min(maximum, Math.rint(y)));
  }
}
