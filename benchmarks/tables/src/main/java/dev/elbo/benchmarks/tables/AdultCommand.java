package dev.elbo.benchmarks.tables;

import dev.elbo.TableModel;
import dev.elbo.benchmarks.harness.MarkdownTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "adult",
    mixinStandardHelpOptions = true,
    description = "Synthetic rows of Adult: a classifier that learns from them, and their columns.")
final class AdultCommand implements Callable<Integer> {
  @Mixin private RunOptions options = new RunOptions();

  /**
   * What synthetic rows are good for.
   *
   * @param real F1 of a classifier that learnt from real rows
   * @param synthetic F1 of one that learnt from synthetic rows
   * @param distances total variation by column
   */
  record Outcome(long seed, double real, double synthetic, Map<String, Double> distances) {}

  @Override
  public Integer call() throws IOException {
    AdultRows train = AdultRows.read(options.data().resolve("adult.data"));
    AdultRows test = AdultRows.read(options.data().resolve("adult.test"));
    List<Callable<Outcome>> tasks = new ArrayList<>();
    List<Outcome> outcomes;
    try (CsvLines csv = CsvLines.create(options.result("adult.csv"), "seed,figure,value")) {
      options.seeds().forEach(seed -> tasks.add(() -> run(train, test, seed, csv)));
      outcomes = SideBySide.run(tasks, options.threads());
    }
    String text = markdown(outcomes);
    options.write("adult.md", text);
    System.out.println(text);
    return 0;
  }

  private static Outcome run(AdultRows train, AdultRows test, long seed, CsvLines csv)
      throws IOException {
    AdultRows synthetic = synthetic(train, seed);
    IncomeForest forest = new IncomeForest(List.of(train, test, synthetic));
    Map<String, Double> distances = new LinkedHashMap<>();
    for (String name : AdultRows.NAMES) {
      double distance =
          TotalVariation.of(train.column(name), synthetic.column(name), AdultRows.isNumber(name));
      distances.put(name, distance);
      csv.add("%d,total variation of %s,%.5f", seed, name, distance);
    }
    Outcome outcome =
        new Outcome(
            seed, forest.f1(train, test, seed), forest.f1(synthetic, test, seed), distances);
    csv.add("%d,f1 from real rows,%.5f", seed, outcome.real());
    csv.add("%d,f1 from synthetic rows,%.5f", seed, outcome.synthetic());
    System.err.printf(
        Locale.ROOT,
        "benchmarks: adult, seed %d: F1 %.3f from real rows, %.3f from synthetic ones%n",
        seed,
        outcome.real(),
        outcome.synthetic());
    return outcome;
  }

  /** As many rows as there are to learn from. */
  private static AdultRows synthetic(AdultRows train, long seed) throws IOException {
    Path file = Files.createTempFile("elbo-adult", ".csv");
    try {
      train.write(file);
      TableModel model = ElboTables.train(file, seed);
      return AdultRows.of(model.sample(train.rows(), seed));
    } finally {
      Files.delete(file);
    }
  }

  private static String markdown(List<Outcome> outcomes) {
    MarkdownTable f1 = new MarkdownTable("seed", "real rows", "synthetic rows");
    outcomes.forEach(o -> f1.row(Long.toString(o.seed()), number(o.real()), number(o.synthetic())));
    f1.row(
        "mean",
        number(outcomes.stream().mapToDouble(Outcome::real).average().orElseThrow()),
        number(outcomes.stream().mapToDouble(Outcome::synthetic).average().orElseThrow()));
    MarkdownTable columns = new MarkdownTable("column", "total variation");
    for (String name : AdultRows.NAMES) {
      columns.row(
          name,
          number(
              outcomes.stream().mapToDouble(o -> o.distances().get(name)).average().orElseThrow()));
    }
    return """
        # Synthetic rows of Adult

        F1 of incomes above 50K in adult.test, by a random forest that learnt from

        %s
        Distance of each column from the real one, mean over seeds

        %s"""
        .formatted(f1, columns);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.3f", value);
  }
}
