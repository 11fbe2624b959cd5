package dev.elbo.paper.frame;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Markdown, as a summary is written in. */
public final class Markdown {
  private Markdown() {}

  /** A table with a line below. */
  public static String table(List<String> head, List<List<String>> rows) {
    List<String> rule = head.stream().map(name -> "---").toList();
    return Stream.concat(Stream.of(head, rule), rows.stream())
        .map(Markdown::line)
        .collect(Collectors.joining("\n", "", "\n"));
  }

  private static String line(List<String> cells) {
    return cells.stream()
        .map(cell -> cell.replace("|", "\\|"))
        .collect(Collectors.joining(" | ", "| ", " |"));
  }
}
