package dev.elbo.benchmarks.tables;

import dev.elbo.random.Purpose;
import dev.elbo.random.RandomStream;

/**
 * Rows some of whose cells were removed at random, and these cells.
 *
 * @param complete the rows as they were
 * @param gaps the rows with NaN for the cells that were removed
 */
// Passed on, not compared.
@SuppressWarnings("ArrayRecordComponent")
record CellRemoval(double[][] complete, double[][] gaps) {

  /** Removes each cell with the given probability; a function of the seed. */
  static CellRemoval of(double[][] rows, double share, long seed) {
    RandomStream random = RandomStream.of(seed, Purpose.SPLIT, 1, 0);
    double[][] gaps = new double[rows.length][];
    for (int i = 0; i < rows.length; i++) {
      gaps[i] = rows[i].clone();
      for (int j = 0; j < gaps[i].length; j++) {
        if (random.nextDouble() < share) {
          gaps[i][j] = Double.NaN;
        }
      }
    }
    return new CellRemoval(rows, gaps);
  }

  /**
   * The root mean square error of the removed cells, in standard deviations of their column over
   * the complete rows.
   */
  double rootMeanSquareError(double[][] filled) {
    double[] deviations = deviations();
    double sum = 0;
    long count = 0;
    for (int i = 0; i < complete.length; i++) {
      for (int j = 0; j < deviations.length; j++) {
        if (Double.isNaN(gaps[i][j]) && deviations[j] > 0) {
          double error = (filled[i][j] - complete[i][j]) / deviations[j];
          sum += error * error;
          count++;
        }
      }
    }
    return Math.sqrt(sum / count);
  }

  /** What is asked of a cell. */
  interface CellTest {
    boolean holds(int row, int column, double value);
  }

  /** The share of removed cells, of columns that vary, for which something holds. */
  double share(CellTest test) {
    double[] deviations = deviations();
    long holding = 0;
    long count = 0;
    for (int i = 0; i < complete.length; i++) {
      for (int j = 0; j < deviations.length; j++) {
        if (Double.isNaN(gaps[i][j]) && deviations[j] > 0) {
          holding += test.holds(i, j, complete[i][j]) ? 1 : 0;
          count++;
        }
      }
    }
    return (double) holding / count;
  }

  private double[] deviations() {
    double[] deviations = new double[complete[0].length];
    for (int j = 0; j < deviations.length; j++) {
      double mean = 0;
      for (double[] row : complete) {
        mean += row[j] / complete.length;
      }
      double square = 0;
      for (double[] row : complete) {
        square += (row[j] - mean) * (row[j] - mean) / complete.length;
      }
      deviations[j] = Math.sqrt(square);
    }
    return deviations;
  }
}
