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
   * KLⱼ = ½(μⱼ² + σⱼ² − 1 − log σⱼ²) of each row and latent, in nats, row by row; ≥ 0 but for
   * rounding: −6·10⁻⁸ has been seen where q is close to the prior.
   */
  public static void divergence(
      Matrix mean, Matrix logVariance, Matrix deviation, double[] divergence) {
    for (int i = 0; i < mean.rows(); i++) {
      int columns = mean.columns();
      int ofMean = mean.at(i, 0);
      int ofLogVariance = logVariance.at(i, 0);
      int ofDeviation = deviation.at(i, 0);
      for (int j = 0; j < columns; j++) {
        double mu = mean.array()[ofMean + j];
        double sigma = deviation.array()[ofDeviation + j];
        double logSigma2 = logVariance.array()[ofLogVariance + j];
        divergence[i * columns + j] = 0.5 * (mu * mu + sigma * sigma - 1 - logSigma2);
      }
    }
  }
}
