package dev.elbo.benchmarks.tables;

import java.util.Arrays;

/**
 * The distance to the {@value #NEIGHBOURS}th nearest training row, on standardised columns
 * (Ramaswamy, Rastogi and Shim 2000). A row is no neighbour of itself.
 */
final class NearestNeighbours implements Detector {
  private static final int NEIGHBOURS = 5;

  @Override
  public String name() {
    return "nearest neighbours";
  }

  @Override
  public double[] scores(AnomalySet set, Setting.Parts parts, long seed) {
    StandardizedRows rows =
        StandardizedRows.of(set.select(parts.train()), set.select(parts.test()));
    double[] scores = new double[parts.test().length];
    for (int i = 0; i < scores.length; i++) {
      double[] nearest = new double[NEIGHBOURS];
      Arrays.fill(nearest, Double.POSITIVE_INFINITY);
      for (int t = 0; t < parts.train().length; t++) {
        if (parts.train()[t] != parts.test()[i]) {
          insert(squaredDistance(rows.test()[i], rows.train()[t]), nearest);
        }
      }
      scores[i] = Math.sqrt(nearest[NEIGHBOURS - 1]);
    }
    return scores;
  }

  private static double squaredDistance(double[] a, double[] b) {
    double sum = 0;
    for (int j = 0; j < a.length; j++) {
      sum += (a[j] - b[j]) * (a[j] - b[j]);
    }
    return sum;
  }

  /** Keeps the smallest values, in order. */
  private static void insert(double value, double[] smallest) {
    for (int k = smallest.length - 1; k >= 0 && value < smallest[k]; k--) {
      if (k + 1 < smallest.length) {
        smallest[k + 1] = smallest[k];
      }
      smallest[k] = value;
    }
  }
}
