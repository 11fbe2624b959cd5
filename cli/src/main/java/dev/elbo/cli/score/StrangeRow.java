package dev.elbo.cli.score;

import dev.elbo.TableModel;
import dev.elbo.eval.RowScores;
import dev.elbo.preprocessing.ColumnCells;
import dev.elbo.preprocessing.RowBlock;
import dev.elbo.schema.Column;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A row that scores low.
 *
 * @param number in the table, from 1 on
 * @param cells the row alone
 * @param score log p(x), in nats
 * @param contributions of the columns to it
 */
record StrangeRow(long number, RowBlock cells, double score, List<Double> contributions) {

  /** Row {@code i} of a block. */
  static StrangeRow of(RowBlock block, RowScores scores, int i) {
    return new StrangeRow(
        block.firstRow() + i + 1,
        block.select(new int[] {i}),
        scores.logLikelihood().get(i),
        scores.contributions().get(i));
  }

  /**
   * A column's part in that.
   *
   * @param column which
   * @param observed the cell, as people read it
   * @param expected what the model makes of the row without the cell
   * @param less how many nats less it contributes than it usually does, below 0
   */
  record Reason(Column column, String observed, String expected, double less) {}

  /** The columns that contribute less than usual, the worst first. */
  List<Reason> reasons(TableModel model, List<Double> usual, int most) {
    List<Column> columns = model.schema().modelled();
    List<Integer> worst =
        IntStream.range(0, columns.size())
            .boxed()
            .sorted(Comparator.comparing((Integer d) -> contributions.get(d) - usual.get(d)))
            .limit(most)
            .toList();
    List<Reason> reasons = new ArrayList<>();
    for (int d : worst) {
      double less = contributions.get(d) - usual.get(d);
      if (less < 0) {
        Column column = columns.get(d);
        int place = model.schema().columns().indexOf(column);
        RowBlock expected = model.reconstruct(without(place));
        reasons.add(
            new Reason(
                column,
                CellWords.of(column, cells.columns().get(place), 0),
                CellWords.of(column, expected.columns().get(place), 0),
                less));
      }
    }
    return reasons;
  }

  /** The row with one cell missing. */
  private RowBlock without(int place) {
    List<ColumnCells> columns = new ArrayList<>(cells.columns());
    columns.set(
        place,
        columns.get(place) instanceof ColumnCells.Numbers
            ? new ColumnCells.Numbers(new double[] {Double.NaN})
            : new ColumnCells.Texts(new String[1]));
    return new RowBlock(0, 1, columns);
  }
}
