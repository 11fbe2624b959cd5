package dev.elbo.schema;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.time.temporal.Temporal;
import java.util.Locale;

/** In what the dates of a column are counted from 1970-01-01T00:00Z on. */
public enum TimeUnit {
  DAYS,
  SECONDS,
  MICROSECONDS;

  private static final double MICROSECONDS_A_SECOND = 1e6;
  private static final double SECONDS_A_DAY = 86_400;

  /** How many microseconds one of these is. */
  public double microseconds() {
    return switch (this) {
      case DAYS -> SECONDS_A_DAY * MICROSECONDS_A_SECOND;
      case SECONDS -> MICROSECONDS_A_SECOND;
      case MICROSECONDS -> 1;
    };
  }

  /**
   * The date as ISO 8601 writes it, {@code 2024-02-29}, {@code 2024-02-29T12:00:00Z}, but years of
   * five digits without a sign, which few read.
   */
  public String text(double count) {
    long whole = Math.round(count);
    Temporal date =
        switch (this) {
          case DAYS -> LocalDate.ofEpochDay(whole);
          case SECONDS -> Instant.ofEpochSecond(whole);
          case MICROSECONDS -> Instant.EPOCH.plus(whole, ChronoUnit.MICROS);
        };
    String text = date.toString();
    return text.startsWith("+") ? text.substring(1) : text;
  }

  /** The unit as people write it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
