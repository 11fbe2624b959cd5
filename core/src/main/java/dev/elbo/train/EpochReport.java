package dev.elbo.train;

import dev.elbo.eval.Evaluation;
import java.util.Optional;

/**
 * What one epoch did. Bounds are means in nats a row, higher is better.
 *
 * @param epoch counted from 1
 * @param epochs planned
 * @param step steps done in the run so far
 * @param objective mean of the maximised objective over the epoch's minibatches, while parameters
 *     moved
 * @param reconstruction mean of log p(x|z) over them
 * @param kl mean of KL(q(z|x) ‖ p(z)) over them
 * @param heldOut figures on the held-out rows after the epoch, where there are any
 * @param rowsPerSecond training rows a second, without the held-out pass
 * @param seconds since the run began
 * @param beta factor on the divergence at the end of the epoch
 * @param rate step size at the end of the epoch
 * @param best whether this epoch is the best on the held-out rows so far (always true without
 *     held-out rows)
 */
public record EpochReport(
    int epoch,
    int epochs,
    long step,
    double objective,
    double reconstruction,
    double kl,
    Optional<Evaluation> heldOut,
    double rowsPerSecond,
    double seconds,
    double beta,
    double rate,
    boolean best) {

  /** reconstruction − kl, whatever β and objective. */
  public double bound() {
    return reconstruction - kl;
  }
}
