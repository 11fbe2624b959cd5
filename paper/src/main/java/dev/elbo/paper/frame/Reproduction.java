package dev.elbo.paper.frame;

import dev.elbo.data.DataCache;
import dev.elbo.data.DataException;
import dev.elbo.paper.data.PaperSet;
import dev.elbo.picture.MissingFontException;
import dev.elbo.picture.Picture;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * An experiment within a budget, in a folder. What is finished there is kept: a run that was cut
 * off goes on with the parts that are missing.
 *
 * @param data where the sets are looked up
 * @param folder for everything it leaves
 * @param threads how many parts run at once
 */
public record Reproduction(
    Experiment experiment, Budget budget, DataCache data, Path folder, int threads) {

  public Reproduction {
    if (threads < 1) {
      throw new IllegalArgumentException("threads must be 1 or more, not " + threads);
    }
  }

  /**
   * Computes what is missing, and writes tables, pictures and {@code summary.md}.
   *
   * @return the files written, the summary first
   * @throws DataException where a set is not there, before anything is computed, or the folder
   *     holds something computed with other settings
   * @throws PartsFailedException once all parts have ended, where some have failed
   * @throws IOException where a file cannot be read or written
   */
  public List<Path> run(RunListener listener) throws IOException {
    requireData();
    ResultFolder results = new ResultFolder(folder);
    List<Part> parts = experiment.parts(budget, data);
    Map<String, FinishedPart> finished = results.finished(parts);
    List<Part> missing = parts.stream().filter(part -> !finished.containsKey(part.name())).toList();
    int sideBySide = Math.max(1, Math.min(threads, missing.size()));
    listener.planned(parts.size(), finished.size(), sideBySide);
    results.create();
    new SideBySide(results, sideBySide, listener).run(missing);
    return report(new Results(results, results.finished(parts)));
  }

  private void requireData() throws IOException {
    List<String> advice = new ArrayList<>();
    for (PaperSet set : new TreeSet<>(experiment.sets(budget))) {
      set.missing(data).ifPresent(advice::add);
    }
    if (!advice.isEmpty()) {
      throw new DataException(
          "%s needs data that are not here. %s. With --budget trial it runs on bundled data"
              .formatted(experiment.name(), String.join(". ", advice)));
    }
  }

  private List<Path> report(Results results) throws IOException {
    Report report = experiment.report(budget, results);
    List<Path> files = new ArrayList<>(List.of(folder.resolve("summary.md")));
    for (Map.Entry<String, Table> table : report.tables().entrySet()) {
      Path file = folder.resolve(table.getKey() + ".csv");
      TextFile.write(file, table.getValue().lines());
      files.add(file);
    }
    List<Picture> pictures = new ArrayList<>();
    for (Map.Entry<String, Report.Picture> picture : report.pictures().entrySet()) {
      draw(picture.getValue(), folder.resolve(picture.getKey() + ".png")).ifPresent(pictures::add);
    }
    pictures.forEach(picture -> files.add(picture.file()));
    Map<String, FinishedPart> parts = new LinkedHashMap<>(results.parts());
    SummaryPage page = new SummaryPage(experiment, budget, parts, report, pictures);
    TextFile.write(files.get(0), page.lines());
    return files;
  }

  /** Where Java finds no font, a warning takes the place of a chart. */
  private static Optional<Picture> draw(Report.Picture picture, Path file) throws IOException {
    try {
      return Optional.of(picture.draw().save(file));
    } catch (MissingFontException e) {
      System.getLogger(Reproduction.class.getPackageName())
          .log(System.Logger.Level.WARNING, e.getMessage());
      return Optional.empty();
    }
  }
}
