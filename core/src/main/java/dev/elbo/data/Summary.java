package dev.elbo.data;

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
}
