package dev.elbo.cli;

import dev.elbo.AutoEncoder;
import dev.elbo.Imputation;
import dev.elbo.TableModel;
import dev.elbo.cli.console.UsageException;
import dev.elbo.cli.option.CommonOptions;
import dev.elbo.cli.option.ModelRows;
import dev.elbo.cli.option.OutputOptions;
import dev.elbo.cli.option.Range;
import dev.elbo.cli.option.TableRows;
import dev.elbo.cli.text.Labelled;
import dev.elbo.eval.RowPosteriors;
import dev.elbo.picture.text.Numbers;
import dev.elbo.preprocessing.RowBlock;
import dev.elbo.table.CompletedTable;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code elbo impute}. */
@Command(
    name = "impute",
    description = {
      "Writes a table again with its missing cells filled in.",
      "By the other cells of the row: the mean of a number, the most probable level;",
      "with --multiple, draws. All other cells stay as they are."
    },
    abbreviateSynopsis = true,
    sortOptions = false,
    footer = {"", "Example:", "  ./elbo impute runs/people-1 people.csv -o filled.csv"})
final class ImputeCommand implements Callable<Integer> {
  /** Effective draws below which a filled cell says little. */
  private static final int FEW = 10;

  @Mixin private ModelRows input = new ModelRows();

  @Option(
      names = "--multiple",
      paramLabel = "M",
      description = {
        "all rows M times over, with draws in place of means;",
        "above 1 numbered by a first column " + CompletedTable.NUMBER
      })
  private @Nullable Integer multiple;

  @Option(
      names = "--samples",
      paramLabel = "K",
      description = "draws of z behind each row (default: ${DEFAULT-VALUE})")
  private int samples = TableModel.IMPUTATION_SAMPLES;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "of the draws of --multiple (default: ${bundle:default.evaluation-seed})")
  private @Nullable Long seed;

  @Mixin private OutputOptions output = new OutputOptions();

  @Mixin private CommonOptions common = new CommonOptions();

  @Override
  public Integer call() throws IOException {
    Range.require("--multiple", multiple, 1, Integer.MAX_VALUE);
    Range.require("--samples", samples, RowPosteriors.FEWEST_DRAWS, Integer.MAX_VALUE);
    if (seed != null && multiple == null) {
      throw new UsageException(
          "--seed goes with --multiple: without it nothing is drawn that a seed could change");
    }
    TableModel model = TableModel.of(input.model().load());
    Tally tally = new Tally();
    output.writeTable(
        common,
        target -> {
          try (TableRows rows = input.open(model, common)) {
            int completions = multiple == null ? 1 : multiple;
            try (CompletedTable completed =
                CompletedTable.create(target, rows.table(), model.schema(), completions)) {
              rows.forEach(
                  block -> {
                    Imputation imputation = impute(model, block);
                    completed.add(block, imputation.completed());
                    tally.add(imputation);
                  });
              completed.finish();
            }
            rows.sayUnseen(common.err());
            return "%s × %s"
                .formatted(
                    Numbers.rows(rows.count() * completions),
                    Numbers.counted(
                        rows.table().columnNames().size() + (completions > 1 ? 1 : 0), "column"));
          }
        });
    tally.lines(samples).forEach(common.err()::println);
    return 0;
  }

  private Imputation impute(TableModel model, RowBlock block) {
    return multiple == null
        ? model.impute(block, samples)
        : model.impute(block, samples, multiple, seed == null ? AutoEncoder.DEFAULT_SEED : seed);
  }

  /** What is said of all rows together. */
  private static final class Tally {
    private long rows;
    private long filled;
    private long doubtful;

    void add(Imputation imputation) {
      rows += imputation.effectiveDraws().size();
      filled += imputation.effectiveDraws().stream().filter(draws -> !draws.isNaN()).count();
      doubtful += imputation.rowsBelow(FEW);
    }

    List<String> lines(int samples) {
      String all =
          Labelled.line(
              "imputed", "%s of %s had gaps".formatted(Numbers.whole(filled), Numbers.rows(rows)));
      return doubtful == 0
          ? List.of(all)
          : List.of(
              all,
              "elbo: %s rest on fewer than %d effective draws of z: what was filled in there says little; raise --samples above %d"
                  .formatted(Numbers.rows(doubtful), FEW, samples));
    }
  }
}
