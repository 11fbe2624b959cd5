package dev.elbo.eval;

/** Square roots of covariance matrices. */
final class Cholesky {
  private Cholesky() {}

  /** The lower triangular L with L·Lᵀ = C, for C symmetric and positive definite, (d × d). */
  static double[][] factor(double[][] c) {
    int d = c.length;
    double[][] l = new double[d][d];
    for (int i = 0; i < d; i++) {
      for (int j = 0; j <= i; j++) {
        double rest = c[i][j];
        for (int k = 0; k < j; k++) {
          rest -= l[i][k] * l[j][k];
        }
        l[i][j] = i == j ? Math.sqrt(rest) : rest / l[j][j];
      }
    }
    return l;
  }
}
