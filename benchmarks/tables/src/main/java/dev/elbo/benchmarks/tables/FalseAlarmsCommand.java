package dev.elbo.benchmarks.tables;

import dev.elbo.TableModel;
import dev.elbo.eval.Calibration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "false-alarms",
    mixinStandardHelpOptions = true,
    description = "The share of normal rows that are flagged, over random splits of one set.")
final class FalseAlarmsCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "SET",
      arity = "0..1",
      defaultValue = "thyroid",
      description = "The set (${DEFAULT-VALUE}).")
  private String set = "thyroid";

  @Option(
      names = "--splits",
      defaultValue = "200",
      paramLabel = "N",
      description = "Random splits (${DEFAULT-VALUE}).")
  private int splits;

  @Option(
      names = "--false-alarm-rate",
      defaultValue = "0.05",
      paramLabel = "α",
      description = "Share of normal rows that may be flagged (${DEFAULT-VALUE}).")
  private double rate;

  @Mixin private RunOptions options = new RunOptions();

  /**
   * A split's outcome.
   *
   * @param testRows normal rows that the model has not seen
   * @param flagged of these
   * @param calibrationRows behind the p-values
   */
  record Outcome(int testRows, int flagged, int calibrationRows) {}

  @Override
  public Integer call() throws IOException {
    AnomalySet data = AnomalySet.read(options.data(), List.of(set)).get(0);
    List<Callable<Outcome>> tasks = new ArrayList<>();
    FlaggedShare share = new FlaggedShare();
    String header = "split,test_rows,flagged,calibration_rows";
    try (CsvLines csv = CsvLines.create(options.result("false-alarms.csv"), header)) {
      for (int split = 1; split <= splits; split++) {
        long seed = split;
        tasks.add(() -> run(data, seed, csv));
      }
      for (Outcome o : SideBySide.run(tasks, options.threads())) {
        share.add(o.testRows(), o.flagged(), o.calibrationRows(), rate);
      }
    }
    String text =
        "# False alarms\n\n%s, α = %s, %d splits: %s\n".formatted(data.name(), rate, splits, share);
    options.write("false-alarms.md", text);
    System.out.println(text);
    return share.holds() ? 0 : 1;
  }

  private Outcome run(AnomalySet data, long seed, CsvLines csv) throws IOException {
    Setting.Parts parts = Setting.NORMAL_HALF.parts(data, seed);
    Path folder = Files.createTempDirectory("elbo-benchmark");
    Path train = folder.resolve("train.csv");
    Path test = folder.resolve("test.csv");
    try {
      CsvTable.write(train, data.select(parts.train()));
      CsvTable.write(test, data.select(parts.test()));
      TableModel model = ElboTables.train(train, seed);
      Calibration calibration =
          model
              .calibration()
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          data.name() + " has too few rows to calibrate with"));
      List<Double> strangeness = ElboTables.strangeness(model, test);
      boolean[] anomaly = data.labels(parts.test());
      int normal = 0;
      int flagged = 0;
      for (int i = 0; i < anomaly.length; i++) {
        if (!anomaly[i]) {
          normal++;
          flagged += calibration.flags(strangeness.get(i), rate) ? 1 : 0;
        }
      }
      Outcome outcome = new Outcome(normal, flagged, calibration.rows());
      csv.add("%d,%d,%d,%d", seed, normal, flagged, outcome.calibrationRows());
      System.err.printf(
          Locale.ROOT, "benchmarks: split %d: %d of %d flagged%n", seed, flagged, normal);
      return outcome;
    } finally {
      Files.deleteIfExists(train);
      Files.deleteIfExists(test);
      Files.delete(folder);
    }
  }
}
