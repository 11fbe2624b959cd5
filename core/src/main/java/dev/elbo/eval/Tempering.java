package dev.elbo.eval;

/** How far a temperature may rise at once, and what that makes of equal weights. */
final class Tempering {
  /** Below it, what is left of the way is done at once: weights say what came of it. */
  private static final double SMALLEST_STEP = 1e-18;

  /** Halvings of the interval in which the step lies: it is found to 3 %. */
  private static final int REFINEMENTS = 5;

  private Tempering() {}

  /**
   * The largest step Δ, up to {@code most}, after which weights w ∝ e^{Δ·logLikelihood} have an
   * effective size of at least {@code least}; it falls as Δ grows.
   */
  static double step(double[] logLikelihood, double most, double least) {
    if (effectiveSize(logLikelihood, most) >= least) {
      return most;
    }
    double fine = most / 2;
    while (effectiveSize(logLikelihood, fine) < least) {
      fine /= 2;
      if (fine < SMALLEST_STEP) {
        return most;
      }
    }
    double tooFar = 2 * fine;
    for (int i = 0; i < REFINEMENTS; i++) {
      double middle = 0.5 * (fine + tooFar);
      if (effectiveSize(logLikelihood, middle) >= least) {
        fine = middle;
      } else {
        tooFar = middle;
      }
    }
    return fine;
  }

  private static double effectiveSize(double[] logLikelihood, double step) {
    double largest = largest(logLikelihood);
    double sum = 0;
    double squares = 0;
    for (double value : logLikelihood) {
      double weight = Math.exp(step * (value - largest));
      sum += weight;
      squares += weight * weight;
    }
    return sum * sum / squares;
  }

  /** w ∝ e^{step·logLikelihood}, adding up to 1. */
  static void weigh(double[] logLikelihood, double step, double[] weights) {
    double largest = largest(logLikelihood);
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      weights[i] = Math.exp(step * (logLikelihood[i] - largest));
      sum += weights[i];
    }
    for (int i = 0; i < weights.length; i++) {
      weights[i] /= sum;
    }
  }

  private static double largest(double[] values) {
    double largest = Double.NEGATIVE_INFINITY;
    for (double value : values) {
      largest = Math.max(largest, value);
    }
    return largest;
  }
}
