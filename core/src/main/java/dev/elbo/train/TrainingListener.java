package dev.elbo.train;

import dev.elbo.nn.Parameters;

/** Told what a run does, on the thread that called for it. All methods may be left out. */
public interface TrainingListener {

  /** The run begins. */
  default void started(Plan plan) {}

  /**
   * The run goes on from here, after {@link #started}: what was heard of the steps before is to be
   * taken as if it were heard now. Copy what is to be kept of the vectors.
   */
  default void resumed(TrainingState state) {}

  /** A step was made. Called often: return quickly. */
  default void stepped(Progress progress) {}

  /** An epoch ended. */
  default void epochFinished(EpochReport report) {}

  /**
   * The parameters are the best so far. Called before {@link #epochFinished}; copy what is to be
   * kept.
   */
  default void improved(EpochReport report, Parameters parameters) {}

  /**
   * What is ahead.
   *
   * @param trainingRows rows to train on
   * @param heldOutRows rows held out; 0 for none
   * @param epochs planned
   * @param stepsPerEpoch minibatches of an epoch
   */
  record Plan(int trainingRows, int heldOutRows, int epochs, int stepsPerEpoch) {}

  /** Where the run is: a view that is good during the call and then moves on with the run. */
  interface Progress {
    /** Counted from 1. */
    int epoch();

    /** Steps done in the run. */
    long step();

    /** Steps planned. */
    long steps();

    /** Training rows used in the run. */
    long rows();

    /** Mean of reconstruction − KL over the epoch so far, in nats a row. */
    double bound();
  }

  /** Tells all of them, in order. */
  static TrainingListener all(Iterable<? extends TrainingListener> listeners) {
    return new TrainingListener() {
      @Override
      public void started(Plan plan) {
        listeners.forEach(listener -> listener.started(plan));
      }

      @Override
      public void resumed(TrainingState state) {
        listeners.forEach(listener -> listener.resumed(state));
      }

      @Override
      public void stepped(Progress progress) {
        listeners.forEach(listener -> listener.stepped(progress));
      }

      @Override
      public void epochFinished(EpochReport report) {
        listeners.forEach(listener -> listener.epochFinished(report));
      }

      @Override
      public void improved(EpochReport report, Parameters parameters) {
        listeners.forEach(listener -> listener.improved(report, parameters));
      }
    };
  }
}
