package dev.elbo;

import dev.elbo.data.Cell;
import dev.elbo.data.DataException;
import dev.elbo.data.Dataset;
import dev.elbo.distribution.ColumnFamily;
import dev.elbo.distribution.Likelihood;
import dev.elbo.distribution.MixedLikelihood;
import java.util.List;

/** Whether columns hold what their families are defined on. */
final class SupportCheck {
  private SupportCheck() {}

  /**
   * Checks every value of columns that have families of their own, where it is not missing (NaN);
   * others are not looked at.
   *
   * @throws DataException that names the first offender's row and column
   */
  static void requireColumns(Likelihood likelihood, Dataset data) {
    if (likelihood instanceof MixedLikelihood mixed) {
      require(mixed.columns(), data);
    }
  }

  private static void require(List<ColumnFamily> columns, Dataset data) {
    for (int j = 0; j < columns.size(); j++) {
      ColumnFamily family = columns.get(j);
      for (int i = 0; i < data.rows(); i++) {
        float value = data.value(i, j);
        if (!(Float.isNaN(value) || family.support().contains(value))) {
          throw new DataException(
              "%s: the value at %s is %s; a %s column holds %s"
                  .formatted(
                      data.name(),
                      new Cell(data.sourceRow(i), j, value).place(),
                      value,
                      family.name().replace('_', ' '),
                      family.support().inWords()));
        }
      }
    }
  }
}
