package dev.elbo.cli;

import dev.elbo.AutoEncoder;
import dev.elbo.Codes;
import dev.elbo.TableModel;
import dev.elbo.cli.option.CommonOptions;
import dev.elbo.cli.option.ModelRows;
import dev.elbo.cli.option.OutputOptions;
import dev.elbo.cli.option.RowFormat;
import dev.elbo.cli.option.TableRows;
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
    int latents = model.architecture().latentSize();
    List<String> columns = new ArrayList<>(OutputOptions.columns("mean_", latents));
    if (deviations) {
      columns.addAll(OutputOptions.columns("deviation_", latents));
    }
    List<float[]> rows = new ArrayList<>();
    if (model.data().preprocessing().isPresent()) {
      addTable(TableModel.of(model), rows);
    } else {
      add(model.encode(input.load(model)), rows);
    }
    output.write(common, columns, rows.toArray(float[][]::new));
    return 0;
  }

  private void addTable(TableModel model, List<float[]> rows) throws IOException {
    try (TableRows table = input.open(model, common)) {
      table.forEach(block -> add(model.encode(block), rows));
      table.sayUnseen(common.err());
    }
  }

  /** Means and, where they are wanted, deviations of each row. */
  private void add(Codes codes, List<float[]> rows) {
    float[][] means = codes.means();
    float[][] spreads = codes.deviations();
    for (int i = 0; i < means.length; i++) {
      float[] row = means[i];
      if (deviations) {
        row = Arrays.copyOf(row, row.length + spreads[i].length);
        System.arraycopy(spreads[i], 0, row, means[i].length, spreads[i].length);
      }
      rows.add(row);
    }
  }
}
