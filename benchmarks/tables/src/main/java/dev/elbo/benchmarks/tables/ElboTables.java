package dev.elbo.benchmarks.tables;

import dev.elbo.EncodedTable;
import dev.elbo.TableModel;
import dev.elbo.Training;
import dev.elbo.preprocessing.RowBlock;
import dev.elbo.schema.Schema;
import dev.elbo.table.SchemaHints;
import dev.elbo.table.SchemaInference;
import dev.elbo.table.Table;
import dev.elbo.table.TableSource;
import dev.elbo.table.TypedRows;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** Elbo on files, on one thread, all else at its default. */
final class ElboTables {
  private static final int TOGETHER = 10_000;

  private ElboTables() {}

  static TableModel train(Path csv, long seed) throws IOException {
    try (Table table = Table.open(TableSource.file(csv))) {
      Schema schema = SchemaInference.infer(table, SchemaHints.NONE);
      EncodedTable rows = EncodedTable.of(table.as(schema), OptionalDouble.empty(), seed);
      Training training = Training.on(rows);
      return TableModel.of(training.options(training.options().withThreads(1)).run());
    }
  }

  /** How strange each row is, in nats. */
  static List<Double> strangeness(TableModel model, Path csv) throws IOException {
    List<Double> strangeness = new ArrayList<>();
    try (Table table = Table.open(TableSource.file(csv))) {
      TypedRows rows = table.as(model.schema());
      for (long first = 0; first < rows.rows(); first += TOGETHER) {
        RowBlock block = rows.read(first, TOGETHER);
        strangeness.addAll(model.strangeness(block, model.score(block)).values());
      }
    }
    return strangeness;
  }

  /** What belongs in the gaps of a file. */
  static FilledCells impute(TableModel model, Path csv, long seed) throws IOException {
    try (Table table = Table.open(TableSource.file(csv))) {
      RowBlock rows = table.as(model.schema()).read(0, Integer.MAX_VALUE);
      int samples = TableModel.IMPUTATION_SAMPLES;
      return FilledCells.of(
          model.impute(rows), model.impute(rows, samples, FilledCells.DRAWS, seed).completed());
    }
  }
}
