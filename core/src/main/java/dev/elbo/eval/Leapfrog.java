package dev.elbo.eval;

import dev.elbo.linalg.Matrix;

/**
 * The leapfrog integrator for H(z, p) = −log π(z) + ½|p|², many trajectories at once (Neal 2011,
 * "MCMC Using Hamiltonian Dynamics").
 *
 * <p>A step of size ε: p ← p + ½ε ∇log π(z), z ← z + εp, p ← p + ½ε ∇log π(z). The way back is the
 * same map after p ← −p; volumes are kept, and H changes by O(ε²). {@link HamiltonianMonteCarlo}
 * rests on all three.
 *
 * @param steps of a trajectory, 1 or more
 */
record Leapfrog(LogDensity target, int steps) {

  Leapfrog {
    if (steps < 1) {
      throw new IllegalArgumentException("leapfrog steps must be 1 or more, not " + steps);
    }
  }

  /**
   * Moves points and momenta along their trajectories.
   *
   * @param points already evaluated; so they are at the end
   * @param momenta p, (chains × dimensions)
   * @param stepSizes ε of each chain
   */
  void integrate(Points points, Matrix momenta, double[] stepSizes) {
    add(0.5, stepSizes, points.gradient(), momenta);
    for (int step = 1; step <= steps; step++) {
      add(1, stepSizes, momenta, points.z());
      points.evaluate(target);
      add(step < steps ? 1 : 0.5, stepSizes, points.gradient(), momenta); // two halves are one
    }
  }

  /** Each chain's row of y ← y + factor · ε · dy. */
  private static void add(double factor, double[] stepSizes, Matrix dy, Matrix y) {
    for (int c = 0; c < y.rows(); c++) {
      double step = factor * stepSizes[c];
      for (int j = 0; j < y.columns(); j++) {
        y.set(c, j, (float) (y.get(c, j) + step * dy.get(c, j)));
      }
    }
  }
}
