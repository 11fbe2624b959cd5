package dev.elbo.distribution;

import dev.elbo.linalg.Elementwise;

/** Mean and variance of the values of a column. */
final class Moments {
  private Moments() {}

  static double mean(float[] values) {
    return Elementwise.sum(values, 0, values.length) / values.length;
  }

  /** The mean square of the distance from the mean. */
  static double variance(float[] values) {
    double mean = mean(values);
    double squares = 0;
    for (float value : values) {
      squares += (value - mean) * (value - mean);
    }
    return squares / values.length;
  }
}
