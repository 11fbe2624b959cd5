package dev.elbo.optim;

/**
 * A rule that moves parameters uphill along a gradient.
 *
 * <p>A rule holds settings only. Its memory is {@link #moments()} vectors of the size of the
 * parameters, kept by the caller and zero at first, so a run's state is plain arrays. Every entry
 * is treated on its own: a step over [0, n) equals steps over its parts, in any order and on any
 * thread.
 */
public sealed interface Optimizer permits Sgd, Adagrad, Adam, AdamW {

  /** The global step size before any schedule. */
  double rate();

  /** The same rule with another step size. */
  Optimizer withRate(double rate);

  /** How many vectors of memory the rule needs. */
  int moments();

  /**
   * Moves entries [from, to) of {@code theta} uphill.
   *
   * @param gradient of the objective, mean a row
   * @param moments the rule's memory, updated
   * @param step 1 for the first step of a run
   * @param rate the step size now, {@link #rate()} times the schedule's factor
   */
  void ascend(
      float[] theta, float[] gradient, float[][] moments, int from, int to, long step, double rate);

  /**
   * Checks a setting such as the step size.
   *
   * @throws IllegalArgumentException unless it is positive and finite
   */
  static void requirePositive(String name, double value) {
    if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(name + " must be a positive number, not " + value);
    }
  }

  /**
   * Checks a decay factor.
   *
   * @throws IllegalArgumentException unless it lies in [0, 1)
   */
  static void requireDecay(String name, double value) {
    if (!(value >= 0 && value < 1)) {
      throw new IllegalArgumentException(name + " must lie in [0, 1), not " + value);
    }
  }
}
