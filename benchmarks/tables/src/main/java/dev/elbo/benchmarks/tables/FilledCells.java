package dev.elbo.benchmarks.tables;

import dev.elbo.preprocessing.ColumnCells;
import dev.elbo.preprocessing.RowBlock;
import java.util.Arrays;
import java.util.List;

/**
 * Rows whose gaps were filled in, and central intervals of what might be there.
 *
 * @param best values
 * @param lower ends of the intervals
 * @param upper ends of the intervals
 */
// Passed on, not compared.
@SuppressWarnings("ArrayRecordComponent")
record FilledCells(double[][] best, double[][] lower, double[][] upper) {
  /** Of 99 draws the interval from the 5th to the 95th holds another one in 90 of 100 cases. */
  static final int DRAWS = 99;

  private static final int END = 5;

  /**
   * Takes the cells of rows.
   *
   * @param best without gaps
   * @param draws {@value #DRAWS} completions
   */
  static FilledCells of(RowBlock best, List<RowBlock> draws) {
    double[][][] drawn = draws.stream().map(FilledCells::numbers).toArray(double[][][]::new);
    double[][] values = numbers(best);
    double[][] lower = new double[values.length][values[0].length];
    double[][] upper = new double[values.length][values[0].length];
    for (int i = 0; i < values.length; i++) {
      for (int j = 0; j < values[i].length; j++) {
        int row = i;
        int column = j;
        double[] sorted =
            Arrays.stream(drawn).mapToDouble(rows -> rows[row][column]).sorted().toArray();
        lower[i][j] = sorted[END - 1];
        upper[i][j] = sorted[DRAWS - END];
      }
    }
    return new FilledCells(values, lower, upper);
  }

  /** Cells of whole numbers may be levels of a category; others of a constant column stay empty. */
  private static double[][] numbers(RowBlock rows) {
    double[][] numbers = new double[rows.rows()][rows.columns().size()];
    for (int j = 0; j < rows.columns().size(); j++) {
      for (int i = 0; i < rows.rows(); i++) {
        numbers[i][j] = number(rows.columns().get(j), i);
      }
    }
    return numbers;
  }

  private static double number(ColumnCells cells, int row) {
    if (cells instanceof ColumnCells.Numbers numbers) {
      return numbers.values()[row];
    }
    String text = ((ColumnCells.Texts) cells).values()[row];
    return text == null ? Double.NaN : Double.parseDouble(text);
  }
}
