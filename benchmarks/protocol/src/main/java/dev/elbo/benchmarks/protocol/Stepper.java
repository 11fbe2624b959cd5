package dev.elbo.benchmarks.protocol;

/** A contender's model, ready to work. Called by one thread. */
public interface Stepper extends AutoCloseable {

  /**
   * Makes as many steps as the array is long and leaves the nanoseconds of each in it. Gathering
   * the minibatch is part of a step.
   */
  void step(long[] nanos);

  /**
   * The objective of the last step, mean nats a row; NaN where a task has none. Not timed: it shows
   * that contenders do the same work.
   */
  double objective();

  @Override
  void close();
}
