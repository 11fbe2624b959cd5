package dev.elbo.schema;

/**
 * Real numbers.
 *
 * @param minimum the smallest value seen
 * @param maximum the largest value seen
 * @param resolution the power of ten that all values seen are multiples of, 1 for whole numbers; 0
 *     where there is none from 10⁻⁶ on
 * @param logarithmic whether their logarithms are modelled, of numbers from 0 on: {@link
 *     Kind#POSITIVE}
 */
public record Numeric(double minimum, double maximum, double resolution, boolean logarithmic)
    implements ColumnType {
  public Numeric {
    Checks.range(minimum, maximum);
    if (!(resolution >= 0 && resolution < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("the resolution is a number from 0 on, not " + resolution);
    }
    if (logarithmic && minimum < 0) {
      throw new IllegalArgumentException("numbers with logarithms are at least 0, not " + minimum);
    }
  }

  /** Numbers that are modelled as they are. */
  public Numeric(double minimum, double maximum, double resolution) {
    this(minimum, maximum, resolution, false);
  }

  /** Whether all values seen are whole numbers. */
  public boolean isWhole() {
    return resolution >= 1;
  }

  @Override
  public Kind kind() {
    return logarithmic ? Kind.POSITIVE : Kind.NUMERIC;
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
