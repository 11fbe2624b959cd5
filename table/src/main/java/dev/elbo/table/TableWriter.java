package dev.elbo.table;

import dev.elbo.data.DataException;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes rows of results as CSV, gzipped CSV or Parquet, by the ending of the file's name.
 *
 * <p>Rows are gathered in a temporary database. {@link #finish()} makes the file, which is there
 * whole or not at all; without it, {@link #close()} leaves what was there before.
 */
public final class TableWriter implements AutoCloseable {
  private static final String TABLE = "results";

  private final Path file;
  private final ResultFormat format;
  private final List<OutputColumn> columns;
  private final DuckDb database;
  private final RowAppender appender;

  private TableWriter(Path file, ResultFormat format, List<OutputColumn> columns, DuckDb database)
      throws SQLException {
    this.file = file;
    this.format = format;
    this.columns = List.copyOf(columns);
    this.database = database;
    appender = new RowAppender(database, TABLE, columns);
  }

  /**
   * Starts a file.
   *
   * @throws DataException where the name ends in none of the formats
   */
  public static TableWriter create(Path file, List<OutputColumn> columns) throws IOException {
    ResultFormat format = ResultFormat.of(file);
    try {
      DuckDb database = DuckDb.open();
      try {
        return new TableWriter(file, format, columns, database);
      } catch (SQLException | RuntimeException e) {
        database.close();
        throw e;
      }
    } catch (SQLException e) {
      throw ResultFormat.failed(file, e);
    }
  }

  /**
   * Writes a row.
   *
   * @param cells one a column: a {@link String}, {@link Float}, {@link Double} or {@link Long} as
   *     the column's type has it; null or NaN where there is none
   */
  public void add(@Nullable Object... cells) throws IOException {
    try {
      appender.add(cells);
    } catch (SQLException e) {
      throw ResultFormat.failed(file, e);
    }
  }

  /** Makes the file of all rows so far, over what was there. No row comes after. */
  public void finish() throws IOException {
    try {
      appender.close();
    } catch (SQLException e) {
      throw ResultFormat.failed(file, e);
    }
    String cells = columns.stream().map(this::expression).collect(Collectors.joining(", "));
    format.write(database, "SELECT %s FROM %s".formatted(cells, TABLE), file);
  }

  private String expression(OutputColumn column) {
    String name = Sql.name(column.name());
    return format == ResultFormat.PARQUET
        ? "CAST(%s AS %s) AS %1$s".formatted(name, column.type().parquetType())
        : name;
  }

  @Override
  public void close() throws IOException {
    database.close();
  }
}
