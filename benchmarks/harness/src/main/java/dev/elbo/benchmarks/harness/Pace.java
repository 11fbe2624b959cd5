package dev.elbo.benchmarks.harness;

import java.time.Duration;

/**
 * How long and how often to measure.
 *
 * @param rounds in which every entrant has one turn
 * @param turn time of a turn
 * @param pause between turns, for the spinning threads of the one before to come to rest
 * @param warmUp time before the first turn that counts
 */
public record Pace(int rounds, Duration turn, Duration pause, Duration warmUp) {

  /** Checks the values. */
  public Pace {
    if (rounds < 1) {
      throw new IllegalArgumentException("there is at least 1 round, not " + rounds);
    }
  }

  /** How many steps fill a turn. */
  public int steps(double nanosPerStep) {
    return (int) Math.max(1, Math.min(1_000_000, Math.round(turn.toNanos() / nanosPerStep)));
  }

  /** Waits for a pause. */
  public void rest() {
    try {
      Thread.sleep(pause.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
