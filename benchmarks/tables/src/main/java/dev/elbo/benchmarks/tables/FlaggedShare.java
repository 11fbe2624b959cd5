package dev.elbo.benchmarks.tables;

import java.util.Locale;

/**
 * How many of the normal test rows of several splits were flagged, and how many may have been.
 *
 * <p>Rows of one split share a threshold, that of the k-th strangest of n calibration rows, k =
 * ⌊α(n + 1)⌋. Calibration and test rows are exchangeable, so the number flagged among m has the
 * beta-binomial distribution of (m, k, n + 1 − k), whatever the model: its mean is mk/(n + 1), and
 * its variance exceeds the binomial one, the more the fewer calibration rows there are. The sum
 * over many splits is close to a Gaussian.
 */
final class FlaggedShare {
  /** Two-sided 99.9 % of a Gaussian. */
  private static final double DEVIATIONS = 3.2905;

  private long rows;
  private long flagged;
  private double expected;
  private double variance;

  /**
   * Adds a split.
   *
   * @param testRows m, normal rows that neither model nor calibration has seen
   * @param flaggedRows how many of them were flagged
   * @param calibrationRows n
   * @param rate α
   */
  void add(int testRows, int flaggedRows, int calibrationRows, double rate) {
    double total = calibrationRows + 1.0;
    double k = Math.floor(rate * total);
    double share = k / total;
    rows += testRows;
    flagged += flaggedRows;
    expected += testRows * share;
    variance += testRows * share * (1 - share) * (total + testRows) / (total + 1);
  }

  double observed() {
    return (double) flagged / rows;
  }

  double expected() {
    return expected / rows;
  }

  double lower() {
    return (expected - DEVIATIONS * Math.sqrt(variance)) / rows;
  }

  double upper() {
    return (expected + DEVIATIONS * Math.sqrt(variance)) / rows;
  }

  boolean holds() {
    return lower() <= observed() && observed() <= upper();
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%.4f of %,d rows flagged; expected %.4f, 99.9 %% interval %.4f to %.4f",
        observed(),
        rows,
        expected(),
        lower(),
        upper());
  }
}
