package dev.elbo.cli;

import dev.elbo.AutoEncoder;
import dev.elbo.TableModel;
import dev.elbo.cli.console.UsageException;
import dev.elbo.cli.option.Choices;
import dev.elbo.cli.option.CommonOptions;
import dev.elbo.cli.option.GivenCells;
import dev.elbo.cli.option.ModelArgument;
import dev.elbo.cli.option.OutputOptions;
import dev.elbo.cli.option.Range;
import dev.elbo.cli.option.RowFormat;
import dev.elbo.picture.ModelPictures;
import dev.elbo.picture.text.Numbers;
import dev.elbo.preprocessing.RowBlock;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code elbo sample}. */
@Command(
    name = "sample",
    description = {
      "Writes new rows: z from the prior, then x.",
      "With -o to a .npy or .csv file, or as pictures to a .png file;",
      "of a table as cells to a .csv, .csv.gz or .parquet file."
    },
    abbreviateSynopsis = true,
    sortOptions = false,
    footer = {"", "Example:", "  ./elbo sample runs/digits-1 -n 16 -o samples.png"})
final class SampleCommand implements Callable<Integer> {
  private static final int COUNT = 16;

  /** Rows of a table that are in memory at a time. */
  private static final int TOGETHER = 1 << 14;

  @Parameters(index = "0", paramLabel = "MODEL", description = ModelArgument.DESCRIPTION)
  private @Nullable ModelArgument modelArgument;

  @Option(
      names = {"-n", "--rows"},
      paramLabel = "N",
      description = "how many rows (default: " + COUNT + ")")
  private int count = COUNT;

  @Option(
      names = "--kind",
      paramLabel = "KIND",
      converter = Choices.SampleWords.class,
      completionCandidates = Choices.SampleWords.class,
      description = "mean, E[x|z], or draw, a draw from p(x|z) (default: draw; .png: mean)")
  private AutoEncoder.@Nullable Sample kind;

  @Option(
      names = "--given",
      paramLabel = "COLUMN=VALUE",
      description = "of tables: what is known of each row; may be repeated")
  private List<String> given = new ArrayList<>();

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "of the draws (default: ${bundle:default.evaluation-seed})")
  private @Nullable Long seed;

  @Mixin private OutputOptions output = new OutputOptions();

  @Mixin private CommonOptions common = new CommonOptions();

  @Override
  public Integer call() throws IOException {
    Range.require("-n", count, 1, Integer.MAX_VALUE);
    AutoEncoder model = ModelArgument.require(modelArgument).load();
    if (model.data().preprocessing().isPresent()) {
      sampleTable(TableModel.of(model));
      return 0;
    }
    if (!given.isEmpty()) {
      throw new UsageException(
          "--given is for models of tables, and this one was trained on %s, plain numbers"
              .formatted(model.data().name()));
    }
    output.check(EnumSet.allOf(RowFormat.class));
    boolean pictures = output.wantsPictures();
    if (pictures) {
      Range.require("-n", count, 1, ModelPictures.MOST_ROWS);
    }
    AutoEncoder.Sample usual = pictures ? AutoEncoder.Sample.MEAN : AutoEncoder.Sample.DRAW;
    AutoEncoder.Sample chosen = kind == null ? usual : kind;
    long from = seed == null ? AutoEncoder.DEFAULT_SEED : seed;
    if (pictures) {
      int across = (int) Math.ceil(Math.sqrt(count));
      ModelPictures.of(model, Optional.empty())
          .samples(count, across, chosen, from)
          .save(output.file());
      output.sayWritten(common, Numbers.counted(count, "sample"));
    } else {
      float[][] rows = model.sample(count, chosen, from);
      output.write(common, OutputOptions.columns("x", model.data().columns()), rows);
    }
    return 0;
  }

  private void sampleTable(TableModel model) throws IOException {
    if (kind == AutoEncoder.Sample.MEAN) {
      throw new UsageException(
          "--kind mean is not for models of tables: the mean of a level is no cell; leave it out");
    }
    long from = seed == null ? AutoEncoder.DEFAULT_SEED : seed;
    output.writeCells(
        common,
        model.schema(),
        given.isEmpty()
            ? cells -> forEachBlock((first, rows) -> cells.add(model.sample(first, rows, from)))
            : cells -> {
              RowBlock known = GivenCells.parse(given, model);
              forEachBlock(
                  (first, rows) -> cells.add(model.sampleGiven(known, first, rows, from).rows()));
            });
  }

  /** Takes some of the rows. */
  private interface BlockTask {
    void run(int first, int rows) throws IOException;
  }

  private void forEachBlock(BlockTask task) throws IOException {
    for (int first = 0; first < count; first += TOGETHER) {
      task.run(first, Math.min(TOGETHER, count - first));
    }
  }
}
