package dev.elbo.table;

import java.sql.SQLException;
import java.util.List;

/**
 * The most frequent values of a column, in order of frequency, and among those as frequent in the
 * order of their characters.
 *
 * @param counted values with the number of their cells
 */
record Levels(List<Level> counted) {
  record Level(String value, long cells) {}

  static Levels of(Table table, Cells cells, int most) throws SQLException {
    String query =
        """
        SELECT t, count(*) AS n FROM (SELECT %s AS t FROM %s) WHERE t IS NOT NULL
        GROUP BY t ORDER BY n DESC, t LIMIT %d
        """
            .formatted(cells.text(), Loaded.TABLE, most);
    return new Levels(
        table.database().list(query, row -> new Level(row.getString(1), row.getLong(2))));
  }

  List<String> values() {
    return counted.stream().map(Level::value).toList();
  }

  /** In how many cells they are. */
  long cells() {
    return counted.stream().mapToLong(Level::cells).sum();
  }

  Levels atLeast(long cells) {
    return new Levels(counted.stream().filter(level -> level.cells() >= cells).toList());
  }
}
