package dev.elbo.persist;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What docs/file-format.md says of tables, written from the page alone: the numbers of a row, and
 * p-values.
 */
final class PlainTable {
  private final List<Map<String, Object>> columns;
  private final List<?> strangeness;

  PlainTable(Map<String, Object> metadata) {
    columns = objects(object(data(metadata), "preprocessing"), "columns");
    strangeness = (List<?>) value(json(metadata, "elbo.strangeness"), "strangeness");
  }

  private static Map<String, Object> data(Map<String, Object> metadata) {
    return json(metadata, "elbo.data");
  }

  private static Map<String, Object> json(Map<String, Object> metadata, String key) {
    return PlainJson.object((String) value(metadata, key));
  }

  private static Object value(Map<String, Object> object, String key) {
    return Objects.requireNonNull(object.get(key), key);
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> object(Map<String, Object> object, String key) {
    return (Map<String, Object>) value(object, key);
  }

  @SuppressWarnings("unchecked")
  private static List<Map<String, Object>> objects(Map<String, Object> object, String key) {
    return (List<Map<String, Object>>) value(object, key);
  }

  private static double number(Map<String, Object> object, String key) {
    return (Double) value(object, key);
  }

  /**
   * The numbers of a row.
   *
   * @param cells of all columns: texts, numbers, or null where they are missing
   */
  double[] row(List<? extends @Nullable Object> cells) {
    List<Double> row = new ArrayList<>();
    for (int j = 0; j < columns.size(); j++) {
      Map<String, Object> column = columns.get(j);
      Object cell = cells.get(j);
      switch ((String) value(column, "kind")) {
        case "constant", "identifier", "text", "ignored" -> {
          // a model leaves them out
        }
        case "count" -> row.add(cell instanceof Double count ? count : Double.NaN);
        case "binary", "category" -> row.add(level(column, cell));
        default ->
            row.add(
                cell instanceof Double x
                    ? transformed(object(column, "transform"), x)
                    : Double.NaN);
      }
    }
    return row.stream().mapToDouble(x -> x).toArray();
  }

  private static double level(Map<String, Object> column, @Nullable Object cell) {
    if (cell == null) {
      return Double.NaN;
    }
    List<?> levels = (List<?>) value(column, "levels");
    int number = levels.indexOf(cell);
    double other = column.containsKey("other_rows") ? levels.size() : Double.NaN;
    return number < 0 ? other : number;
  }

  private static double transformed(Map<String, Object> transform, double x) {
    double c = x;
    if (transform.containsKey("logarithm")) {
      Map<String, Object> logarithm = object(transform, "logarithm");
      double shifted = x + number(logarithm, "offset");
      double knee = number(logarithm, "knee");
      c = shifted < knee ? Math.log(knee) + (shifted - knee) / knee : Math.log(shifted);
    }
    double y = (c - number(transform, "mean")) / number(transform, "deviation");
    return Math.min(1e6, Math.max(-1e6, y));
  }

  /** The p-value of a row so strange. */
  double pValue(double value) {
    long notBelow = strangeness.stream().filter(s -> (Double) s >= value).count();
    return (1.0 + notBelow) / (strangeness.size() + 1.0);
  }
}
