package dev.elbo.train;

import dev.elbo.data.RowReader;
import dev.elbo.linalg.Matrix;
import dev.elbo.model.DrawWeights;
import dev.elbo.model.Draws;
import dev.elbo.model.Vae;
import dev.elbo.nn.Parameters;
import dev.elbo.objective.Objective;
import dev.elbo.random.Purpose;
import dev.elbo.random.RandomStream;
import java.util.Arrays;

/**
 * One part of a minibatch: its room to compute in, its gradient and its sums. Used by one thread at
 * a time.
 */
final class Shard {
  private final Objective objective;
  private final Draws draws;
  private final DrawWeights weights;
  private final Parameters gradient;
  private double bound;
  private double reconstruction;
  private double divergence;

  Shard(Vae vae, Objective objective, int maximumRows) {
    this.objective = objective;
    draws = new Draws(vae, maximumRows, objective.draws());
    weights = new DrawWeights(maximumRows * objective.draws(), vae.latentSize());
    gradient = Parameters.zeros(vae.layout());
  }

  /**
   * Forward and backward over rows {@code order[from]} … {@code order[to − 1]}. An empty range
   * leaves a gradient of zero.
   *
   * @param scale factor on the gradient, 1 / rows of the minibatch
   */
  void compute(
      Parameters parameters,
      RowReader reader,
      int[] order,
      int from,
      int to,
      StepContext step,
      float scale) {
    Arrays.fill(gradient.values(), 0);
    bound = 0;
    reconstruction = 0;
    divergence = 0;
    if (from == to) {
      return;
    }
    draws.begin(to - from);
    reader.read(order, from, to, step.epoch(), draws.x());
    fillNoise(step, from);
    draws.encode(parameters);
    draws.decode(parameters, Draws.Mode.GRADIENT);
    bound = objective.weigh(draws, step.beta(), weights);
    for (int i = 0; i < draws.rows(); i++) {
      divergence += draws.divergence(i);
      for (int r = i * draws.draws(); r < (i + 1) * draws.draws(); r++) {
        reconstruction += draws.logPx(r) / draws.draws();
      }
    }
    draws.backward(parameters, weights, scale, gradient);
  }

  /** The noise of a row is a function of (seed, step, place in the epoch), whatever the shards. */
  private void fillNoise(StepContext step, int from) {
    Matrix noise = draws.noise();
    for (int i = 0; i < draws.rows(); i++) {
      RandomStream random =
          RandomStream.of(step.seed(), Purpose.TRAINING_NOISE, step.number(), (long) from + i);
      for (int r = i * draws.draws(); r < (i + 1) * draws.draws(); r++) {
        for (int j = 0; j < noise.columns(); j++) {
          noise.set(r, j, random.nextGaussian());
        }
      }
    }
  }

  /** The shard's own gradient, scaled. */
  float[] gradient() {
    return gradient.values();
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
