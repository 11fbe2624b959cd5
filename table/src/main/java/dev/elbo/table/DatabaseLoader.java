package dev.elbo.table;

import dev.elbo.data.DataException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.duckdb.DuckDBAppender;
import org.jspecify.annotations.Nullable;

/** What another database answers. Its cells come as text, as those of a CSV file do. */
final class DatabaseLoader {
  private static final String NAME = "the database's answer";

  /** Rows that a driver gets at once, where it does not get all. */
  private static final int FETCHED = 10_000;

  /** What of a URL holds no password. */
  private static final Pattern SCHEME = Pattern.compile("jdbc:[a-z0-9+]+:");

  private final DuckDb database;

  DatabaseLoader(DuckDb database) {
    this.database = database;
  }

  Loaded load(TableSource.Database source) throws SQLException {
    requireDriver(source.url());
    try (Connection other = DriverManager.getConnection(source.url())) {
      other.setAutoCommit(false); // without it some drivers get all rows at once
      try (Statement statement = other.createStatement()) {
        statement.setFetchSize(FETCHED);
        try (ResultSet answer = statement.executeQuery(source.sql())) {
          return copy(answer);
        }
      }
    } catch (SQLException e) {
      throw new DataException("the database refuses: " + Sql.firstLine(e), e);
    }
  }

  private static void requireDriver(String url) {
    Matcher scheme = SCHEME.matcher(url);
    if (!scheme.lookingAt()) {
      throw new DataException("the URL of a database begins with jdbc: and its driver's name");
    }
    if (DriverManager.drivers().noneMatch(driver -> accepts(driver, url))) {
      throw new DataException(
          "there is no JDBC driver for %s on the class path; add its jar"
              .formatted(scheme.group()));
    }
  }

  private static boolean accepts(java.sql.Driver driver, String url) {
    try {
      return driver.acceptsURL(url);
    } catch (SQLException e) {
      return false;
    }
  }

  private Loaded copy(ResultSet answer) throws SQLException {
    ResultSetMetaData metadata = answer.getMetaData();
    List<String> names = new ArrayList<>();
    for (int i = 1; i <= metadata.getColumnCount(); i++) {
      names.add(metadata.getColumnLabel(i));
    }
    List<RawColumn> columns = Columns.text(NAME, names);
    database.execute("CREATE TABLE %s (%s)".formatted(Loaded.TABLE, Columns.definitions(columns)));
    try (DuckDBAppender appender = database.appender(Loaded.TABLE)) {
      while (answer.next()) {
        appender.beginRow();
        for (int i = 1; i <= names.size(); i++) {
          @Nullable String cell = answer.getString(i);
          appender.append(cell);
        }
        appender.endRow();
      }
    }
    return new Loaded(columns, Origins.of(NAME), List.of());
  }
}
