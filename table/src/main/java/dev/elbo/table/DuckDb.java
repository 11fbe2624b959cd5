package dev.elbo.table;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/**
 * A DuckDB database in a temporary folder, gone when closed. What it holds is on disk: its share of
 * memory is bounded, whatever the size of a table.
 */
final class DuckDb implements AutoCloseable {
  /** Enough for sorting and grouping; more goes to disk. */
  private static final String MEMORY = "1GB";

  /** What one row of an answer is made into. */
  interface Row<T> {
    T of(ResultSet row) throws SQLException;
  }

  /** What is done with each row of an answer. */
  interface Visitor {
    void visit(ResultSet row) throws SQLException;
  }

  private final Path folder;
  private final Connection connection;

  private DuckDb(Path folder, Connection connection) {
    this.folder = folder;
    this.connection = connection;
  }

  static DuckDb open() throws IOException, SQLException {
    Path folder = Files.createTempDirectory("elbo-table");
    Path file = folder.resolve("table.duckdb");
    // Where an interrupt comes before close(): the last named goes first.
    for (Path path : List.of(folder, file, folder.resolve("table.duckdb.wal"))) {
      path.toFile().deleteOnExit();
    }
    try {
      DuckDb database = new DuckDb(folder, DriverManager.getConnection("jdbc:duckdb:" + file));
      database.execute("SET memory_limit = '%s'".formatted(MEMORY));
      database.execute("SET TimeZone = 'UTC'");
      // Read a few times and thrown away: packed it would be half as large, and twice as slow to
      // fill and to read.
      database.execute("PRAGMA force_compression = 'uncompressed'");
      // Nothing is fetched from the network behind the user's back.
      database.execute("SET autoinstall_known_extensions = false");
      return database;
    } catch (SQLException e) {
      delete(folder);
      throw e;
    }
  }

  /** Where it is while it is open. */
  Path folder() {
    return folder;
  }

  void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** All rows of an answer that is known to be short. */
  <T> List<T> list(String sql, Row<T> row) throws SQLException {
    List<T> rows = new ArrayList<>();
    forEach(sql, answer -> rows.add(row.of(answer)));
    return rows;
  }

  /** Looks at the rows of an answer one after the other. */
  void forEach(String sql, Visitor visitor) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet answer = statement.executeQuery(sql)) {
      while (answer.next()) {
        visitor.visit(answer);
      }
    }
  }

  /** The only row of an answer. */
  <T> T one(String sql, Row<T> row) throws SQLException {
    return list(sql, row).get(0);
  }

  /** How many rows a table, or what else can be selected from, has. */
  long rows(String table) throws SQLException {
    return one("SELECT count(*) FROM " + table, row -> row.getLong(1));
  }

  DuckDBAppender appender(String table) throws SQLException {
    return connection
        .unwrap(DuckDBConnection.class)
        .createAppender(DuckDBConnection.DEFAULT_SCHEMA, table);
  }

  @Override
  public void close() throws IOException {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new IOException("the temporary database " + folder + " did not close", e);
    } finally {
      delete(folder);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
