package dev.elbo.eval;

import dev.elbo.linalg.Matrix;

/** The logarithm of a density, up to a constant, with its gradient, at many points at once. */
public interface LogDensity {
  /**
   * Computes value and gradient. What a point gets must not depend on the others. Outside the
   * density's support, or where arithmetic overflows, values may be −∞ or NaN.
   *
   * @param points (n × dimensions), left as they are
   * @param logProb receives n values, in nats
   * @param gradient receives the derivatives, (n × dimensions)
   */
  void logProbAndGradient(Matrix points, double[] logProb, Matrix gradient);
}
