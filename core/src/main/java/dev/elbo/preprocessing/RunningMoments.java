package dev.elbo.preprocessing;

/**
 * Mean, deviation and skewness of numbers that come one after the other, by the updates of
 * Terriberry (2007), which do not cancel.
 */
final class RunningMoments {
  private long count;
  private double mean;
  private double second;
  private double third;

  void add(double x) {
    long before = count++;
    double delta = x - mean;
    double step = delta / count;
    double term = delta * step * before;
    third += term * step * (before - 1.0) - 3 * step * second;
    second += term;
    mean += step;
  }

  double mean() {
    return mean;
  }

  /** Of the numbers themselves: divided by how many there are. */
  double deviation() {
    return count == 0 ? 0 : Math.sqrt(second / count);
  }

  /** 0 where all numbers are the same. */
  double skewness() {
    return second == 0 ? 0 : Math.sqrt((double) count) * third / Math.pow(second, 1.5);
  }
}
