package dev.elbo.schema;

/**
 * Real numbers.
 *
 * @param minimum the smallest value seen
 * @param maximum the largest value seen
 * @param resolution the power of ten that all values seen are multiples of, 1 for whole numbers; 0
 *     where there is none from 10⁻⁶ on
 * @param kind {@link Kind#NUMERIC}, {@link Kind#POSITIVE}, {@link Kind#HEAVY_TAILED} or {@link
 *     Kind#FRACTION}
 */
public record Numeric(double minimum, double maximum, double resolution, Kind kind)
    implements ColumnType {
  public Numeric {
    Checks.range(minimum, maximum);
    if (!(resolution >= 0 && resolution < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("the resolution is a number from 0 on, not " + resolution);
    }
    switch (kind) {
      case NUMERIC, HEAVY_TAILED -> {}
      case POSITIVE -> {
        if (minimum < 0) {
          throw new IllegalArgumentException(
              "numbers with logarithms are at least 0, not " + minimum);
        }
      }
      case FRACTION -> {
        if (minimum < 0 || maximum > 1) {
          throw new IllegalArgumentException(
              "fractions lie in [0, 1], not from %s to %s".formatted(minimum, maximum));
        }
      }
      default -> throw new IllegalArgumentException("no kind of real numbers: " + kind.word());
    }
  }

  /** Numbers that are modelled as they are. */
  public Numeric(double minimum, double maximum, double resolution) {
    this(minimum, maximum, resolution, Kind.NUMERIC);
  }

  /** Whether all values seen are whole numbers. */
  public boolean isWhole() {
    return resolution >= 1;
  }

  @Override
  public String summary() {
    String range = Words.range(minimum, maximum);
    if (resolution == 0) {
      return range;
    }
    return range
        + (resolution == 1 ? ", whole numbers" : ", multiples of " + Words.number(resolution));
  }
}
