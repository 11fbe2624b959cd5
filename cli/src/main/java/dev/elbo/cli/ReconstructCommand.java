package dev.elbo.cli;

import dev.elbo.AutoEncoder;
import dev.elbo.TableModel;
import dev.elbo.cli.option.CommonOptions;
import dev.elbo.cli.option.ModelRows;
import dev.elbo.cli.option.OutputOptions;
import dev.elbo.cli.option.Range;
import dev.elbo.cli.option.RowFormat;
import dev.elbo.cli.option.TableRows;
import dev.elbo.data.Dataset;
import dev.elbo.picture.ModelPictures;
import dev.elbo.picture.RunPictures;
import dev.elbo.picture.text.Numbers;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code elbo reconstruct}. */
@Command(
    name = "reconstruct",
    description = {
      "Writes each row as the model sees it: E[x|z].",
      "With -o to a .npy or .csv file, or as pictures below the originals to a .png."
    },
    abbreviateSynopsis = true,
    sortOptions = false,
    footer = {"", "Example:", "  ./elbo reconstruct runs/digits-1 -n 20 -o rows.png"})
final class ReconstructCommand implements Callable<Integer> {
  /** Rows in a picture about which nothing else was said. */
  private static final int PICTURES = 40;

  @Mixin private ModelRows input = new ModelRows();

  @Option(
      names = {"-n", "--rows"},
      paramLabel = "N",
      description = "the first N rows only (default: all; .png: " + PICTURES + ")")
  private @Nullable Integer count;

  @Mixin private OutputOptions output = new OutputOptions();

  @Mixin private CommonOptions common = new CommonOptions();

  @Override
  public Integer call() throws IOException {
    boolean pictures = output.wantsPictures();
    Range.require("-n", count, 1, pictures ? ModelPictures.MOST_ROWS : Integer.MAX_VALUE);
    AutoEncoder model = input.model().load();
    if (model.data().preprocessing().isPresent()) {
      reconstructTable(TableModel.of(model));
      return 0;
    }
    output.check(EnumSet.allOf(RowFormat.class));
    Dataset all = input.load(model);
    int wanted = count != null ? count : pictures ? PICTURES : all.rows();
    Dataset rows =
        wanted < all.rows()
            ? all.select(IntStream.range(0, wanted).toArray(), "first-" + wanted)
            : all;
    if (pictures) {
      ModelPictures.of(model, Optional.of(rows))
          .reconstructions(rows, rows.rows(), RunPictures.ACROSS)
          .save(output.file());
      output.sayWritten(common, Numbers.rows(rows.rows()) + " and their reconstructions");
    } else {
      output.write(common, OutputOptions.columns("x", rows.columns()), model.reconstruct(rows));
    }
    return 0;
  }

  private void reconstructTable(TableModel model) throws IOException {
    long most = count == null ? Long.MAX_VALUE : count;
    output.writeCells(
        common,
        model.schema(),
        cells -> {
          try (TableRows rows = input.open(model, common)) {
            rows.forEach(most, block -> cells.add(model.reconstruct(block)));
            rows.sayUnseen(common.err());
          }
        });
  }
}
