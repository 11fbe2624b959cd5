package dev.elbo.cli.option;

import dev.elbo.persist.Checkpoint;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Converts a time between two checkpoints: {@code 30s}, {@code 5m}, {@code 1h}, or 0 for none. */
public final class Interval implements ITypeConverter<Duration> {
  private static final Pattern TIME = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,3})?)([smh])");

  @Override
  public Duration convert(String word) {
    Matcher time = TIME.matcher(word);
    if (word.equals("0")) {
      return Duration.ZERO;
    }
    if (!time.matches()) {
      throw new TypeConversionException(
          "'%s' is no time such as 30s, 5m or 1h, nor 0 for none".formatted(word));
    }
    BigDecimal seconds = new BigDecimal(time.group(1)).multiply(secondsOf(time.group(2)));
    try {
      return Checkpoint.requireInterval(Duration.ofMillis(seconds.movePointRight(3).longValue()));
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException("'%s': %s".formatted(word, e.getMessage()));
    }
  }

  private static BigDecimal secondsOf(String unit) {
    return switch (unit) {
      case "s" -> BigDecimal.ONE;
      case "m" -> BigDecimal.valueOf(60);
      default -> BigDecimal.valueOf(3600);
    };
  }

  /** A whole number of seconds as it stands on the command line. */
  static String word(Duration time) {
    return time.toSeconds() + "s";
  }
}
