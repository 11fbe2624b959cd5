package dev.elbo.eval;

/** Figures of each row, filled block by block. */
final class RowFigures {
  final double[] reconstruction;
  final double[] kl;
  final double[] logLikelihood;
  final double[] variance;

  RowFigures(int rows) {
    reconstruction = new double[rows];
    kl = new double[rows];
    logLikelihood = new double[rows];
    variance = new double[rows];
  }

  static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  /** Standard error of the mean, from the spread of the values; NaN for one value. */
  static double standardError(double[] values) {
    double mean = mean(values);
    double squares = 0;
    for (double value : values) {
      squares += (value - mean) * (value - mean);
    }
    int n = values.length;
    return Math.sqrt(squares / (n - 1) / n);
  }

  /** Standard error of a mean of independent estimates with these variances. */
  static double combinedError(double[] variances) {
    return Math.sqrt(mean(variances) / variances.length);
  }
}
