package dev.elbo.picture.text;

import java.math.BigDecimal;
import java.util.Locale;

/** Numbers as people read them: a real minus sign, thousands set apart, no locale. */
public final class Numbers {
  private Numbers() {}

  /** With so many decimals, such as {@code −20.71}; what is no number is {@code unknown}. */
  public static String fixed(double value, int decimals) {
    return Double.isNaN(value) ? "unknown" : number("%,." + decimals + "f", value);
  }

  /** A whole number, such as {@code 60,000}. */
  public static String whole(long value) {
    return String.format(Locale.ROOT, "%,d", value).replace('-', '−');
  }

  /**
   * Four digits, or all before the point, none of them needless: {@code 0}, {@code 0.5}, {@code
   * −3.142}, {@code 120003}.
   */
  public static String plain(double value) {
    double size = Math.abs(value);
    if (size < 1e15 && (value == Math.rint(value) || size >= 1e4)) {
      return number("%.0f", value);
    }
    String digits = number("%.4g", value);
    return digits.contains(".") ? digits.replaceFirst("\\.?0+($|e)", "$1") : digits;
  }

  /** All digits that tell the number from others: {@code 100000.8}, {@code 1.5E+40}. */
  public static String exact(double value) {
    BigDecimal digits = BigDecimal.valueOf(value).stripTrailingZeros();
    boolean plain = digits.precision() - digits.scale() <= 15 && digits.scale() <= 15;
    return (plain ? digits.toPlainString() : digits.toString()).replace('-', '−');
  }

  /** {@code 10,000}, {@code 10⁵}, {@code 10⁻³}: what is short to read as it is stays so. */
  public static String powerOfTen(int exponent) {
    if (exponent >= 0 && exponent <= 4) {
      return whole(Math.round(Math.pow(10, exponent)));
    }
    StringBuilder text = new StringBuilder(exponent < 0 ? "10⁻" : "10");
    Integer.toString(Math.abs(exponent))
        .chars()
        .forEach(digit -> text.append("⁰¹²³⁴⁵⁶⁷⁸⁹".charAt(digit - '0')));
    return text.toString();
  }

  private static String number(String format, double value) {
    String text = String.format(Locale.ROOT, format, value).replace('-', '−');
    // Nothing rounds to a negative zero.
    return text.startsWith("−") && !text.matches(".*[1-9a-zA-Z].*") ? text.substring(1) : text;
  }

  /** {@code 1 row}, {@code 1,438 rows}. */
  public static String rows(long count) {
    return counted(count, "row");
  }

  /** {@code 1 picture}, {@code 40 pictures}. */
  public static String counted(long count, String noun) {
    return whole(count) + " " + noun + (count == 1 ? "" : "s");
  }

  /** A time: {@code 3 s}, {@code 2 min 5 s}, {@code 1 h 20 min}. */
  public static String seconds(double seconds) {
    long whole = Math.round(seconds);
    if (whole < 60) {
      return whole + " s";
    }
    return whole < 3600
        ? "%d min %d s".formatted(whole / 60, whole % 60)
        : "%d h %d min".formatted(whole / 3600, whole % 3600 / 60);
  }
}
