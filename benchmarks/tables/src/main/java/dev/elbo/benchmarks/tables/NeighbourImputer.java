package dev.elbo.benchmarks.tables;

import java.util.Arrays;

/**
 * Fills a gap with the mean of the {@value #NEIGHBOURS} nearest rows that have a value there
 * (Troyanskaya et al. 2001), and, for comparison, with the column's mean.
 *
 * <p>The distance of two rows is over the columns that both have, on standardised columns, scaled
 * up to all columns.
 */
final class NeighbourImputer {
  private static final int NEIGHBOURS = 5;

  private final double[][] rows;
  private final double[] means;
  private final double[] deviations;

  /**
   * Learns means and deviations of what is there.
   *
   * @param rows with NaN for gaps
   */
  NeighbourImputer(double[][] rows) {
    this.rows = rows;
    int columns = rows[0].length;
    means = new double[columns];
    deviations = new double[columns];
    for (int j = 0; j < columns; j++) {
      int column = j;
      double[] present =
          Arrays.stream(rows)
              .mapToDouble(row -> row[column])
              .filter(x -> !Double.isNaN(x))
              .toArray();
      means[j] = Arrays.stream(present).average().orElse(0);
      double mean = means[j];
      double variance =
          Arrays.stream(present).map(x -> (x - mean) * (x - mean)).average().orElse(0);
      deviations[j] = variance > 0 ? Math.sqrt(variance) : 1;
    }
  }

  double[][] byMean() {
    double[][] filled = new double[rows.length][];
    for (int i = 0; i < rows.length; i++) {
      filled[i] = rows[i].clone();
      for (int j = 0; j < means.length; j++) {
        if (Double.isNaN(filled[i][j])) {
          filled[i][j] = means[j];
        }
      }
    }
    return filled;
  }

  double[][] byNeighbours() {
    double[][] filled = new double[rows.length][];
    for (int i = 0; i < rows.length; i++) {
      filled[i] = rows[i].clone();
      double[] distances = distances(i);
      for (int j = 0; j < means.length; j++) {
        if (Double.isNaN(filled[i][j])) {
          filled[i][j] = neighbourMean(distances, j);
        }
      }
    }
    return filled;
  }

  /** Squared distances of a row to all; ∞ to itself and where there is no column to compare. */
  private double[] distances(int row) {
    double[] distances = new double[rows.length];
    for (int t = 0; t < rows.length; t++) {
      double sum = 0;
      int shared = 0;
      for (int j = 0; j < means.length; j++) {
        double difference = (rows[row][j] - rows[t][j]) / deviations[j];
        if (!Double.isNaN(difference)) {
          sum += difference * difference;
          shared++;
        }
      }
      distances[t] =
          t == row || shared == 0 ? Double.POSITIVE_INFINITY : sum * means.length / shared;
    }
    return distances;
  }

  /** The column's mean where no row that has a value can be compared. */
  private double neighbourMean(double[] distances, int column) {
    double[] nearest = new double[NEIGHBOURS];
    double[] values = new double[NEIGHBOURS];
    Arrays.fill(nearest, Double.POSITIVE_INFINITY);
    for (int t = 0; t < distances.length; t++) {
      if (!Double.isNaN(rows[t][column])) {
        int k = NEIGHBOURS;
        while (k > 0 && distances[t] < nearest[k - 1]) {
          k--;
          if (k + 1 < NEIGHBOURS) {
            nearest[k + 1] = nearest[k];
            values[k + 1] = values[k];
          }
          nearest[k] = distances[t];
          values[k] = rows[t][column];
        }
      }
    }
    double sum = 0;
    int count = 0;
    for (int k = 0; k < NEIGHBOURS; k++) {
      if (nearest[k] < Double.POSITIVE_INFINITY) {
        sum += values[k];
        count++;
      }
    }
    return count == 0 ? means[column] : sum / count;
  }
}
