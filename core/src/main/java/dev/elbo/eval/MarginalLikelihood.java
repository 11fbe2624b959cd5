package dev.elbo.eval;

/**
 * The importance-sampled estimate of one row's log p(x): log (1/k) Σₗ wₗ with wₗ = p(x, zₗ)/q(zₗ|x)
 * ({@code IWAE eq. 8}).
 *
 * <p>Weights arrive one by one and are kept as three sums relative to the largest, so that 5000
 * draws need no more memory than one. The estimate is a random lower bound in expectation and
 * approaches log p(x) as k grows.
 */
public final class MarginalLikelihood {
  private double largest = Double.NEGATIVE_INFINITY;
  private double sum;
  private double squares;
  private int count;

  /** Adds a draw by its log w. */
  public void add(double logWeight) {
    count++;
    if (logWeight == Double.NEGATIVE_INFINITY) {
      return;
    }
    if (logWeight > largest) {
      double shrink = Math.exp(largest - logWeight);
      sum = sum * shrink + 1;
      squares = squares * shrink * shrink + 1;
      largest = logWeight;
    } else {
      double weight = Math.exp(logWeight - largest);
      sum += weight;
      squares += weight * weight;
    }
  }

  /** The estimate of log p(x) in nats from the draws so far; −∞ where every weight was 0. */
  public double value() {
    return largest + Math.log(sum / count);
  }

  /**
   * The estimate's variance, by the delta method: the variance of the mean weight over its square.
   * NaN for fewer than two draws and where every weight was 0.
   */
  public double variance() {
    double mean = sum / count;
    return Math.max(0, squares / count - mean * mean) / ((count - 1) * mean * mean);
  }
}
