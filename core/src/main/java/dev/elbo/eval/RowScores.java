package dev.elbo.eval;

import java.util.List;

/**
 * What a model says of some rows, in nats, higher is better. Each list has an entry a row.
 *
 * @param logLikelihood log p(x) by importance sampling ({@code IWAE eq. 8})
 * @param bound E_q[log p(x|z)] − KL(q(z|x) ‖ p(z)) ({@code AEVB eq. 7})
 * @param reconstruction E_q[log p(x|z)]
 * @param contributions of each column: E[log p(x_d|z)] under p(z|x), for which the draws are
 *     weighed by their importance; 0 where the cell is missing
 */
public record RowScores(
    List<Double> logLikelihood,
    List<Double> bound,
    List<Double> reconstruction,
    List<List<Double>> contributions) {

  public RowScores {
    logLikelihood = List.copyOf(logLikelihood);
    bound = List.copyOf(bound);
    reconstruction = List.copyOf(reconstruction);
    contributions = List.copyOf(contributions);
  }

  /** How many rows. */
  public int rows() {
    return logLikelihood.size();
  }
}
