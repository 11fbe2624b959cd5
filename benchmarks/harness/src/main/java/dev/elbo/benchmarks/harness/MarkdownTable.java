package dev.elbo.benchmarks.harness;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A table whose source is readable too: columns are padded, all but the first to the right. */
public final class MarkdownTable {
  private final List<List<String>> rows = new ArrayList<>();

  /** Begins with the row above the line. */
  public MarkdownTable(String... heads) {
    rows.add(List.of(heads));
  }

  /**
   * Adds a row.
   *
   * @throws IllegalArgumentException where it has not a cell under each head
   */
  public MarkdownTable row(String... cells) {
    if (cells.length != rows.get(0).size()) {
      throw new IllegalArgumentException(
          "%d cells under %d heads".formatted(cells.length, rows.get(0).size()));
    }
    rows.add(List.of(cells));
    return this;
  }

  @Override
  public String toString() {
    int columns = rows.get(0).size();
    int[] widths = new int[columns];
    for (List<String> row : rows) {
      for (int j = 0; j < columns; j++) {
        widths[j] = Math.max(widths[j], Math.max(4, row.get(j).length()));
      }
    }
    List<String> rule = new ArrayList<>(Collections.nCopies(columns, ""));
    for (int j = 0; j < columns; j++) {
      rule.set(j, j == 0 ? "-".repeat(widths[j]) : "-".repeat(widths[j] - 1) + ":");
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < rows.size(); i++) {
      line(text, rows.get(i), widths);
      if (i == 0) {
        line(text, rule, widths);
      }
    }
    return text.toString();
  }

  private static void line(StringBuilder text, List<String> cells, int[] widths) {
    for (int j = 0; j < widths.length; j++) {
      String padding = " ".repeat(widths[j] - cells.get(j).length());
      text.append("| ")
          .append(j == 0 ? cells.get(j) + padding : padding + cells.get(j))
          .append(' ');
    }
    text.append("|\n");
  }
}
