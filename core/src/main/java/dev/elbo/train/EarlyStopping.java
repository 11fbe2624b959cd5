package dev.elbo.train;

import dev.elbo.eval.Evaluation;
import dev.elbo.objective.Iwae;
import java.util.List;
import java.util.Optional;

/**
 * Which epoch is the best, and when to stop for want of a better one: functions of the epochs that
 * have ended, so that a run need remember nothing else.
 */
record EarlyStopping(TrainOptions options) {

  /** The last epoch that was better than all before it. */
  static Optional<EpochReport> best(List<EpochReport> history) {
    for (int i = history.size() - 1; i >= 0; i--) {
      if (history.get(i).best()) {
        return Optional.of(history.get(i));
      }
    }
    return Optional.empty();
  }

  /**
   * By what epochs are compared: IWAE's bound, else reconstruction − β·KL with β after the warm-up,
   * which is the lower bound for β = 1. Where nothing is held out, every epoch is better than the
   * one before.
   */
  double criterion(int epoch, Optional<Evaluation> heldOut) {
    return heldOut.map(this::criterion).orElse((double) epoch);
  }

  private double criterion(Evaluation figures) {
    return options.objective() instanceof Iwae
        ? figures.logLikelihood()
        : figures.reconstruction() - options.beta() * figures.kl();
  }

  /** Whether a value of the {@link #criterion} is better than those of all epochs so far. */
  boolean isBetter(double value, List<EpochReport> history) {
    Optional<EpochReport> best = best(history);
    return best.isEmpty() || value > criterion(best.get().epoch(), best.get().heldOut());
  }

  /** Whether no epoch was better for as long as patience lasts, counted from the warm-up's end. */
  boolean outOfPatience(List<EpochReport> history) {
    Optional<EpochReport> best = best(history);
    return options.patience() > 0
        && best.isPresent()
        && history.size() - Math.max(best.get().epoch(), options.warmUpEpochs())
            >= options.patience();
  }
}
