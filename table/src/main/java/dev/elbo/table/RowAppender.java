package dev.elbo.table;

import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import org.duckdb.DuckDBAppender;
import org.jspecify.annotations.Nullable;

/** Fills a new table of a temporary database, row by row. */
final class RowAppender implements AutoCloseable {
  private final List<OutputColumn> columns;
  private final DuckDBAppender appender;

  /** Makes the table, which was not there before. */
  RowAppender(DuckDb database, String table, List<OutputColumn> columns) throws SQLException {
    this.columns = List.copyOf(columns);
    String definitions =
        columns.stream()
            .map(column -> Sql.name(column.name()) + " " + column.type().sqlType())
            .collect(Collectors.joining(", "));
    database.execute("CREATE TABLE %s (%s)".formatted(table, definitions));
    appender = database.appender(table);
  }

  /** Adds a row: a cell for each column, as its type has it; null or NaN where there is none. */
  void add(@Nullable Object... cells) throws SQLException {
    if (cells.length != columns.size()) {
      throw new IllegalArgumentException(
          "a row has %d cells, not %d".formatted(columns.size(), cells.length));
    }
    appender.beginRow();
    for (int j = 0; j < cells.length; j++) {
      append(columns.get(j), cells[j]);
    }
    appender.endRow();
  }

  private void append(OutputColumn column, @Nullable Object cell) throws SQLException {
    if (cell == null || cell.equals(Float.NaN) || cell.equals(Double.NaN)) {
      appender.appendNull();
      return;
    }
    switch (column.type()) {
      case TEXT, DATE, INSTANT -> appender.append((String) cell);
      case FLOAT -> appender.append((float) cell);
      case DOUBLE -> appender.append((double) cell);
      case WHOLE -> appender.append((long) cell);
    }
  }

  /** Ends the rows: the table has all of them. */
  @Override
  public void close() throws SQLException {
    appender.close();
  }
}
