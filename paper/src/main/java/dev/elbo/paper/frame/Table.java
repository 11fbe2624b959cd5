package dev.elbo.paper.frame;

import dev.elbo.data.DataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Figures in rows and named columns, as a CSV file holds them. Cells need no quotes: they are
 * numbers and words without commas. Immutable.
 *
 * @param columns names
 * @param rows each with a cell a column
 */
public record Table(List<String> columns, List<List<String>> rows) {

  public Table {
    columns = List.copyOf(columns);
    rows = rows.stream().map(List::copyOf).toList();
    for (List<String> row : rows) {
      if (row.size() != columns.size()) {
        throw new IllegalArgumentException(
            "%d cells under %d columns: %s".formatted(row.size(), columns.size(), row));
      }
    }
  }

  /** A table to be filled row by row. */
  public static Builder columns(String... names) {
    return new Builder(List.of(names));
  }

  /**
   * Reads a CSV file without quotes.
   *
   * @throws DataException where its rows differ in length, or there are none
   */
  static Table read(Path csv) throws IOException {
    return parse(Files.readAllLines(csv), csv);
  }

  static Table parse(List<String> lines, Path csv) {
    List<List<String>> cells =
        lines.stream().map(line -> Arrays.asList(line.split(",", -1))).toList();
    if (cells.isEmpty() || cells.stream().anyMatch(row -> row.size() != cells.get(0).size())) {
      throw new DataException(csv + " is no table: its rows differ in length, or there are none");
    }
    return new Table(cells.get(0), cells.subList(1, cells.size()));
  }

  /** Collects rows. */
  public static final class Builder {
    private final List<String> columns;
    private final List<List<String>> rows = new ArrayList<>();

    private Builder(List<String> columns) {
      this.columns = columns;
    }

    /** Adds a row; doubles keep all their digits. */
    public Builder row(Object... cells) {
      List<String> row = Arrays.stream(cells).map(String::valueOf).toList();
      for (String cell : row) {
        if (!cell.matches("[^,\"\\n\\r]*")) {
          throw new IllegalArgumentException("a cell of a CSV file cannot be " + cell);
        }
      }
      rows.add(row);
      return this;
    }

    public Table build() {
      return new Table(columns, rows);
    }
  }

  /**
   * The rows of all tables, which have the same columns, each after the name of its part.
   *
   * @param byPart at least one
   */
  public static Table join(Map<String, Table> byPart) {
    List<String> columns = null;
    List<List<String>> rows = new ArrayList<>();
    for (Map.Entry<String, Table> entry : byPart.entrySet()) {
      Table table = entry.getValue();
      columns = columns == null ? table.columns : columns;
      if (!table.columns.equals(columns)) {
        throw new IllegalArgumentException(
            "the columns of %s are %s and not %s"
                .formatted(entry.getKey(), table.columns, columns));
      }
      table.rows.forEach(row -> rows.add(after(entry.getKey(), row)));
    }
    if (columns == null) {
      throw new IllegalArgumentException("there is no table to join");
    }
    return new Table(after("part", columns), rows);
  }

  private static List<String> after(String first, List<String> others) {
    List<String> all = new ArrayList<>(List.of(first));
    all.addAll(others);
    return all;
  }

  /** The rows that have this cell. */
  public Table where(String column, Object cell) {
    int index = index(column);
    String text = String.valueOf(cell);
    return new Table(columns, rows.stream().filter(row -> row.get(index).equals(text)).toList());
  }

  /** A column as text. */
  public List<String> cells(String column) {
    int index = index(column);
    return rows.stream().map(row -> row.get(index)).toList();
  }

  /** A column as numbers. */
  public double[] numbers(String column) {
    return cells(column).stream().mapToDouble(Double::parseDouble).toArray();
  }

  /** The number in a column's last row. */
  public double last(String column) {
    double[] numbers = numbers(column);
    return numbers[numbers.length - 1];
  }

  private int index(String column) {
    int index = columns.indexOf(column);
    if (index < 0) {
      throw new IllegalArgumentException("there is no column %s in %s".formatted(column, columns));
    }
    return index;
  }

  /** As the lines of a CSV file, names first. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>(List.of(String.join(",", columns)));
    rows.forEach(row -> lines.add(String.join(",", row)));
    return lines;
  }
}
