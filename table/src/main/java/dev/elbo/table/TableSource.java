package dev.elbo.table;

import dev.elbo.table.csv.CsvFormat;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Where a table's rows come from. */
public sealed interface TableSource {

  /** Some files, read one after the other. What is in a file is seen from its first bytes. */
  static TableSource files(List<String> patterns) {
    return new Files(patterns, CsvFormat.DETECTED);
  }

  static TableSource file(Path file) {
    return files(List.of(file.toString()));
  }

  /**
   * Files of CSV, JSON lines or Parquet, gzipped or not. All have the same columns, in any order.
   *
   * @param patterns names of files, or patterns with {@code *}, {@code ?} and {@code [a-z]}
   * @param format of those that are CSV
   */
  record Files(List<String> patterns, CsvFormat format) implements TableSource {
    public Files {
      patterns = List.copyOf(patterns);
      if (patterns.isEmpty()) {
        throw new IllegalArgumentException("a table comes from at least one file");
      }
    }
  }

  /**
   * The rows of a {@code select} in DuckDB's SQL, which reads files by name: {@code select * from
   * 'people.parquet' where age > 17}.
   */
  record Query(String sql) implements TableSource {}

  /**
   * One row of cells that somebody has typed.
   *
   * @param name for messages: what they were typed for
   * @param cells by the names of the columns, in their order; empty where a cell is missing
   */
  record Row(String name, Map<String, String> cells) implements TableSource {
    public Row {
      cells = Collections.unmodifiableMap(new LinkedHashMap<>(cells));
    }
  }

  /**
   * The rows that a database answers with.
   *
   * @param url of the database; its JDBC driver is on the class path
   * @param sql a {@code select} in the database's own SQL
   */
  record Database(String url, String sql) implements TableSource {
    /** Without the URL, which may hold a password. */
    @Override
    public String toString() {
      return "Database[sql=" + sql + "]";
    }
  }
}
