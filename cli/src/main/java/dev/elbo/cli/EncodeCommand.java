package dev.elbo.cli;

import dev.elbo.AutoEncoder;
import dev.elbo.Codes;
import dev.elbo.TableModel;
import dev.elbo.cli.option.CommonOptions;
import dev.elbo.cli.option.ModelRows;
import dev.elbo.cli.option.OutputOptions;
import dev.elbo.cli.option.RowFormat;
import dev.elbo.cli.option.TableRows;
import dev.elbo.picture.text.Numbers;
import dev.elbo.table.OutputColumn;
import dev.elbo.table.TableWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code elbo encode}. */
@Command(
    name = "encode",
    description = {
      "Writes the code of each row: the mean of q(z|x).",
      "With -o to a .npy or .csv file; of a table to .csv.gz or .parquet, too."
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
    output.checkArrayOrTable();
    AutoEncoder model = input.model().load();
    int latents = model.architecture().latentSize();
    List<String> columns = new ArrayList<>(OutputOptions.columns("mean_", latents));
    if (deviations) {
      columns.addAll(OutputOptions.columns("deviation_", latents));
    }
    if (model.data().preprocessing().isEmpty()) {
      output.check(EnumSet.of(RowFormat.NPY, RowFormat.CSV));
      output.write(common, columns, rows(model.encode(input.load(model))));
    } else if (output.wantsArray()) {
      List<float[]> rows = new ArrayList<>();
      encodeTable(TableModel.of(model), codes -> rows.addAll(List.of(rows(codes))));
      output.write(common, columns, rows.toArray(float[][]::new));
    } else {
      output.writeTable(common, target -> writeTable(TableModel.of(model), columns, target));
    }
    return 0;
  }

  /** What is done with the codes of some rows. */
  private interface CodesTask {
    void run(Codes codes) throws IOException;
  }

  private long encodeTable(TableModel model, CodesTask task) throws IOException {
    try (TableRows table = input.open(model, common)) {
      table.forEach(block -> task.run(model.encode(block)));
      table.sayUnseen(common.err());
      return table.count();
    }
  }

  private String writeTable(TableModel model, List<String> columns, Path target)
      throws IOException {
    List<OutputColumn> outputs =
        columns.stream().map(name -> new OutputColumn(name, OutputColumn.Type.FLOAT)).toList();
    try (TableWriter writer = TableWriter.create(target, outputs)) {
      long count =
          encodeTable(
              model,
              codes -> {
                for (float[] row : rows(codes)) {
                  @Nullable Object[] cells = new @Nullable Object[row.length];
                  Arrays.setAll(cells, j -> row[j]);
                  writer.add(cells);
                }
              });
      writer.finish();
      return "%s × %s".formatted(Numbers.rows(count), Numbers.counted(columns.size(), "column"));
    }
  }

  /** Means and, where they are wanted, deviations of each row. */
  private float[][] rows(Codes codes) {
    float[][] rows = codes.means();
    if (deviations) {
      for (int i = 0; i < rows.length; i++) {
        float[] spread = codes.deviations()[i];
        float[] row = Arrays.copyOf(rows[i], rows[i].length + spread.length);
        System.arraycopy(spread, 0, row, rows[i].length, spread.length);
        rows[i] = row;
      }
    }
    return rows;
  }
}
