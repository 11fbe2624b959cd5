package dev.elbo.benchmarks.tables;

import dev.elbo.TableModel;
import dev.elbo.random.Purpose;
import dev.elbo.random.RandomStream;
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
    name = "imputation",
    mixinStandardHelpOptions = true,
    description = "Cells that were removed at random, filled in by Elbo and by nearest neighbours.")
final class ImputationCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "SET",
      arity = "0..*",
      description = "Sets; by default glass, ionosphere, pima, vowels and wbc.")
  private List<String> sets = new ArrayList<>();

  @Option(
      names = "--removed",
      defaultValue = "0.3",
      paramLabel = "SHARE",
      description = "Share of the cells that is removed (${DEFAULT-VALUE}).")
  private double removed;

  @Mixin private RunOptions options = new RunOptions();

  /**
   * Root mean square errors in standard deviations, and the coverage of 90 % intervals, with their
   * ends and with a random place among equal values.
   */
  private record Outcome(
      String set, double elbo, double neighbours, double mean, double coverage, double byRank) {}

  @Override
  public Integer call() throws IOException {
    List<String> names =
        sets.isEmpty() ? List.of("glass", "ionosphere", "pima", "vowels", "wbc") : sets;
    List<Callable<Outcome>> tasks = new ArrayList<>();
    String header = "set,seed,elbo_rmse,neighbours_rmse,mean_rmse,coverage_90,by_rank";
    List<Outcome> outcomes;
    try (CsvLines csv = CsvLines.create(options.result("imputation.csv"), header)) {
      for (AnomalySet set : AnomalySet.read(options.data(), names)) {
        for (long seed : options.seeds()) {
          tasks.add(() -> run(set, seed, csv));
        }
      }
      outcomes = SideBySide.run(tasks, options.threads());
    }
    String text = page(outcomes);
    options.write("imputation.md", text);
    System.out.println(text);
    return 0;
  }

  private Outcome run(AnomalySet set, long seed, CsvLines csv) throws IOException {
    CellRemoval removal = CellRemoval.of(set.rows(), removed, seed);
    NeighbourImputer neighbours = new NeighbourImputer(removal.gaps());
    Path folder = Files.createTempDirectory("elbo-benchmark");
    Path file = folder.resolve("gaps.csv");
    try {
      CsvTable.write(file, removal.gaps());
      TableModel model = ElboTables.train(file, seed);
      FilledCells filled = ElboTables.impute(model, file, seed);
      RandomStream random = RandomStream.of(seed, Purpose.SPLIT, 2, 0);
      Outcome outcome =
          new Outcome(
              set.name(),
              removal.rootMeanSquareError(filled.best()),
              removal.rootMeanSquareError(neighbours.byNeighbours()),
              removal.rootMeanSquareError(neighbours.byMean()),
              removal.share(filled::holds),
              removal.share((i, j, value) -> filled.holdsByRank(i, j, value, random)));
      csv.add(
          "%s,%d,%.4f,%.4f,%.4f,%.4f,%.4f",
          outcome.set,
          seed,
          outcome.elbo,
          outcome.neighbours,
          outcome.mean,
          outcome.coverage,
          outcome.byRank);
      System.err.printf(Locale.ROOT, "benchmarks: seed %d: %s%n", seed, outcome);
      return outcome;
    } finally {
      Files.deleteIfExists(file);
      Files.delete(folder);
    }
  }

  private String page(List<Outcome> outcomes) {
    StringBuilder text =
        new StringBuilder(
            """
            # Imputation

            %s of the cells removed at random; root mean square error in standard deviations of the
            column; share of cells within their 90 %% interval of 99 draws, with its ends, and by rank,
            with a random place among equal draws. Means over seeds %s.

            | set | elbo | nearest neighbours | mean | coverage | by rank |
            | --- | --- | --- | --- | --- | --- |
            """
                .formatted(removed, options.seeds()));
    for (String name : outcomes.stream().map(Outcome::set).distinct().toList()) {
      List<Outcome> own = outcomes.stream().filter(o -> o.set.equals(name)).toList();
      text.append(
          String.format(
              Locale.ROOT,
              "| %s | %.3f | %.3f | %.3f | %.3f | %.3f |%n",
              name,
              own.stream().mapToDouble(Outcome::elbo).average().orElseThrow(),
              own.stream().mapToDouble(Outcome::neighbours).average().orElseThrow(),
              own.stream().mapToDouble(Outcome::mean).average().orElseThrow(),
              own.stream().mapToDouble(Outcome::coverage).average().orElseThrow(),
              own.stream().mapToDouble(Outcome::byRank).average().orElseThrow()));
    }
    return text.toString();
  }
}
