package dev.elbo.train;

import dev.elbo.nn.Parameters;
import java.util.List;

/**
 * What a run left.
 *
 * @param parameters the best ones by held-out bound, or the last where nothing was held out
 * @param best the epoch they are from
 * @param history all epochs
 * @param seconds the run took
 */
public record TrainingResult(
    Parameters parameters, EpochReport best, List<EpochReport> history, double seconds) {

  public TrainingResult {
    history = List.copyOf(history);
  }

  /** Whether the run ended before its planned epochs. */
  public boolean stoppedEarly() {
    EpochReport last = history.get(history.size() - 1);
    return last.epoch() < last.epochs();
  }
}
