package dev.elbo.train;

/** Where a run is and what holds for the present step. One a run, moved on from step to step. */
final class StepContext {
  private final long seed;
  private int epoch;
  private long number;
  private double beta;
  private double rate;

  StepContext(long seed) {
    this.seed = seed;
  }

  /**
   * Moves on.
   *
   * @param epoch counted from 1
   * @param number of the step in the run, counted from 1
   * @param beta factor on the divergence
   * @param rate step size
   */
  void moveTo(int epoch, long number, double beta, double rate) {
    this.epoch = epoch;
    this.number = number;
    this.beta = beta;
    this.rate = rate;
  }

  long seed() {
    return seed;
  }

  int epoch() {
    return epoch;
  }

  long number() {
    return number;
  }

  double beta() {
    return beta;
  }

  double rate() {
    return rate;
  }
}
