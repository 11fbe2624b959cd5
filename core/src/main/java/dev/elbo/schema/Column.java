package dev.elbo.schema;

import java.util.List;

/**
 * A column of a table.
 *
 * @param name as the table has it
 * @param type of its values
 * @param missingTokens cells that stand for a missing one, beyond the empty cell and NaN
 * @param missingShare of all rows, those without a value here, from 0 to 1
 */
public record Column(
    String name, ColumnType type, List<String> missingTokens, double missingShare) {

  public Column {
    missingTokens = List.copyOf(missingTokens);
    if (name.isBlank()) {
      throw new IllegalArgumentException("a column has a name");
    }
    if (!(missingShare >= 0 && missingShare <= 1)) {
      throw new IllegalArgumentException(
          "the share of missing cells lies in [0, 1], not at " + missingShare);
    }
  }

  /** A column without missing cells. */
  public static Column of(String name, ColumnType type) {
    return new Column(name, type, List.of(), 0);
  }

  public Kind kind() {
    return type.kind();
  }

  /** Kind and values in words: {@code category: 8 levels, 5.6 % missing}. */
  public String summary() {
    String summary = kind().word() + ": " + type.summary();
    return missingShare == 0 || missingShare == 1
        ? summary
        : summary + ", " + Words.percent(missingShare) + " missing";
  }
}
