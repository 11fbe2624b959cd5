package dev.elbo.train;

/** Keeps the state of a run, so that another process can go on with it. */
public interface Checkpoints {
  /** Keeps nothing. */
  Checkpoints NONE =
      new Checkpoints() {
        @Override
        public boolean due() {
          return false;
        }

        @Override
        public void keep(TrainingState state) {
          // nothing is kept
        }
      };

  /** Whether the state is to be kept now. Asked after every step: return quickly. */
  boolean due();

  /**
   * Keeps a state: when it is due, at the beginning and the end of the run, and where the run is
   * interrupted. The vectors are the run's own and move on with it, so write or copy them at once.
   */
  void keep(TrainingState state);
}
