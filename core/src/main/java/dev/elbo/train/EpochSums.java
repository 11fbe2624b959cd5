package dev.elbo.train;

import java.util.List;

/** Running sums over an epoch's minibatches. */
final class EpochSums {
  private double objective;
  private double reconstruction;
  private double divergence;
  private long rows;

  /** Begins with nothing. */
  EpochSums() {}

  /**
   * Goes on with what was added up before.
   *
   * @param rows they are over
   */
  EpochSums(TrainingState.Sums sums, long rows) {
    objective = sums.objective();
    reconstruction = sums.reconstruction();
    divergence = sums.divergence();
    this.rows = rows;
  }

  /** Adds the shards of a minibatch and returns the sum of their objectives. */
  double add(List<Shard> shards, int count) {
    double sum = 0;
    for (int s = 0; s < shards.size(); s++) {
      Shard shard = shards.get(s);
      sum += shard.bound();
      reconstruction += shard.reconstruction();
      divergence += shard.divergence();
    }
    objective += sum;
    rows += count;
    return sum;
  }

  double objective() {
    return objective / (double) rows;
  }

  double reconstruction() {
    return reconstruction / (double) rows;
  }

  double kl() {
    return divergence / (double) rows;
  }

  long rows() {
    return rows;
  }

  /** The sums as they are now. */
  TrainingState.Sums sums() {
    return new TrainingState.Sums(objective, reconstruction, divergence);
  }
}
