package dev.elbo.benchmarks.tables;

import dev.elbo.preprocessing.ColumnCells;
import dev.elbo.preprocessing.RowBlock;
import dev.elbo.random.RandomStream;
import java.util.Arrays;
import java.util.List;

/**
 * Rows whose gaps were filled in, and draws of what might be there.
 *
 * @param best values
 * @param drawn {@value #DRAWS} draws of each cell, ascending
 */
// Passed on, not compared.
@SuppressWarnings("ArrayRecordComponent")
record FilledCells(double[][] best, double[][][] drawn) {
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
    double[][] values = numbers(best);
    double[][][] drawn = new double[values.length][values[0].length][draws.size()];
    for (int m = 0; m < draws.size(); m++) {
      double[][] rows = numbers(draws.get(m));
      for (int i = 0; i < rows.length; i++) {
        for (int j = 0; j < rows[i].length; j++) {
          drawn[i][j][m] = rows[i][j];
        }
      }
    }
    for (double[][] row : drawn) {
      for (double[] cell : row) {
        Arrays.sort(cell);
      }
    }
    return new FilledCells(values, drawn);
  }

  /** Whether a value lies in the interval from the 5th draw to the 95th. */
  boolean holds(int row, int column, double value) {
    double[] sorted = drawn[row][column];
    return sorted[END - 1] <= value && value <= sorted[DRAWS - END];
  }

  /**
   * The same where the place among equal draws is random: of values of which some are equal, too,
   * 90 of 100 are within.
   */
  boolean holdsByRank(int row, int column, double value, RandomStream random) {
    int below = 0;
    int equal = 0;
    for (double draw : drawn[row][column]) {
      below += draw < value ? 1 : 0;
      equal += draw == value ? 1 : 0;
    }
    int rank = below + random.nextInt(equal + 1);
    return END <= rank && rank <= DRAWS - END;
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
