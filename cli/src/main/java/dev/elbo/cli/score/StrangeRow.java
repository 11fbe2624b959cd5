package dev.elbo.cli.score;

import dev.elbo.TableModel;
import dev.elbo.eval.RowScores;
import dev.elbo.eval.Strangeness;
import dev.elbo.preprocessing.ColumnCells;
import dev.elbo.preprocessing.RowBlock;
import dev.elbo.schema.Column;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A row that is strange.
 *
 * @param number in the table, from 1 on
 * @param cells the row alone
 * @param logLikelihood log p(x), in nats
 * @param strangeness in nats
 * @param shortfalls of the columns, its parts
 */
record StrangeRow(
    long number,
    RowBlock cells,
    double logLikelihood,
    double strangeness,
    List<Double> shortfalls) {

  /** What is printed as 0.0 is no reason. */
  private static final double LEAST = 0.05;

  /** Row {@code i} of a block. */
  static StrangeRow of(RowBlock block, RowScores scores, Strangeness strangeness, int i) {
    return new StrangeRow(
        block.firstRow() + i + 1,
        block.select(new int[] {i}),
        scores.logLikelihood().get(i),
        strangeness.values().get(i),
        strangeness.shortfalls().get(i));
  }

  /**
   * A column's part in that.
   *
   * @param column which
   * @param observed the cell, as people read it
   * @param expected what the model would fill in there, by the rest of the row
   * @param shortfall how many nats less it contributes than it usually does
   */
  record Reason(Column column, String observed, String expected, double shortfall) {}

  /** The columns that fall short of what is usual by some of the row, the worst first. */
  List<Reason> reasons(TableModel model, int most) {
    List<Column> columns = model.schema().modelled();
    List<Integer> worst =
        IntStream.range(0, columns.size())
            .boxed()
            .filter(d -> shortfalls.get(d) >= LEAST)
            .sorted(Comparator.comparing(shortfalls::get).reversed())
            .limit(most)
            .toList();
    List<Reason> reasons = new ArrayList<>();
    for (int d : worst) {
      Column column = columns.get(d);
      int place = model.schema().columns().indexOf(column);
      RowBlock expected = model.impute(without(place));
      reasons.add(
          new Reason(
              column,
              CellWords.observed(column, cells.columns().get(place), 0),
              CellWords.expected(column, expected.columns().get(place), 0),
              shortfalls.get(d)));
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
