package dev.elbo.schema;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** Numbers and cells as people read them. */
final class Words {
  private static final MathContext DIGITS = new MathContext(7);
  private static final double LONGEST = 1e15;

  /** A cell may be of any length. */
  private static final int SHOWN = 40;

  private Words() {}

  /**
   * Seven digits at most, none of them needless: {@code −0.5}, {@code 1484705}, {@code 1.5E+40}.
   */
  static String number(double value) {
    BigDecimal rounded =
        value == Math.rint(value) && Math.abs(value) < LONGEST
            ? BigDecimal.valueOf((long) value)
            : new BigDecimal(value).round(DIGITS).stripTrailingZeros();
    boolean plain = rounded.precision() - rounded.scale() < 16 && rounded.scale() < 12;
    return (plain ? rounded.toPlainString() : rounded.toString()).replace('-', '−');
  }

  static String range(double minimum, double maximum) {
    return number(minimum) + " … " + number(maximum);
  }

  static String quoted(String cell) {
    return "\"" + (cell.length() <= SHOWN ? cell : cell.substring(0, SHOWN) + "…") + "\"";
  }

  static String counted(long count, String noun) {
    return String.format(Locale.ROOT, "%,d %s%s", count, noun, count == 1 ? "" : "s");
  }

  /** {@code 5.6 %}; never 0 % or 100 % where it is neither. */
  static String percent(double share) {
    double percent = 100 * share;
    if (percent > 0 && percent < 0.1) {
      return "less than 0.1 %";
    }
    return percent < 100 && percent > 99.9
        ? "more than 99.9 %"
        : number(Math.rint(10 * percent) / 10) + " %";
  }
}
