package dev.elbo.cli;

import dev.elbo.TableModel;
import dev.elbo.cli.option.CommonOptions;
import dev.elbo.cli.option.NewFile;
import dev.elbo.cli.score.CellFile;
import dev.elbo.cli.text.Labelled;
import dev.elbo.picture.text.Numbers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code elbo sample} of a model of a table: rows under its columns' names. */
final class SampleTable {
  private SampleTable() {}

  /**
   * Draws rows and writes them.
   *
   * @param file to write; null for CSV on standard output
   */
  static void run(
      TableModel model,
      int count,
      long seed,
      @Nullable Path file,
      boolean force,
      CommonOptions common)
      throws IOException {
    if (file == null) {
      Path aside = Files.createTempFile("elbo-sample", ".csv");
      try {
        write(model, count, seed, aside);
        Files.readAllLines(aside).forEach(common.out()::println);
      } finally {
        Files.delete(aside);
      }
      return;
    }
    NewFile.require(file, force, List.of(".csv", ".csv.gz", ".parquet"));
    write(model, count, seed, file);
    common
        .err()
        .println(
            Labelled.line(
                "wrote",
                "%s: %s × %s"
                    .formatted(
                        file,
                        Numbers.rows(count),
                        Numbers.counted(model.schema().modelled().size(), "column"))));
  }

  private static void write(TableModel model, int count, long seed, Path file) throws IOException {
    try (CellFile rows = CellFile.create(file, model.schema())) {
      rows.add(model.sample(count, seed));
      rows.finish();
    }
  }
}
