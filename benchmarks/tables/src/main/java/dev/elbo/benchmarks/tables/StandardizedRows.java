package dev.elbo.benchmarks.tables;

import java.util.ArrayList;
import java.util.List;

/**
 * Rows whose columns have mean 0 and standard deviation 1 over the training rows. Columns that are
 * constant there are left out.
 *
 * @param train the training rows
 * @param test the test rows, on the same scale
 */
// Passed on, not compared.
@SuppressWarnings("ArrayRecordComponent")
record StandardizedRows(double[][] train, double[][] test) {

  static StandardizedRows of(double[][] train, double[][] test) {
    int columns = train[0].length;
    double[] mean = new double[columns];
    double[] deviation = new double[columns];
    List<Integer> kept = new ArrayList<>();
    for (int j = 0; j < columns; j++) {
      for (double[] row : train) {
        mean[j] += row[j] / train.length;
      }
      double square = 0;
      boolean varies = false;
      for (double[] row : train) {
        square += (row[j] - mean[j]) * (row[j] - mean[j]);
        varies |= row[j] != train[0][j];
      }
      deviation[j] = Math.sqrt(square / train.length);
      if (varies) {
        kept.add(j);
      }
    }
    return new StandardizedRows(
        scaled(train, mean, deviation, kept), scaled(test, mean, deviation, kept));
  }

  private static double[][] scaled(
      double[][] rows, double[] mean, double[] deviation, List<Integer> kept) {
    double[][] scaled = new double[rows.length][kept.size()];
    for (int i = 0; i < rows.length; i++) {
      for (int k = 0; k < kept.size(); k++) {
        int j = kept.get(k);
        scaled[i][k] = (rows[i][j] - mean[j]) / deviation[j];
      }
    }
    return scaled;
  }
}
