package dev.elbo.onnx;

import dev.elbo.data.DataDescription;
import dev.elbo.distribution.ColumnFamily;
import dev.elbo.distribution.MixedLikelihood;
import dev.elbo.model.Vae;
import dev.elbo.nn.Parameters;
import dev.elbo.preprocessing.Preprocessing;
import java.util.List;

/**
 * What becomes ONNX graphs.
 *
 * @param vae the architecture
 * @param parameters its numbers
 * @param data what rows must look like; with its preprocessing, where the model was trained on a
 *     table, graphs are given cells, else x
 * @param trainingRows that it has learnt from
 * @param version of Elbo, to be written into the files
 */
public record OnnxModel(
    Vae vae, Parameters parameters, DataDescription data, int trainingRows, String version) {

  /**
   * Checks that the parts belong together.
   *
   * @throws IllegalArgumentException where they do not, or where no graph can do what a column
   *     needs; the message names the column
   */
  public OnnxModel {
    if (parameters.size() != vae.layout().size()) {
      throw new IllegalArgumentException(
          "%d parameters for a model that has %d"
              .formatted(parameters.size(), vae.layout().size()));
    }
    data.preprocessing().ifPresent(cells -> requireColumns(vae, cells));
  }

  private static void requireColumns(Vae vae, Preprocessing preprocessing) {
    if (!(vae.architecture().likelihood() instanceof MixedLikelihood mixed)) {
      throw new IllegalArgumentException(
          "columns of a table have families of their own, but the model has one for all: %s; train on the table without naming a decoder"
              .formatted(vae.architecture().likelihood()));
    }
    List<TableColumn> columns = TableColumn.of(preprocessing);
    List<ColumnFamily> families = mixed.columns();
    if (columns.size() != families.size()) {
      throw new IllegalArgumentException(
          "the preprocessing has %d columns, the model %d: they cannot be exported together"
              .formatted(columns.size(), families.size()));
    }
    for (int d = 0; d < families.size(); d++) {
      columns.get(d).require(families.get(d));
    }
  }

  /** The columns of the table; none where graphs are given x. */
  List<TableColumn> columns() {
    return data.preprocessing().map(TableColumn::of).orElse(List.of());
  }
}
