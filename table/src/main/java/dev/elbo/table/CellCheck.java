package dev.elbo.table;

import dev.elbo.data.DataException;
import dev.elbo.schema.Kind;
import java.sql.SQLException;
import java.util.Optional;

/** What a column's kind requires of each of its cells. */
enum CellCheck {
  NUMBER("is no finite number"),
  POSITIVE("is no finite number from 0 on"),
  FRACTION("is no number from 0 to 1"),
  COUNT("is no whole number from 0 on"),
  DATE("is no date"),
  NOTHING("");

  private static final String CORRECT = "correct the cell or leave it empty";

  private final String complaint;

  CellCheck(String complaint) {
    this.complaint = complaint;
  }

  static CellCheck of(Kind kind) {
    return switch (kind) {
      case NUMERIC, HEAVY_TAILED -> NUMBER;
      case POSITIVE -> POSITIVE;
      case FRACTION -> FRACTION;
      case COUNT -> COUNT;
      case DATE_TIME -> DATE;
      default -> NOTHING;
    };
  }

  /** True in SQL where a cell is there and is not what it must be. */
  String violation(Cells cells) {
    String number = "(%s)".formatted(cells.number());
    String wrong =
        switch (this) {
          case NUMBER -> "coalesce(isinf(%1$s), true)".formatted(number);
          case POSITIVE -> "coalesce(isinf(%1$s) OR %1$s < 0, true)".formatted(number);
          case FRACTION -> "coalesce(NOT (%1$s BETWEEN 0 AND 1), true)".formatted(number);
          case COUNT ->
              "coalesce(%1$s < 0 OR %1$s > %2$d OR %1$s <> trunc(%1$s), true)"
                  .formatted(number, Integer.MAX_VALUE);
          case DATE -> "(%s) IS NULL".formatted(cells.microseconds());
          case NOTHING -> "false";
        };
    return "(%s) IS NOT NULL AND %s".formatted(cells.textUnlessNumber(), wrong);
  }

  /** Complains about the first cell that is not what it must be. */
  void require(Table table, Cells cells) throws SQLException {
    require(table, cells, CORRECT);
  }

  /**
   * The same.
   *
   * @param advice what to do about it
   */
  void require(Table table, Cells cells, String advice) throws SQLException {
    Optional<Long> first =
        table
            .database()
            .list(
                "SELECT min(rowid) FROM %s WHERE %s HAVING count(*) > 0"
                    .formatted(Loaded.TABLE, violation(cells)),
                row -> row.getLong(1))
            .stream()
            .findFirst();
    if (first.isPresent()) {
      throw complaint(table, cells, first.get(), advice);
    }
  }

  DataException complaint(Table table, Cells cells, long row) {
    return complaint(table, cells, row, CORRECT);
  }

  private DataException complaint(Table table, Cells cells, long row, String advice) {
    return new DataException(
        "%s, column %s: \"%s\" %s; %s"
            .formatted(
                table.origins().place(row),
                cells.column().name(),
                cell(table, cells, row),
                complaint,
                advice));
  }

  /** A cell's text. */
  static String cell(Table table, Cells cells, long row) {
    try {
      return table
          .database()
          .one(
              "SELECT %s FROM %s WHERE rowid = %d".formatted(cells.text(), Loaded.TABLE, row),
              answer -> String.valueOf(answer.getString(1)));
    } catch (SQLException e) {
      throw new DataException(table.name() + ": " + Sql.firstLine(e), e);
    }
  }
}
