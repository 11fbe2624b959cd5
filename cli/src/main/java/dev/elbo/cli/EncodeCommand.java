package dev.elbo.cli;

import dev.elbo.AutoEncoder;
import dev.elbo.Codes;
import dev.elbo.cli.option.CommonOptions;
import dev.elbo.cli.option.ModelRows;
import dev.elbo.cli.option.OutputOptions;
import dev.elbo.cli.option.RowFormat;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code elbo encode}. */
@Command(
    name = "encode",
    description = {
      "Writes the code of each row: the mean of q(z|x).",
      "With -o to a .npy or .csv file."
    },
    abbreviateSynopsis = true,
    sortOptions = false,
    footer = {"", "Example:", "  ./elbo encode runs/digits-1 -o codes.npy"})
final class EncodeCommand implements Callable<Integer> {
  @Mixin private ModelRows input = new ModelRows();

  @Option(
      names = "--deviations",
      description = "the standard deviations of q(z|x), too, in as many further columns")
  private boolean deviations;

  @Mixin private OutputOptions output = new OutputOptions();

  @Mixin private CommonOptions common = new CommonOptions();

  @Override
  public Integer call() throws IOException {
    output.check(EnumSet.of(RowFormat.NPY, RowFormat.CSV));
    AutoEncoder model = input.model().load();
    Codes codes = model.encode(input.load(model));
    int latents = model.architecture().latentSize();
    List<String> columns = new ArrayList<>(OutputOptions.columns("mean_", latents));
    float[][] rows = codes.means();
    if (deviations) {
      columns.addAll(OutputOptions.columns("deviation_", latents));
      float[][] spread = codes.deviations();
      for (int i = 0; i < rows.length; i++) {
        rows[i] = Arrays.copyOf(rows[i], 2 * latents);
        System.arraycopy(spread[i], 0, rows[i], latents, latents);
      }
    }
    output.write(common, columns, rows);
    return 0;
  }
}
