package dev.elbo.schema;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What sort of values a column has. */
public enum Kind {
  /** Real numbers: Gaussian. */
  NUMERIC,

  /** Numbers from 0 on, of which the logarithms count: log-normal. */
  POSITIVE,

  /** Real numbers with outliers: Student-t. */
  HEAVY_TAILED,

  /** Numbers from 0 to 1: continuous Bernoulli. */
  FRACTION,

  /** Whole numbers from 0 on that count something: negative binomial. */
  COUNT,
  BINARY,
  CATEGORY,
  DATE_TIME,
  CONSTANT,
  IDENTIFIER,
  TEXT,
  IGNORED;

  /** Whether a model has columns of this kind. The others are {@link LeftOut}. */
  public boolean isModelled() {
    return compareTo(CONSTANT) < 0;
  }

  /** Whether cells are numbers, or counted as such; all others are text. */
  public boolean isNumber() {
    return switch (this) {
      case NUMERIC, POSITIVE, HEAVY_TAILED, FRACTION, COUNT, DATE_TIME -> true;
      default -> false;
    };
  }

  /** The kind that people write like this, if any. */
  public static Optional<Kind> of(String word) {
    return Arrays.stream(values()).filter(kind -> kind.word().equals(word)).findFirst();
  }

  /** All kinds as people write them. */
  public static List<String> words() {
    return Arrays.stream(values()).map(Kind::word).toList();
  }

  /** The kind as people write it: {@code date-time}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
