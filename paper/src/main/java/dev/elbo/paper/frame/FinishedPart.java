package dev.elbo.paper.frame;

import dev.elbo.data.DataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A part that is on disk: a CSV file whose first lines, comments, hold its settings, and how long
 * it took beside how many others.
 *
 * @param settings it was computed with
 * @param seconds of wall-clock
 * @param sideBySide how many parts ran at once, this one included
 * @param table what it found
 */
public record FinishedPart(Settings settings, double seconds, int sideBySide, Table table) {
  private static final String COMMENT = "# ";
  private static final String SEPARATOR = ": ";
  private static final String SECONDS = "seconds";
  private static final String SIDE_BY_SIDE = "side by side";

  /**
   * Reads a part.
   *
   * @throws DataException where it is no such file
   */
  static FinishedPart read(Path file) throws IOException {
    Map<String, String> comments = new LinkedHashMap<>();
    List<String> lines = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      if (line.startsWith(COMMENT)) {
        String[] parts = line.substring(COMMENT.length()).split(SEPARATOR, 2);
        comments.put(parts[0], parts[parts.length - 1]);
      } else {
        lines.add(line);
      }
    }
    String seconds = String.valueOf(comments.remove(SECONDS));
    String sideBySide = String.valueOf(comments.remove(SIDE_BY_SIDE));
    try {
      return new FinishedPart(
          new Settings(comments),
          Double.parseDouble(seconds),
          Integer.parseInt(sideBySide),
          Table.parse(lines, file));
    } catch (IllegalArgumentException | DataException e) {
      throw new DataException(
          "%s: this is not the result of a part; remove it, and it is computed again"
              .formatted(file),
          e);
    }
  }

  /** Writes this, whole or not at all. */
  void write(Path file) throws IOException {
    List<String> lines = new ArrayList<>();
    settings.values().forEach((name, value) -> lines.add(COMMENT + name + SEPARATOR + value));
    lines.add(COMMENT + SECONDS + SEPARATOR + seconds);
    lines.add(COMMENT + SIDE_BY_SIDE + SEPARATOR + sideBySide);
    lines.addAll(table.lines());
    TextFile.write(file, lines);
  }
}
