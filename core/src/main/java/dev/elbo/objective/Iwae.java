package dev.elbo.objective;

import dev.elbo.model.DrawWeights;
import dev.elbo.model.Draws;
import java.util.Arrays;

/**
 * The importance-weighted bound, {@code IWAE eq. 8}: log (1/k) Σₗ wₗ, log w = log p(x|z) + β(log
 * p(z) − log q(z|x)). Every draw weighs w̃ = w / Σw.
 *
 * @param draws k, samples a row; k = 1 is {@link SgvbA} with L = 1
 * @param gradient which estimator of the gradient
 */
public record Iwae(int draws, Gradient gradient) implements Objective {

  /** Estimators of the gradient; the bound is the same. */
  public enum Gradient {
    /** The derivative of the bound: w̃ weighs everything. */
    FULL,
    /**
     * Doubly reparameterised ({@code DReG}, arXiv 1810.04152): the encoder follows the path of z
     * alone, weighed by (1 − β)w̃ + βw̃², the paper's w̃² at β = 1. Same expectation, and its
     * signal does not drown as k grows.
     */
    DOUBLY_REPARAMETERIZED
  }

  public Iwae {
    Objective.requirePositive(draws);
  }

  @Override
  public double weigh(Draws d, double beta, DrawWeights weights) {
    Arrays.fill(weights.divergence(), 0);
    weights.setPathwise(gradient == Gradient.DOUBLY_REPARAMETERIZED);
    double sum = 0;
    for (int i = 0; i < d.rows(); i++) {
      sum += weighRow(d, i, beta, weights);
    }
    return sum;
  }

  private double weighRow(Draws d, int row, double beta, DrawWeights weights) {
    int from = row * draws;
    double largest = Double.NEGATIVE_INFINITY;
    for (int r = from; r < from + draws; r++) {
      largest = Math.max(largest, d.logWeight(r, beta));
    }
    double total = 0;
    for (int r = from; r < from + draws; r++) {
      total += Math.exp(d.logWeight(r, beta) - largest);
    }
    for (int r = from; r < from + draws; r++) {
      double normalized = Math.exp(d.logWeight(r, beta) - largest) / total;
      weights.reconstruction()[r] = (float) normalized;
      weights.latent()[r] = (float) (beta * normalized);
      weights.path()[r] = (float) (1 - beta + beta * normalized);
    }
    return largest + Math.log(total / draws);
  }
}
