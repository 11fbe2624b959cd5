package dev.elbo.distribution;

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
    for (int r = 0; r < z.rows(); r++) {
      int i = r / draws;
      for (int j = 0; j < z.columns(); j++) {
        z.set(r, j, mean.get(i, j) + deviation.get(i, j) * noise.get(r, j));
      }
    }
  }

  /** log q(z|x) = −½ Σⱼ (log 2π + log σⱼ² + εⱼ²) in nats, one a draw. */
  public static void logProb(Matrix logVariance, Matrix noise, int draws, double[] logProb) {
    for (int r = 0; r < noise.rows(); r++) {
      int i = r / draws;
      double sum = 0;
      for (int j = 0; j < noise.columns(); j++) {
        double epsilon = noise.get(r, j);
        sum += logVariance.get(i, j) + epsilon * epsilon;
      }
      logProb[r] = -0.5 * (noise.columns() * StandardNormal.LOG_2PI + sum);
    }
  }
}
