package dev.elbo.picture;

import dev.elbo.data.DataException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The bounds of a run, epoch by epoch, as {@code training.csv} holds them. Nats a row, higher is
 * better.
 */
public record LearningCurve(List<Point> points) {

  /**
   * An epoch.
   *
   * @param bound on the training rows, while parameters moved
   * @param heldOut bound on the held-out rows afterwards, where there are any
   * @param best whether it was the best epoch so far
   */
  public record Point(int epoch, double bound, OptionalDouble heldOut, boolean best) {}

  public LearningCurve {
    points = List.copyOf(points);
  }

  /**
   * Reads the file that training writes.
   *
   * @throws DataException where it is not such a file or holds no epoch yet
   * @throws IOException where it cannot be read
   */
  public static LearningCurve read(Path csv) throws IOException {
    if (!Files.isRegularFile(csv)) {
      throw new DataException(
          "there is no %s; a learning curve needs the folder of a training run".formatted(csv));
    }
    List<String> lines = Files.readAllLines(csv, StandardCharsets.UTF_8);
    Columns columns = Columns.of(csv, lines.isEmpty() ? "" : lines.get(0));
    List<Point> points = new ArrayList<>();
    for (int i = 1; i < lines.size(); i++) {
      points.add(columns.point(lines.get(i), i + 1));
    }
    if (points.isEmpty()) {
      throw new DataException(csv + " holds no epoch yet");
    }
    return new LearningCurve(points);
  }

  /** The epoch with the best held-out bound, where rows were held out. */
  public Optional<Point> best() {
    return points.stream()
        .filter(p -> p.best() && p.heldOut().isPresent())
        .reduce((earlier, later) -> later);
  }

  /** Number of epochs that were run. */
  public int epochs() {
    return points.get(points.size() - 1).epoch();
  }

  /** Which column of the file holds what. */
  private record Columns(Path file, int epoch, int bound, int heldOut, int best, int count) {

    static Columns of(Path file, String header) {
      List<String> names = Arrays.asList(header.split(",", -1));
      for (String name : List.of("epoch", "bound", "held_out_bound", "best")) {
        if (!names.contains(name)) {
          throw new DataException(
              "%s is no table of epochs: its first line names no column %s".formatted(file, name));
        }
      }
      return new Columns(
          file,
          names.indexOf("epoch"),
          names.indexOf("bound"),
          names.indexOf("held_out_bound"),
          names.indexOf("best"),
          names.size());
    }

    Point point(String line, int number) {
      String[] cells = line.split(",", -1);
      if (cells.length != count) {
        throw new DataException(
            "%s: line %d has %d cells where the first line has %d"
                .formatted(file, number, cells.length, count));
      }
      try {
        return new Point(
            Integer.parseInt(cells[epoch]),
            Double.parseDouble(cells[bound]),
            cells[heldOut].isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(Double.parseDouble(cells[heldOut])),
            Boolean.parseBoolean(cells[best]));
      } catch (NumberFormatException e) {
        throw new DataException(
            "%s: line %d holds something that is no number: %s".formatted(file, number, line), e);
      }
    }
  }
}
