package dev.elbo.cli;

import dev.elbo.cli.console.PartLines;
import dev.elbo.cli.console.UsageException;
import dev.elbo.cli.option.Choices;
import dev.elbo.cli.option.CommonOptions;
import dev.elbo.cli.option.Range;
import dev.elbo.cli.text.Labelled;
import dev.elbo.data.DataCache;
import dev.elbo.paper.Experiments;
import dev.elbo.paper.frame.Budget;
import dev.elbo.paper.frame.Experiment;
import dev.elbo.paper.frame.Reproduction;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code elbo reproduce}. */
@Command(
    name = "reproduce",
    description = "Computes a figure or a table of the papers again.",
    sortOptions = false,
    footer = {
      "",
      "Stopped and started again, it goes on with the parts that are missing.",
      "",
      "Example:",
      "  ./elbo reproduce fig4 --budget trial"
    })
final class ReproduceCommand implements Callable<Integer> {
  @Parameters(
      index = "0",
      paramLabel = "WHAT",
      completionCandidates = Names.class,
      description = "${COMPLETION-CANDIDATES}")
  private String what = "";

  @Option(
      names = "--budget",
      paramLabel = "BUDGET",
      converter = Choices.BudgetWords.class,
      completionCandidates = Choices.BudgetWords.class,
      description =
          "${COMPLETION-CANDIDATES} (default: quick): seconds on the digits, hours, or as long as the paper")
  private Budget budget = Budget.QUICK;

  @Option(
      names = "--data",
      paramLabel = "FOLDER",
      description = "where the data sets are (default: the cache of elbo data)")
  private @Nullable Path data;

  @Option(
      names = "--out",
      paramLabel = "FOLDER",
      description = "for the results (default: runs/WHAT-BUDGET)")
  private @Nullable Path out;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "parts computed at once (default: the processors)")
  private @Nullable Integer threads;

  @Mixin private CommonOptions common = new CommonOptions();

  /** The words for WHAT. */
  static final class Names implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Experiments.ALL.stream().map(Experiment::name).iterator();
    }
  }

  @Override
  public Integer call() throws IOException {
    Experiment experiment =
        Experiments.find(what)
            .orElseThrow(
                () ->
                    new UsageException(
                        "\"%s\" cannot be reproduced; what can is %s"
                            .formatted(what, String.join(", ", new Names()))));
    Range.require("--threads", threads, 1, Integer.MAX_VALUE);
    Path folder = out == null ? Path.of("runs", what + "-" + budget.word()) : out;
    Reproduction reproduction =
        new Reproduction(
            experiment,
            budget,
            data == null ? DataCache.standard() : new DataCache(data),
            folder,
            threads == null ? Runtime.getRuntime().availableProcessors() : threads);
    List<Path> files = reproduction.run(new PartLines(common.err()));
    common
        .out()
        .println(
            Labelled.line(
                "wrote",
                folder
                    + ": "
                    + files.stream()
                        .map(file -> folder.relativize(file).toString())
                        .collect(Collectors.joining("  "))));
    return 0;
  }
}
