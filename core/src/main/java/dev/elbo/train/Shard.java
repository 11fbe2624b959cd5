package dev.elbo.train;

import dev.elbo.data.RowReader;
import dev.elbo.linalg.Matrix;
import dev.elbo.model.DrawWeights;
import dev.elbo.model.Draws;
import dev.elbo.nn.Weights;
import dev.elbo.objective.Objective;
import dev.elbo.random.Purpose;
import dev.elbo.random.RandomStream;

/** Some rows of a minibatch: forward, weighing and back. Used by one thread at a time. */
final class Shard {
  private final Objective objective;
  private final Draws draws;
  private final DrawWeights drawWeights;
  private final int first;
  private final RandomStream random = RandomStream.of(0, Purpose.TRAINING_NOISE, 0, 0);
  private double bound;
  private double reconstruction;
  private double divergence;

  /**
   * A shard of a minibatch.
   *
   * @param draws its part of the minibatch's room
   * @param first its first row in the minibatch
   */
  Shard(Objective objective, Draws draws, int first) {
    this.objective = objective;
    this.draws = draws;
    this.first = first;
    drawWeights = new DrawWeights(draws.rows() * draws.draws(), draws.vae().latentSize());
  }

  /**
   * Forward and back over this shard's share of a minibatch that starts at {@code order[start]}.
   *
   * @param scale factor on the gradient, 1 / rows of the minibatch
   */
  void compute(
      Weights weights, RowReader reader, int[] order, int start, StepContext step, float scale) {
    int from = start + first;
    reader.read(order, from, from + draws.rows(), step.epoch(), random, draws.x());
    fillNoise(step, from);
    draws.encode(weights);
    draws.decode(weights, Draws.Mode.GRADIENT);
    bound = objective.weigh(draws, step.beta(), drawWeights);
    reconstruction = 0;
    divergence = 0;
    for (int i = 0; i < draws.rows(); i++) {
      divergence += draws.divergence(i);
      for (int r = i * draws.draws(); r < (i + 1) * draws.draws(); r++) {
        reconstruction += draws.logPx(r) / draws.draws();
      }
    }
    draws.backward(weights, drawWeights, scale);
  }

  /** The noise of a row is a function of (seed, step, place in the epoch), whatever the shards. */
  private void fillNoise(StepContext step, int from) {
    Matrix noise = draws.noise();
    int ofRow = draws.draws() * noise.columns();
    for (int i = 0; i < draws.rows(); i++) {
      random.restart(step.seed(), Purpose.TRAINING_NOISE, step.number(), (long) from + i);
      random.fillGaussian(noise.array(), noise.at(i * draws.draws(), 0), ofRow);
    }
  }

  /** Σ of the rows' objective in nats. */
  double bound() {
    return bound;
  }

  /** Σ of the rows' mean log p(x|z). */
  double reconstruction() {
    return reconstruction;
  }

  /** Σ of the rows' KL(q(z|x) ‖ p(z)). */
  double divergence() {
    return divergence;
  }
}
