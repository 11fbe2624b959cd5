package dev.elbo.paper.baseline;

/** What a method does with a minibatch. Has the room for minibatches of one size. */
@FunctionalInterface
interface MinibatchStep {

  /**
   * Learns from the rows {@code order[from]} and on.
   *
   * @param step number of the step in the run, counted from 1
   */
  void run(int[] order, int from, long step);
}
