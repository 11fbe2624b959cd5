package dev.elbo.eval;

/**
 * Finds the step size at which moves are accepted as often as asked for, from any first one.
 *
 * <p>With a the acceptance of a move and δ the one asked for: the step size doubles after each move
 * until one has a &lt; δ; from that move on, the t-th changes it by stochastic approximation
 * (Robbins and Monro 1951), log ε ← log ε + (a − δ)/√t. The step size to keep is a mean over these
 * moves with weights that grow as t³, so that the way there is forgotten.
 *
 * <p>While its step size follows its moves, a chain does not leave its density quite as it is: only
 * moves with the step size kept give samples.
 */
public final class StepSizeAdaptation {
  /** Power by which the weights of the mean grow. */
  private static final int RECENCY = 3;

  private final double acceptance;
  private double logStepSize;
  private double logAverage;
  private int moves;

  /**
   * Begins.
   *
   * @param first step size to try, positive
   * @param acceptance δ, between 0 and 1
   */
  public StepSizeAdaptation(double first, double acceptance) {
    if (!(first > 0 && first < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "the first step size must be positive and finite, not " + first);
    }
    if (!(acceptance > 0 && acceptance < 1)) {
      throw new IllegalArgumentException("acceptance must be between 0 and 1, not " + acceptance);
    }
    this.acceptance = acceptance;
    logStepSize = Math.log(first);
    logAverage = logStepSize;
  }

  /**
   * Learns from a move with {@link #stepSize}.
   *
   * @param accepted its acceptance, or the mean of several chains that share the step size
   */
  public void update(double accepted) {
    if (moves == 0 && accepted >= acceptance) {
      logStepSize += Math.log(2);
      logAverage = logStepSize;
      return;
    }
    moves++;
    logStepSize += (accepted - acceptance) / Math.sqrt(moves);
    logAverage += (RECENCY + 1.0) / (RECENCY + moves) * (logStepSize - logAverage);
  }

  /** The step size to try next. */
  public double stepSize() {
    return Math.exp(logStepSize);
  }

  /** The step size to keep. */
  public double average() {
    return Math.exp(logAverage);
  }
}
