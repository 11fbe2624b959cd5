package dev.elbo.preprocessing;

import java.util.Arrays;

/**
 * Some of the numbers that come one after the other: every 2ᵏ-th of them, at most {@value #MOST}.
 */
final class EvenSample {
  /** So many tell a quartile to a hundredth of a deviation. */
  private static final int MOST = 1 << 16;

  private final double[] values = new double[MOST];
  private int count;
  private long seen;
  private long stride = 1;

  void add(double x) {
    if (seen++ % stride != 0) {
      return;
    }
    if (count == MOST) {
      thin();
      if ((seen - 1) % stride != 0) {
        return;
      }
    }
    values[count++] = x;
  }

  /** Every second stays. */
  private void thin() {
    count = MOST / 2;
    for (int i = 0; i < count; i++) {
      values[i] = values[2 * i];
    }
    stride *= 2;
  }

  /**
   * The number that a share of the others is below.
   *
   * @param share from 0 to 1
   * @return NaN where there are no numbers
   */
  double quantile(double share) {
    if (count == 0) {
      return Double.NaN;
    }
    double[] sorted = Arrays.copyOf(values, count);
    Arrays.sort(sorted);
    return sorted[(int) Math.round(share * (count - 1))];
  }
}
