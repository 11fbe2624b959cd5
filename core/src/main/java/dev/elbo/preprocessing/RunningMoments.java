package dev.elbo.preprocessing;

/**
 * Mean and deviation of numbers that come one after the other, by the updates of Welford (1962),
 * which do not cancel.
 */
final class RunningMoments {
  private long count;
  private double mean;
  private double second;

  void add(double x) {
    long before = count++;
    double delta = x - mean;
    double step = delta / count;
    second += delta * step * before;
    mean += step;
  }

  double mean() {
    return mean;
  }

  /** Of the numbers themselves: divided by how many there are. */
  double deviation() {
    return count == 0 ? 0 : Math.sqrt(second / count);
  }
}
