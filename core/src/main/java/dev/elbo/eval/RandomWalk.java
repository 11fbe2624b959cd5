package dev.elbo.eval;

import dev.elbo.linalg.Matrix;
import dev.elbo.random.RandomStream;

/**
 * The moves of Metropolis' algorithm among particles: z′ = z + s · 2.38/√d · L·ε, ε ~ N(0, I), with
 * L·Lᵀ about the particles' own covariance, and 2.38/√d the best length where they are Gaussian
 * (Roberts, Gelman and Gilks 1997). s follows the share of moves that are accepted.
 *
 * <p>A tenth of every correlation is taken off: particles are few, and two of them may be alike in
 * some direction by chance.
 */
final class RandomWalk {
  private static final double BEST = 2.38;
  private static final double KEPT = 0.9;

  /** The share of moves to be accepted. */
  private static final double ACCEPTANCE = 0.3;

  private static final double SHORTEST = 0.05;
  private static final double LONGEST = 2;

  /** Added to each variance, for particles that are all at one place. */
  private static final double LEAST_VARIANCE = 1e-10;

  private final int dimensions;
  private final double[] noise;
  private double[][] factor;
  private double scale = 1;

  RandomWalk(int dimensions) {
    this.dimensions = dimensions;
    noise = new double[dimensions];
    factor = new double[dimensions][dimensions];
  }

  /** Begins anew: s = 1. */
  void restart() {
    scale = 1;
  }

  /**
   * Takes the covariance of weighed points.
   *
   * @param points (n × d)
   * @param weights n of them that add up to 1
   */
  void fit(Matrix points, double[] weights) {
    double[] mean = new double[dimensions];
    for (int i = 0; i < weights.length; i++) {
      for (int j = 0; j < dimensions; j++) {
        mean[j] += weights[i] * points.get(i, j);
      }
    }
    double[][] covariance = new double[dimensions][dimensions];
    for (int i = 0; i < weights.length; i++) {
      for (int j = 0; j < dimensions; j++) {
        double deviation = weights[i] * (points.get(i, j) - mean[j]);
        for (int k = 0; k <= j; k++) {
          covariance[j][k] += deviation * (points.get(i, k) - mean[k]);
        }
      }
    }
    for (int j = 0; j < dimensions; j++) {
      covariance[j][j] += LEAST_VARIANCE;
      for (int k = 0; k < j; k++) {
        covariance[j][k] *= KEPT;
      }
    }
    factor = Cholesky.factor(covariance);
  }

  /** Fills in a proposal for each point, (n × d) both. */
  void propose(Matrix points, RandomStream random, Matrix proposals) {
    double length = scale * BEST / Math.sqrt(dimensions);
    for (int i = 0; i < points.rows(); i++) {
      for (int j = 0; j < dimensions; j++) {
        noise[j] = random.nextGaussian();
        double step = 0;
        for (int k = 0; k <= j; k++) {
          step += factor[j][k] * noise[k];
        }
        proposals.set(i, j, (float) (points.get(i, j) + length * step));
      }
    }
  }

  /** Learns from the share of the last proposals that were accepted. */
  void learn(double accepted) {
    scale = Math.max(SHORTEST, Math.min(LONGEST, scale * Math.exp(accepted - ACCEPTANCE)));
  }
}
