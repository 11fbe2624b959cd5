package dev.elbo.objective;

import dev.elbo.model.DrawWeights;
import dev.elbo.model.Draws;
import java.util.Arrays;

/**
 * The estimator of {@code AEVB eq. 6}: (1/L) Σₗ [log p(x|zₗ) + β(log p(zₗ) − log q(zₗ|x))]. Needs
 * no divergence in closed form; every draw weighs 1/L.
 *
 * @param draws L, samples a row
 */
public record SgvbA(int draws) implements Objective {

  public SgvbA {
    Objective.requirePositive(draws);
  }

  @Override
  public double weigh(Draws d, double beta, DrawWeights weights) {
    int total = d.rows() * draws;
    Arrays.fill(weights.reconstruction(), 0, total, 1f / draws);
    Arrays.fill(weights.latent(), 0, total, (float) (beta / draws));
    Arrays.fill(weights.divergence(), 0);
    weights.setPathwise(false);
    double sum = 0;
    for (int r = 0; r < total; r++) {
      sum += d.logWeight(r, beta);
    }
    return sum / draws;
  }
}
