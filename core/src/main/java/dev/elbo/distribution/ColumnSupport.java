package dev.elbo.distribution;

/**
 * The values that a column may hold, where it is observed.
 *
 * @param least the smallest value
 * @param largest the largest value
 * @param whole whether only whole numbers count
 */
public record ColumnSupport(float least, float largest, boolean whole) {
  /** Any finite number. */
  public static final ColumnSupport REAL =
      new ColumnSupport(-Float.MAX_VALUE, Float.MAX_VALUE, false);

  /** Numbers in [0, 1]. */
  public static final ColumnSupport UNIT_INTERVAL = new ColumnSupport(0, 1, false);

  /** 0 or 1. */
  public static final ColumnSupport BINARY = new ColumnSupport(0, 1, true);

  /** 0, 1, 2, … 2²⁴: beyond, floats no longer tell a count from the next. */
  public static final ColumnSupport COUNT = new ColumnSupport(0, 0x1p24f, true);

  /** The index of a level, 0 … levels − 1. */
  public static ColumnSupport levels(int levels) {
    return new ColumnSupport(0, levels - 1f, true);
  }

  /** Whether {@code value} is one of them; NaN is none. */
  public boolean contains(float value) {
    return value >= least && value <= largest && (!whole || value == Math.rint(value));
  }

  /** In words, such as "a whole number from 0 to 4". */
  public String inWords() {
    if (equals(REAL)) {
      return "a finite number";
    }
    return "%s number from %.0f to %.0f".formatted(whole ? "a whole" : "a", least, largest);
  }
}
