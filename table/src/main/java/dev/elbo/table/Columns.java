package dev.elbo.table;

import dev.elbo.data.DataException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The columns of something that has rows. */
final class Columns {
  private static final Pattern FIELD = Pattern.compile("^STRUCT\\((\\w+) ");

  private Columns() {}

  /** Columns of text, with names that are checked. */
  static List<RawColumn> text(String origin, List<String> names) {
    List<RawColumn> columns = new ArrayList<>();
    for (String name : names) {
      int place = columns.size();
      columns.add(new RawColumn(name.isEmpty() ? "column" + (place + 1) : name, place, "VARCHAR"));
    }
    requireDistinct(origin, columns);
    return columns;
  }

  /** The columns that a query has, as the database describes them. */
  static List<RawColumn> of(DuckDb database, String origin, String query) throws SQLException {
    List<RawColumn> columns = new ArrayList<>();
    database.list(
        "DESCRIBE " + query,
        row -> columns.add(new RawColumn(row.getString(1), columns.size(), row.getString(2))));
    requireDistinct(origin, columns);
    for (RawColumn column : columns) {
      if (column.isNested() || column.isBinaryData()) {
        throw new DataException(
            "%s: column %s holds %s, which is no plain value; pick what is in it with a query, such as select %s from …"
                .formatted(origin, column.name(), column.sqlType(), part(column)));
      }
    }
    return columns;
  }

  /** What a query may ask for instead: the first field of a structure, or how long the value is. */
  private static String part(RawColumn column) {
    Matcher field = FIELD.matcher(column.sqlType());
    return field.find() ? column.name() + "." + field.group(1) : "len(%s)".formatted(column.name());
  }

  private static void requireDistinct(String origin, List<RawColumn> columns) {
    Map<String, RawColumn> seen = new HashMap<>();
    for (RawColumn column : columns) {
      RawColumn same = seen.put(column.name().toLowerCase(Locale.ROOT), column);
      if (same != null) {
        throw new DataException(
            "%s: columns %d and %d are both named %s%s; rename one"
                .formatted(
                    origin,
                    same.place() + 1,
                    column.place() + 1,
                    column.name(),
                    same.name().equals(column.name())
                        ? ""
                        : ", but for upper and lower case, which SQL does not tell apart"));
      }
    }
  }

  /** {@code c0 VARCHAR, c1 BIGINT}. */
  static String definitions(List<RawColumn> columns) {
    return columns.stream()
        .map(column -> column.sqlName() + " " + column.sqlType())
        .collect(Collectors.joining(", "));
  }

  /** Their names, one after the other. */
  static String names(List<RawColumn> columns) {
    return columns.stream().map(RawColumn::name).collect(Collectors.joining(", "));
  }
}
