package dev.elbo.persist;

import dev.elbo.data.DataDescription;
import dev.elbo.model.Vae;
import dev.elbo.train.TrainOptions;
import dev.elbo.train.TrainingState;
import java.time.Duration;

/**
 * All that it takes to go on with a run, but for the rows themselves.
 *
 * @param vae the architecture
 * @param data what rows look like
 * @param rows which they are
 * @param options of the run
 * @param every how often to write a checkpoint
 * @param state where the run is
 */
public record Checkpoint(
    Vae vae,
    DataDescription data,
    RunRows rows,
    TrainOptions options,
    Duration every,
    TrainingState state) {

  /** The longest time between two checkpoints: longer than any run. */
  private static final Duration LONGEST = Duration.ofDays(36_500);

  /**
   * Checks a time between two checkpoints, 0 for one after every step.
   *
   * @throws IllegalArgumentException where it is negative or longer than a century
   */
  public static Duration requireInterval(Duration every) {
    if (every.isNegative() || every.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "checkpoints are written after a time between 0 and 100 years, not " + every);
    }
    return every;
  }
}
