package dev.elbo.objective;

import dev.elbo.model.DrawWeights;
import dev.elbo.model.Draws;
import java.util.Arrays;

/**
 * The estimator of {@code AEVB eq. 7} and {@code AEVB eq. 10}: (1/L) Σₗ log p(x|zₗ) − β·KL(q(z|x) ‖
 * p(z)), the divergence in closed form ({@code AEVB App. B}).
 *
 * <p>With free bits λ &gt; 0 a latent is not rewarded for a mean divergence below λ: −β Σⱼ max(λ,
 * mean of KLⱼ over the rows of the block) takes the place of −β·KL (Kingma et al. 2016, arXiv
 * 1606.04934). In training a block is one shard of the minibatch.
 *
 * @param draws L, samples a row
 * @param freeBits λ, nats a latent; 0 for none
 */
public record SgvbB(int draws, double freeBits) implements Objective {

  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException where L &lt; 1 or λ is negative or not finite
   */
  public SgvbB {
    Objective.requirePositive(draws);
    if (!(freeBits >= 0 && freeBits < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "free bits are a finite number of nats a latent, 0 or more, not " + freeBits);
    }
  }

  /** Eq. 10 as it stands: L samples, no free bits. */
  public SgvbB(int draws) {
    this(draws, 0);
  }

  @Override
  public double weigh(Draws d, double beta, DrawWeights weights) {
    int total = d.rows() * draws;
    Arrays.fill(weights.reconstruction(), 0, total, 1f / draws);
    Arrays.fill(weights.latent(), 0, total, 0);
    weights.setPathwise(false);
    double sum = 0;
    for (int r = 0; r < total; r++) {
      sum += d.logPx(r) / draws;
    }
    double floor = freeBits * d.rows();
    for (int j = 0; j < weights.divergence().length; j++) {
      double divergence = 0;
      for (int i = 0; i < d.rows(); i++) {
        divergence += d.divergence(i, j);
      }
      boolean free = divergence < floor;
      sum -= beta * (free ? floor : divergence);
      weights.divergence()[j] = free ? 0 : (float) beta;
    }
    return sum;
  }
}
