package dev.elbo.table;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** One row of cells. */
final class RowLoader {
  private final DuckDb database;

  RowLoader(DuckDb database) {
    this.database = database;
  }

  Loaded load(TableSource.Row source) throws SQLException {
    List<RawColumn> columns = new ArrayList<>();
    for (String name : source.cells().keySet()) {
      columns.add(new RawColumn(name, columns.size(), OutputColumn.Type.TEXT.sqlType()));
    }
    List<OutputColumn> texts =
        columns.stream()
            .map(column -> new OutputColumn(column.sqlName(), OutputColumn.Type.TEXT))
            .toList();
    try (RowAppender appender = new RowAppender(database, Loaded.TABLE, texts)) {
      appender.add(source.cells().values().toArray());
    }
    return new Loaded(columns, Origins.of(source.name()), List.of());
  }
}
