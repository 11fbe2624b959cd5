package dev.elbo.distribution;

import dev.elbo.linalg.Elementwise;
import dev.elbo.linalg.Matrix;

/**
 * The prior p(z) = N(0, I) and the divergence of a diagonal Gaussian q from it ({@code AEVB App.
 * B}):
 *
 * <p>−KL(q(z|x) ‖ p(z)) = ½ Σⱼ (1 + log σⱼ² − μⱼ² − σⱼ²).
 */
public final class StandardNormal {
  static final double LOG_2PI = Math.log(2 * Math.PI);

  private StandardNormal() {}

  /** log p(z) = −½ Σⱼ (log 2π + zⱼ²) in nats, one a row of z. */
  public static void logProb(Matrix z, double[] logProb) {
    for (int r = 0; r < z.rows(); r++) {
      double squares = Elementwise.sumOfSquares(z.array(), z.at(r, 0), z.columns());
      logProb[r] = -0.5 * (z.columns() * LOG_2PI + squares);
    }
  }

  /**
   * KLⱼ = ½(μⱼ² + σⱼ² − 1 − log σⱼ²) of row {@code row} and latent {@code j}, in nats; ≥ 0 but for
   * rounding: −6·10⁻⁸ has been seen where q is close to the prior.
   */
  public static double divergence(
      Matrix mean, Matrix logVariance, Matrix deviation, int row, int j) {
    double mu = mean.get(row, j);
    double sigma = deviation.get(row, j);
    return 0.5 * (mu * mu + sigma * sigma - 1 - logVariance.get(row, j));
  }
}
