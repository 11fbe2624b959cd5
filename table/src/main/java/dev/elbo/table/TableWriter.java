package dev.elbo.table;

import dev.elbo.data.DataException;
import dev.elbo.persist.AtomicFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import org.duckdb.DuckDBAppender;
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
  private final String options;
  private final List<OutputColumn> columns;
  private final DuckDb database;
  private final DuckDBAppender appender;

  private TableWriter(
      Path file,
      String options,
      List<OutputColumn> columns,
      DuckDb database,
      DuckDBAppender appender) {
    this.file = file;
    this.options = options;
    this.columns = columns;
    this.database = database;
    this.appender = appender;
  }

  /**
   * Starts a file.
   *
   * @throws DataException where the name ends in none of the formats
   */
  public static TableWriter create(Path file, List<OutputColumn> columns) throws IOException {
    String options = options(file);
    try {
      DuckDb database = DuckDb.open();
      try {
        database.execute("CREATE TABLE %s (%s)".formatted(TABLE, definitions(columns)));
        return new TableWriter(
            file, options, List.copyOf(columns), database, database.appender(TABLE));
      } catch (SQLException | RuntimeException e) {
        database.close();
        throw e;
      }
    } catch (SQLException e) {
      throw failed(file, e);
    }
  }

  private static String options(Path file) {
    String name = String.valueOf(file.getFileName());
    if (name.endsWith(".csv")) {
      return "FORMAT csv, HEADER";
    }
    if (name.endsWith(".csv.gz")) {
      return "FORMAT csv, HEADER, COMPRESSION gzip";
    }
    if (name.endsWith(".parquet")) {
      return "FORMAT parquet";
    }
    throw new DataException(
        file + ": the name of a table of results ends in .csv, .csv.gz or .parquet");
  }

  private static String definitions(List<OutputColumn> columns) {
    return columns.stream()
        .map(column -> Sql.name(column.name()) + " " + column.type().sqlType())
        .collect(Collectors.joining(", "));
  }

  private static IOException failed(Path file, SQLException e) {
    return new IOException(file + " was not written: " + Sql.firstLine(e), e);
  }

  /**
   * Writes a row.
   *
   * @param cells one a column: a {@link String}, {@link Float}, {@link Double} or {@link Long} as
   *     the column has it; null or NaN where there is none
   */
  public void add(@Nullable Object... cells) throws IOException {
    if (cells.length != columns.size()) {
      throw new IllegalArgumentException(
          "a row has %d cells, not %d".formatted(columns.size(), cells.length));
    }
    try {
      appender.beginRow();
      for (int j = 0; j < cells.length; j++) {
        append(columns.get(j), cells[j]);
      }
      appender.endRow();
    } catch (SQLException e) {
      throw failed(file, e);
    }
  }

  private void append(OutputColumn column, @Nullable Object cell) throws SQLException {
    if (cell == null || cell.equals(Float.NaN) || cell.equals(Double.NaN)) {
      appender.appendNull();
      return;
    }
    switch (column.type()) {
      case TEXT -> appender.append((String) cell);
      case FLOAT -> appender.append((float) cell);
      case DOUBLE -> appender.append((double) cell);
      case WHOLE -> appender.append((long) cell);
    }
  }

  /** Makes the file of all rows so far, over what was there. No row comes after. */
  public void finish() throws IOException {
    Path whole = database.folder().resolve("results");
    try {
      appender.close();
      database.execute(
          "COPY %s TO %s (%s)".formatted(TABLE, Sql.literal(whole.toString()), options));
    } catch (SQLException e) {
      throw failed(file, e);
    }
    AtomicFile.write(
        file,
        channel -> {
          try (FileChannel written = FileChannel.open(whole)) {
            for (long done = 0; done < written.size(); ) {
              done += written.transferTo(done, written.size() - done, channel);
            }
          }
        });
  }

  @Override
  public void close() throws IOException {
    database.close();
  }
}
