package dev.elbo.paper.baseline;

import dev.elbo.data.RowReader;
import dev.elbo.model.Vae;
import dev.elbo.train.TrainOptions;

/** A way to learn the parameters of a model. Uses the thread that calls, and no other. */
@FunctionalInterface
public interface Learner {

  /**
   * Learns for all epochs.
   *
   * @param options the recipe that all methods share: starting values, minibatches, optimiser,
   *     schedule, weight prior, epochs and seed. What else they say is {@link Aevb}'s
   */
  void learn(Vae vae, TrainOptions options, RowReader training, EpochListener listener);
}
