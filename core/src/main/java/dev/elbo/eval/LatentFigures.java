package dev.elbo.eval;

import dev.elbo.model.Draws;

/**
 * Sums over rows of each latent's posterior mean, its square and its divergence from the prior.
 * Blocks of rows are summed apart and then {@linkplain #add joined} in order.
 */
final class LatentFigures {
  private final double[] means;
  private final double[] squares;
  private final double[] divergences;
  private long rows;

  LatentFigures(int latents) {
    means = new double[latents];
    squares = new double[latents];
    divergences = new double[latents];
  }

  /** Takes in the first {@code count} rows of an encoded block. */
  void add(Draws draws, int count) {
    for (int i = 0; i < count; i++) {
      for (int j = 0; j < means.length; j++) {
        double mean = draws.mean().get(i, j);
        means[j] += mean;
        squares[j] += mean * mean;
        divergences[j] += draws.divergence(i, j);
      }
    }
    rows += count;
  }

  void add(LatentFigures other) {
    for (int j = 0; j < means.length; j++) {
      means[j] += other.means[j];
      squares[j] += other.squares[j];
      divergences[j] += other.divergences[j];
    }
    rows += other.rows;
  }

  /** KLⱼ, mean over rows, in nats. */
  double[] divergence() {
    double[] mean = divergences.clone();
    for (int j = 0; j < mean.length; j++) {
      mean[j] /= (double) rows;
    }
    return mean;
  }

  /** Var over rows of E_q[zⱼ]: an active unit has more than 0.01 ({@code IWAE}). */
  double[] activity() {
    double[] variance = new double[means.length];
    for (int j = 0; j < variance.length; j++) {
      double mean = means[j] / (double) rows;
      variance[j] = Math.max(0, squares[j] / (double) rows - mean * mean);
    }
    return variance;
  }
}
