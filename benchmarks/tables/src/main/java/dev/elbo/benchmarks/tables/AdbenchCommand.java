package dev.elbo.benchmarks.tables;

import dev.elbo.eval.RankingFigures;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "adbench",
    mixinStandardHelpOptions = true,
    description = "How well strangeness finds anomalies: ROC AUC and average precision.")
final class AdbenchCommand implements Callable<Integer> {
  @Parameters(paramLabel = "SET", description = "Sets, such as glass; all where none is named.")
  private List<String> sets = new ArrayList<>();

  @Option(
      names = "--settings",
      split = ",",
      paramLabel = "NAME",
      description = "normal-half, unlabelled; both where none is named.")
  private List<Setting> settings = new ArrayList<>();

  @Option(
      names = "--detectors",
      split = ",",
      paramLabel = "NAME",
      description = "elbo, isolation-forest, nearest-neighbours; all where none is named.")
  private List<String> detectors = new ArrayList<>();

  @Mixin private RunOptions options = new RunOptions();

  @Override
  public Integer call() throws IOException {
    List<AnomalySet> data = AnomalySet.read(options.data(), sets);
    String header = "setting,set,rows,columns,anomalies,seed,detector,roc_auc,ap,seconds";
    List<Found> results;
    try (CsvLines csv = CsvLines.create(options.result("adbench.csv"), header)) {
      results = SideBySide.run(tasks(data, csv), options.threads());
    }
    String text = AdbenchTables.of(results);
    options.write("adbench.md", text);
    System.out.println(text);
    return 0;
  }

  /**
   * What a detector found.
   *
   * @param seed of the split and the detector
   */
  record Found(Setting setting, String set, long seed, String detector, RankingFigures figures) {}

  /** The largest sets first, so that none is left for one thread in the end. */
  private List<Callable<Found>> tasks(List<AnomalySet> data, CsvLines csv) {
    List<Setting> wanted = settings.isEmpty() ? List.of(Setting.values()) : settings;
    List<AnomalySet> largestFirst = new ArrayList<>(data);
    largestFirst.sort((a, b) -> Long.compare(b.cells(), a.cells()));
    List<Callable<Found>> tasks = new ArrayList<>();
    for (AnomalySet set : largestFirst) {
      for (Setting setting : wanted) {
        for (long seed : options.seeds()) {
          for (Detector detector : chosen()) {
            tasks.add(() -> run(setting, set, seed, detector, csv));
          }
        }
      }
    }
    return tasks;
  }

  private List<Detector> chosen() {
    List<Detector> all = List.of(new ElboDetector(), new ForestDetector(), new NearestNeighbours());
    List<String> names = detectors.stream().map(name -> name.replace('-', ' ')).toList();
    for (String name : names) {
      if (all.stream().noneMatch(detector -> detector.name().equals(name))) {
        throw new IllegalArgumentException(
            "there is no detector %s; there are %s"
                .formatted(name, String.join(", ", all.stream().map(Detector::name).toList())));
      }
    }
    return all.stream().filter(d -> names.isEmpty() || names.contains(d.name())).toList();
  }

  private static Found run(
      Setting setting, AnomalySet set, long seed, Detector detector, CsvLines csv)
      throws IOException {
    long start = System.nanoTime();
    Setting.Parts parts = setting.parts(set, seed);
    double[] scores = detector.scores(set, parts, seed);
    RankingFigures figures = RankingFigures.of(scores, set.labels(parts.test()));
    double seconds = (System.nanoTime() - start) * 1e-9;
    csv.add(
        "%s,%s,%d,%d,%d,%d,%s,%.6f,%.6f,%.1f",
        setting,
        set.name(),
        set.rows().length,
        set.columns(),
        set.anomalies(),
        seed,
        detector.name(),
        figures.rocAuc(),
        figures.averagePrecision(),
        seconds);
    System.err.printf(
        Locale.ROOT,
        "benchmarks: %s, %s, seed %d, %s: ROC AUC %.3f, %.0f s%n",
        set.name(),
        setting.words(),
        seed,
        detector.name(),
        figures.rocAuc(),
        seconds);
    return new Found(setting, set.name(), seed, detector.name(), figures);
  }
}
