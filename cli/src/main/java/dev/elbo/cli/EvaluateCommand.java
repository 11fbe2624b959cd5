package dev.elbo.cli;

import dev.elbo.AutoEncoder;
import dev.elbo.TableModel;
import dev.elbo.cli.console.UsageException;
import dev.elbo.cli.option.CommonOptions;
import dev.elbo.cli.option.ModelRows;
import dev.elbo.cli.option.Range;
import dev.elbo.cli.option.TableRows;
import dev.elbo.cli.text.Labelled;
import dev.elbo.data.Dataset;
import dev.elbo.distribution.Support;
import dev.elbo.eval.Evaluation;
import dev.elbo.eval.Evaluator;
import dev.elbo.picture.text.Numbers;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code elbo evaluate}. */
@Command(
    name = "evaluate",
    description = "Says how well a model knows some rows.",
    abbreviateSynopsis = true,
    sortOptions = false,
    footer = {"", "Example:", "  ./elbo evaluate runs/digits-1 --samples 1000"})
final class EvaluateCommand implements Callable<Integer> {
  /** Products of rows, draws and parameters from which on it takes longer than some seconds. */
  private static final double LONG = 5e11;

  @Mixin private ModelRows input = new ModelRows();

  @Option(
      names = "--samples",
      paramLabel = "K",
      description = "draws of z a row (default: ${bundle:default.samples})")
  private @Nullable Integer samples;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "of the draws (default: ${bundle:default.evaluation-seed})")
  private @Nullable Long seed;

  @Option(
      names = "--label",
      paramLabel = "COLUMN",
      description = "of a table, names anomalies by 1, true or yes, or COLUMN=VALUE")
  private @Nullable String label;

  @Option(names = "--json", description = "print one JSON object")
  private boolean json;

  @Mixin private CommonOptions common = new CommonOptions();

  @Override
  public Integer call() throws IOException {
    int draws = samples == null ? Evaluator.DEFAULT_SAMPLES : samples;
    Range.require("--samples", samples, 1, Integer.MAX_VALUE);
    AutoEncoder model = input.model().load();
    if (model.data().preprocessing().isPresent()) {
      evaluateTable(TableModel.of(model));
      return 0;
    }
    if (label != null) {
      throw new UsageException(
          "--label is for models of tables, and this one was trained on %s, plain numbers"
              .formatted(model.data().name()));
    }
    Dataset rows = input.load(model);
    if ((double) rows.rows() * draws * model.parameters().size() >= LONG) {
      common
          .err()
          .println(
              "elbo: evaluating %s with %s draws each; this can take some minutes"
                  .formatted(Numbers.rows(rows.rows()), Numbers.whole(draws)));
    }
    Evaluation figures =
        model.evaluate(rows, draws, seed == null ? AutoEncoder.DEFAULT_SEED : seed);
    if (json) {
      Map<String, @Nullable Object> object = new LinkedHashMap<>();
      object.put("data", rows.name());
      object.putAll(Figures.json(figures));
      common.out().println(Figures.text(object));
    } else {
      print(common.out(), model, rows, figures);
    }
    return 0;
  }

  /** A table's rows are judged by their scores, whose draws are a part of what they mean. */
  private void evaluateTable(TableModel model) throws IOException {
    if (samples != null || seed != null) {
      throw new UsageException(
          "%s is not for models of tables: their scores are by %d draws that are always the same"
              .formatted(samples != null ? "--samples" : "--seed", TableModel.SCORE_SAMPLES));
    }
    try (TableRows rows = input.open(model, common)) {
      EvaluateTable.run(model, rows, label, json, common);
    }
  }

  private static void print(PrintWriter out, AutoEncoder model, Dataset rows, Evaluation e) {
    out.println(
        Labelled.line(
            "data",
            "%s   %s × %s"
                .formatted(
                    rows.name(),
                    Numbers.rows(rows.rows()),
                    Numbers.counted(rows.columns(), "column"))));
    out.println(Labelled.line("elbo", Figures.bound(e)));
    out.println(
        Labelled.line(
            "log p(x)",
            "%s ± %s nats per row   importance sampling, %s; over rows ± %s"
                .formatted(
                    Numbers.fixed(e.logLikelihood(), 2),
                    Numbers.fixed(e.logLikelihoodStandardError(), 3),
                    e.samples() == 1 ? "1 draw" : Numbers.whole(e.samples()) + " draws a row",
                    Numbers.fixed(e.logLikelihoodRowError(), 2))));
    out.println(Labelled.line("bits", Numbers.fixed(e.bitsPerDimension(), 4) + " per dimension"));
    out.println(
        Labelled.line(
            "latents",
            "%d of %d active   KL of each, largest first: %s"
                .formatted(
                    e.activeUnits(),
                    e.divergences().size(),
                    e.latentsByDivergence().stream()
                        .limit(20)
                        .map(j -> Numbers.fixed(e.divergences().get(j), 2))
                        .collect(Collectors.joining(" ")))));
    if (model.architecture().likelihood().support() != Support.UNIT_INTERVAL) {
      out.println(Labelled.line("", "log-densities: they depend on the data's unit"));
    }
  }
}
