package dev.elbo.objective;

import dev.elbo.model.DrawWeights;
import dev.elbo.model.Draws;

/**
 * A lower bound on log p(x) in nats, higher is better, as a way to weigh draws of z.
 *
 * <p>β multiplies the divergence from the prior; with β = 1 the value is a lower bound on log p(x),
 * with another β it is not.
 */
public sealed interface Objective permits SgvbA, SgvbB, Iwae {

  /** L or k, the draws of each row. */
  int draws();

  /**
   * Weighs the draws of a block of rows.
   *
   * @param draws encoded and decoded
   * @param beta factor on the divergence from the prior, ≥ 0
   * @param weights receives the derivatives of the sum with respect to each term
   * @return the sum of the rows' bounds
   */
  double weigh(Draws draws, double beta, DrawWeights weights);

  /**
   * Checks a number of draws.
   *
   * @throws IllegalArgumentException unless it is 1 or more
   */
  static void requirePositive(int draws) {
    if (draws < 1) {
      throw new IllegalArgumentException("draws a row must be 1 or more, not " + draws);
    }
  }
}
