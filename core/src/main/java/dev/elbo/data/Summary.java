package dev.elbo.data;

import dev.elbo.linalg.Elementwise;
import java.util.Optional;

/**
 * What one pass over a data set finds.
 *
 * @param minimum the smallest finite value; NaN where there is none
 * @param maximum the largest finite value; NaN where there is none
 * @param fractional whether a value lies strictly between 0 and 1, so that a Bernoulli likelihood
 *     of the values as they are is not normalised
 * @param outsideUnitInterval the first value that is not in [0, 1], finite or not
 * @param nonFinite the first value that is NaN or ±∞
 */
public record Summary(
    float minimum,
    float maximum,
    boolean fractional,
    Optional<Cell> outsideUnitInterval,
    Optional<Cell> nonFinite) {

  /** Values looked at together: enough for the loops' speed, few enough for the nearest cache. */
  private static final int ENTRIES = 2048;

  static Summary of(Dataset data) {
    float minimum = Float.POSITIVE_INFINITY;
    float maximum = Float.NEGATIVE_INFINITY;
    boolean fractional = false;
    Optional<Cell> outside = Optional.empty();
    Optional<Cell> nonFinite = Optional.empty();
    float[] row = new float[data.columns()];
    for (int i = 0; i < data.rows(); i++) {
      data.copyRow(i, row, 0);
      for (int j = 0; j < row.length; j++) {
        float value = row[j];
        boolean finite = Float.isFinite(value);
        if (finite) {
          minimum = Math.min(minimum, value);
          maximum = Math.max(maximum, value);
          fractional |= value > 0 && value < 1;
        } else if (nonFinite.isEmpty()) {
          nonFinite = Optional.of(new Cell(data.sourceRow(i), j, value));
        }
        if (!(value >= 0 && value <= 1) && outside.isEmpty()) {
          outside = Optional.of(new Cell(data.sourceRow(i), j, value));
        }
      }
    }
    boolean none = minimum > maximum;
    return new Summary(
        none ? Float.NaN : minimum, none ? Float.NaN : maximum, fractional, outside, nonFinite);
  }

  /** Whether all values are numbers in [low, high]: a quick look, in loops that C2 vectorises. */
  static boolean within(Dataset data, float low, float high) {
    int columns = data.columns();
    int together = Math.max(1, ENTRIES / columns);
    float[] some = new float[together * columns];
    double outside = 0;
    for (int from = 0; from < data.rows(); from += together) {
      int count = Math.min(together, data.rows() - from);
      for (int i = 0; i < count; i++) {
        data.copyRow(from + i, some, i * columns);
      }
      outside += distance(some, count * columns, low, high);
    }
    return outside == 0;
  }

  /** How far the first entries lie outside; 0 only where none does. */
  private static double distance(float[] some, int length, float low, float high) {
    for (int j = 0; j < length; j++) {
      some[j] = Math.abs(some[j] - Math.max(low, Math.min(high, some[j])));
    }
    return Elementwise.sum(some, 0, length);
  }
}
