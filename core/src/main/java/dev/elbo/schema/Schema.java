package dev.elbo.schema;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The columns of a table, in order.
 *
 * @param columns with distinct names, at least one
 */
public record Schema(List<Column> columns) {
  public Schema {
    columns = List.copyOf(columns);
    if (columns.isEmpty()) {
      throw new IllegalArgumentException("a table has at least one column");
    }
    Set<String> names = new HashSet<>();
    for (Column column : columns) {
      if (!names.add(column.name())) {
        throw new IllegalArgumentException("two columns are named " + column.name());
      }
    }
  }

  /** The columns that a model has. */
  public List<Column> modelled() {
    return columns.stream().filter(column -> column.kind().isModelled()).toList();
  }

  /** Where the columns that a model has stand among all, in their order. */
  public int[] modelledPlaces() {
    return IntStream.range(0, columns.size())
        .filter(j -> columns.get(j).kind().isModelled())
        .toArray();
  }

  /** The columns that a model leaves out. */
  public List<Column> leftOut() {
    return columns.stream().filter(column -> !column.kind().isModelled()).toList();
  }

  /** A line a column to read before training: name, kind and values, or why it is left out. */
  public List<String> description() {
    int width = columns.stream().mapToInt(column -> column.name().length()).max().orElseThrow();
    return columns.stream().map(column -> line(column, width)).toList();
  }

  private static String line(Column column, int width) {
    String name = column.name() + " ".repeat(width - column.name().length());
    return name + (column.kind().isModelled() ? "  " : "  left out, ") + column.summary();
  }

  @Override
  public String toString() {
    return String.join("\n", description());
  }
}
