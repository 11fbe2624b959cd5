package dev.elbo.table;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * SQL expressions for the cells of a column; each is NULL where the cell is missing.
 *
 * @param column whose cells they are
 * @param missingTokens texts that stand for a missing cell
 */
record Cells(RawColumn column, List<String> missingTokens) {
  /** What people write for nothing. */
  static final List<String> USUAL_MISSING = List.of("?", "NA", "N/A", "NULL", "null");

  /** What stands for nothing whatever is declared. */
  private static final List<String> ALWAYS_MISSING = List.of("", "NaN", "nan");

  Cells {
    missingTokens = List.copyOf(missingTokens);
  }

  /** The cell as text, without blanks around it. */
  String text() {
    return "CASE WHEN %s THEN %s END".formatted(isThere(), trimmed());
  }

  private String trimmed() {
    return "trim(%s, e' \\t\\r\\n')".formatted(plain());
  }

  /**
   * One comparison a token: a list of them, {@code NOT IN (…)}, becomes a join, and is made for all
   * cells, also where the rest of an expression needs it for a few.
   */
  private String isThere() {
    return Stream.concat(ALWAYS_MISSING.stream(), missingTokens.stream())
        .map(token -> "%s <> %s".formatted(trimmed(), Sql.literal(token)))
        .collect(Collectors.joining(" AND "));
  }

  private String plain() {
    String name = column.sqlName();
    return switch (column.sqlType()) {
      case "VARCHAR" -> name;
      case "JSON" -> name + "->>'$'";
      // A whole number reads alike, whether a file stores it as 1 or as 1.0.
      case "DOUBLE", "FLOAT" ->
          """
          CASE WHEN isfinite(%1$s) AND abs(%1$s) < 1e15 AND %1$s = trunc(%1$s)
            THEN CAST(CAST(%1$s AS BIGINT) AS VARCHAR) ELSE CAST(%1$s AS VARCHAR) END"""
              .formatted(name);
      default -> "CAST(%s AS VARCHAR)".formatted(name);
    };
  }

  /** The cell as a number, infinite or not; NULL also where it is none. */
  String number() {
    String number = "TRY_CAST(%s AS DOUBLE)".formatted(numberSource());
    return "CASE WHEN NOT isnan(%s) THEN %s END".formatted(number, number);
  }

  /**
   * Any text where {@link #number} has a number, else {@link #text}: enough to tell cells apart and
   * to see whether they are there. What is a number need not be compared with tokens.
   */
  String textUnlessNumber() {
    return isText()
        ? "CASE WHEN (%s) IS NULL THEN %s ELSE %s END".formatted(number(), text(), plain())
        : text();
  }

  /** The cell as microseconds since 1970-01-01T00:00Z; NULL also where it is no date. */
  String microseconds() {
    String instant = "TRY_CAST(%s AS TIMESTAMPTZ)".formatted(source());
    return "CASE WHEN isfinite(%s) THEN epoch_us(%s) END".formatted(instant, instant);
  }

  /**
   * A token without a digit is no number in any case, and the cast looks past blanks itself. To
   * trim each cell and compare it with each token takes five times as long.
   */
  private String numberSource() {
    return isText() && missingTokens.stream().noneMatch(Cells::mayBeNumber) ? plain() : source();
  }

  private static boolean mayBeNumber(String token) {
    String lower = token.toLowerCase(Locale.ROOT);
    return lower.contains("inf")
        || lower.contains("nan")
        || lower.chars().anyMatch(Character::isDigit);
  }

  /**
   * Numbers and dates need not go through text, unless a token says that one of them is missing.
   */
  private String source() {
    if (isText()) {
      return text();
    }
    return missingTokens.equals(USUAL_MISSING)
        ? column.sqlName()
        : "CASE WHEN (%s) IS NOT NULL THEN %s END".formatted(text(), column.sqlName());
  }

  private boolean isText() {
    return column.sqlType().equals("VARCHAR") || column.sqlType().equals("JSON");
  }
}
