package dev.elbo.table;

import dev.elbo.data.DataException;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;

/** What a query over files answers. */
final class QueryLoader {
  private static final String NAME = "the query's answer";

  private final DuckDb database;

  QueryLoader(DuckDb database) {
    this.database = database;
  }

  Loaded load(TableSource.Query source) {
    String sql = source.sql().strip().replaceFirst(";$", "");
    try {
      // In brackets two statements do not parse, of which the second might be run by mistake.
      database.execute("EXPLAIN SELECT * FROM (%s\n)".formatted(sql));
      List<RawColumn> columns = Columns.of(database, NAME, sql);
      database.execute(
          "CREATE TABLE %s AS SELECT %s FROM (%s\n)"
              .formatted(Loaded.TABLE, renamed(columns), sql));
      return new Loaded(columns, Origins.of(NAME), List.of());
    } catch (SQLException e) {
      throw new DataException("the query does not run: " + Sql.firstLine(e), e);
    }
  }

  /** {@code "age" AS c0, "sex" AS c1}. */
  static String renamed(List<RawColumn> columns) {
    return columns.stream()
        .map(column -> Sql.name(column.name()) + " AS " + column.sqlName())
        .collect(Collectors.joining(", "));
  }
}
