package dev.elbo.distribution;

import dev.elbo.linalg.Elementwise;
import dev.elbo.linalg.Matrix;

/**
 * Draws from q(z|x) = N(μ, σ²I) as functions of noise ({@code AEVB §2.4}, location-scale family): z
 * = μ + σ ⊙ ε, ε ~ N(0, I), so that gradients with respect to μ and σ pass through z.
 *
 * <p>Row r of z and ε belongs to row r / draws of μ and σ.
 */
public final class Reparameterization {
  private Reparameterization() {}

  /** z ← μ + σ ⊙ ε. */
  public static void draw(Matrix mean, Matrix deviation, Matrix noise, int draws, Matrix z) {
    float[] means = mean.array();
    float[] deviations = deviation.array();
    float[] epsilons = noise.array();
    float[] values = z.array();
    int columns = z.columns();
    for (int r = 0; r < z.rows(); r++) {
      int ofMean = mean.at(r / draws, 0);
      int ofDeviation = deviation.at(r / draws, 0);
      int ofNoise = noise.at(r, 0);
      int ofZ = z.at(r, 0);
      for (int j = 0; j < columns; j++) {
        values[ofZ + j] = means[ofMean + j] + deviations[ofDeviation + j] * epsilons[ofNoise + j];
      }
    }
  }

  /** log q(z|x) = −½ Σⱼ (log 2π + log σⱼ² + εⱼ²) in nats, one a draw. */
  public static void logProb(Matrix logVariance, Matrix noise, int draws, double[] logProb) {
    int columns = noise.columns();
    for (int first = 0; first < noise.rows(); first += draws) {
      double constant =
          columns * StandardNormal.LOG_2PI
              + Elementwise.sum(logVariance.array(), logVariance.at(first / draws, 0), columns);
      int end = Math.min(first + draws, noise.rows());
      for (int r = first; r < end; r++) {
        double squares = Elementwise.sumOfSquares(noise.array(), noise.at(r, 0), columns);
        logProb[r] = -0.5 * (constant + squares);
      }
    }
  }
}
