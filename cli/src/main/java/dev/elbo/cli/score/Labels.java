package dev.elbo.cli.score;

import dev.elbo.data.DataException;
import dev.elbo.preprocessing.ColumnCells;
import dev.elbo.preprocessing.RowBlock;
import dev.elbo.schema.Column;
import dev.elbo.schema.Kind;
import dev.elbo.schema.LeftOut;
import dev.elbo.schema.Schema;
import dev.elbo.table.Table;
import dev.elbo.table.TypedRows;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A column that says which rows are anomalies, which no model sees.
 *
 * @param anomalies one a row of the table
 */
// Passed on, not compared.
@SuppressWarnings("ArrayRecordComponent")
public record Labels(boolean[] anomalies) {
  private static final int TOGETHER = 1 << 16;

  /** Which of two values names an anomaly, where nothing else was said. */
  private static final List<String> USUAL = List.of("1", "1.0", "true", "yes", "anomaly");

  /**
   * Reads the labels of a table.
   *
   * @param word a column's name, or {@code column=value} with the value that names an anomaly
   * @throws DataException where there is no such column, or it does not tell two kinds of rows
   */
  public static Labels read(Table table, String word) {
    List<String> names = table.columnNames();
    int equals = names.contains(word) ? -1 : word.lastIndexOf('=');
    String name = equals < 0 ? word : word.substring(0, equals);
    if (!names.contains(name)) {
      throw new DataException(
          "%s: there is no column %s for --label; its columns are %s"
              .formatted(table.name(), name, String.join(", ", names)));
    }
    List<String> values = values(table, name);
    Set<String> distinct = new TreeSet<>(values);
    String anomaly = equals < 0 ? usual(table, name, distinct) : word.substring(equals + 1);
    if (!distinct.contains(anomaly) || distinct.size() < 2) {
      throw new DataException(
          "%s: column %s has the values %s; --label needs rows with %s and rows without"
              .formatted(table.name(), name, shown(distinct), anomaly));
    }
    boolean[] anomalies = new boolean[values.size()];
    for (int i = 0; i < anomalies.length; i++) {
      anomalies[i] = values.get(i).equals(anomaly);
    }
    return new Labels(anomalies);
  }

  private static String usual(Table table, String name, Set<String> distinct) {
    return USUAL.stream()
        .filter(value -> distinct.stream().anyMatch(value::equalsIgnoreCase))
        .findFirst()
        .orElseThrow(
            () ->
                new DataException(
                    "%s: column %s has the values %s; say which is the anomalies' with --label %s=VALUE"
                        .formatted(table.name(), name, shown(distinct), name)));
  }

  private static String shown(Set<String> distinct) {
    List<String> some = distinct.stream().limit(5).toList();
    return String.join(", ", some) + (distinct.size() > some.size() ? ", …" : "");
  }

  /** All cells as text, a missing one empty. */
  private static List<String> values(Table table, String name) {
    Schema label = new Schema(List.of(Column.of(name, new LeftOut(Kind.IGNORED, "label"))));
    TypedRows rows = table.as(label);
    List<String> values = new ArrayList<>();
    for (long first = 0; first < rows.rows(); first += TOGETHER) {
      RowBlock block = rows.read(first, TOGETHER);
      for (@Nullable String cell : ((ColumnCells.Texts) block.columns().get(0)).values()) {
        values.add(cell == null ? "" : cell);
      }
    }
    return values;
  }
}
