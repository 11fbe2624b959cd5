package dev.elbo.eval;

import dev.elbo.linalg.Matrix;

/** Where chains are, with the log-density and its gradient there. */
final class Points {
  private final Matrix z;
  private final Matrix gradient;
  private final double[] logProb;

  Points(int chains, int dimensions) {
    z = Matrix.zeros(chains, dimensions);
    gradient = Matrix.zeros(chains, dimensions);
    logProb = new double[chains];
  }

  /** Positions, (chains × dimensions). */
  Matrix z() {
    return z;
  }

  /** ∇log π(z), (chains × dimensions), as of {@link #evaluate}. */
  Matrix gradient() {
    return gradient;
  }

  /** log π(z), one a chain, as of {@link #evaluate}. */
  double[] logProb() {
    return logProb;
  }

  /** Computes log-density and gradient at the positions. */
  void evaluate(LogDensity target) {
    target.logProbAndGradient(z, logProb, gradient);
  }

  /** Chain c ← that of {@code other}, of the same shape. */
  void set(int c, Points other) {
    copy(other.z, z, c);
    copy(other.gradient, gradient, c);
    logProb[c] = other.logProb[c];
  }

  private static void copy(Matrix from, Matrix to, int row) {
    System.arraycopy(from.array(), from.at(row, 0), to.array(), to.at(row, 0), to.columns());
  }
}
