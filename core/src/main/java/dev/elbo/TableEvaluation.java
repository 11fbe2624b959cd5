package dev.elbo;

import java.util.List;
import java.util.OptionalDouble;

/**
 * Figures of a table's model on some rows: means over the rows in nats a row, higher is better, in
 * the units of the table.
 *
 * @param rows how many
 * @param logLikelihood log p(x) by importance sampling
 * @param logLikelihoodRowError what the choice of rows leaves uncertain in it: their standard
 *     deviation / √rows
 * @param bound reconstruction − KL
 * @param reconstruction E_q[log p(x|z)]
 * @param columns figures of each column
 */
public record TableEvaluation(
    long rows,
    double logLikelihood,
    double logLikelihoodRowError,
    double bound,
    double reconstruction,
    List<ColumnFigures> columns) {

  public TableEvaluation {
    columns = List.copyOf(columns);
  }

  /**
   * Figures of a column.
   *
   * @param name of the column
   * @param contribution mean of E[log p(x_d|z)] under p(z|x), in nats a row
   * @param coverage50 of real numbers, the share within the central 50 % of p(x_d|z)
   * @param coverage90 of real numbers, the share within the central 90 %
   */
  public record ColumnFigures(
      String name, double contribution, OptionalDouble coverage50, OptionalDouble coverage90) {}
}
