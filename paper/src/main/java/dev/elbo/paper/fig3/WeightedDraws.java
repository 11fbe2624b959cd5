package dev.elbo.paper.fig3;

import dev.elbo.linalg.Matrix;
import dev.elbo.random.RandomStream;

/**
 * Draws of z for one row with weights whose sum estimates p(x): their sums, and as many of the
 * draws as there is room for. Where it runs out, half as many take the place of all, drawn from
 * them by weight.
 */
final class WeightedDraws {
  private static final int ROOM = 2000;

  /** Draws whose log-weight is so far below the largest do not count: e⁻²⁰ of it, each. */
  private static final double RANGE = 20;

  private final RandomStream random;
  private final Matrix z;
  private final double[] logWeights = new double[ROOM];
  private int count;
  private double largest = Double.NEGATIVE_INFINITY;
  private double sum;
  private double squares;

  /**
   * Room for draws.
   *
   * @param random for {@link #resample} and for thinning
   */
  WeightedDraws(int latents, RandomStream random) {
    this.random = random;
    z = Matrix.zeros(ROOM, latents);
  }

  /** Whether a draw of this log-weight counts. */
  boolean counts(double logWeight) {
    return logWeight >= largest - RANGE;
  }

  /** Adds row {@code row} of some draws. */
  void add(Matrix draws, int row, double logWeight) {
    if (!counts(logWeight)) {
      return;
    }
    if (logWeight > largest) {
      double shrink = Math.exp(largest - logWeight);
      sum *= shrink;
      squares *= shrink * shrink;
      largest = logWeight;
    }
    double weight = Math.exp(logWeight - largest);
    sum += weight;
    squares += weight * weight;
    if (count == ROOM) {
      thin();
    }
    copy(draws, row, z, count);
    logWeights[count] = logWeight;
    count++;
  }

  private void thin() {
    Matrix fewer = Matrix.zeros(ROOM / 2, z.columns());
    double each = largest + Math.log(kept() / fewer.rows());
    resample(fewer);
    for (int i = 0; i < fewer.rows(); i++) {
      copy(fewer, i, z, i);
      logWeights[i] = each;
    }
    count = fewer.rows();
  }

  /** The sum of the weights of the draws kept, relative to the largest. */
  private double kept() {
    double total = 0;
    for (int i = 0; i < count; i++) {
      total += Math.exp(logWeights[i] - largest);
    }
    return total;
  }

  private static void copy(Matrix from, int row, Matrix to, int target) {
    System.arraycopy(from.array(), from.at(row, 0), to.array(), to.at(target, 0), from.columns());
  }

  /** log Σ w. */
  double logSum() {
    return largest + Math.log(sum);
  }

  /** Σ w² / (Σ w)², one over the effective number of draws: about the variance of log Σ w. */
  double variance() {
    return squares / (sum * sum);
  }

  /** Fills rows with draws, each with the probability of its weight (systematic resampling). */
  void resample(Matrix target) {
    double step = kept() / target.rows();
    double next = random.nextDouble() * step;
    double reached = Math.exp(logWeights[0] - largest);
    int i = 0;
    for (int r = 0; r < target.rows(); r++) {
      while (reached < next && i < count - 1) {
        i++;
        reached += Math.exp(logWeights[i] - largest);
      }
      copy(z, i, target, r);
      next += step;
    }
  }
}
