package dev.elbo.eval;

import dev.elbo.linalg.Matrix;
import java.util.Random;

/** Densities for chains whose moments are known in closed form. */
final class Targets {
  /** Mean of the correlated Gaussian. */
  static final double[] MEAN = {1, -2};

  /** Standard deviations of the correlated Gaussian, and its correlation. */
  static final double[] DEVIATION = {0.5, 2};

  static final double CORRELATION = 0.8;

  private Targets() {}

  /** log N(z; 0, I) up to a constant. */
  static void unitGaussian(Matrix z, double[] logProb, Matrix gradient) {
    for (int c = 0; c < z.rows(); c++) {
      logProb[c] = 0;
      for (int j = 0; j < z.columns(); j++) {
        logProb[c] -= 0.5 * z.get(c, j) * z.get(c, j);
        gradient.set(c, j, -z.get(c, j));
      }
    }
  }

  /** log N(z; m, C) in two dimensions up to a constant. */
  static void correlatedGaussian(Matrix z, double[] logProb, Matrix gradient) {
    double rest = 1 - CORRELATION * CORRELATION;
    for (int c = 0; c < z.rows(); c++) {
      double u = (z.get(c, 0) - MEAN[0]) / DEVIATION[0];
      double v = (z.get(c, 1) - MEAN[1]) / DEVIATION[1];
      logProb[c] = -0.5 * (u * u - 2 * CORRELATION * u * v + v * v) / rest;
      gradient.set(c, 0, (float) ((CORRELATION * v - u) / rest / DEVIATION[0]));
      gradient.set(c, 1, (float) ((CORRELATION * u - v) / rest / DEVIATION[1]));
    }
  }

  /** Independent draws from the correlated Gaussian. */
  static void drawCorrelatedGaussian(Random random, Matrix z) {
    for (int c = 0; c < z.rows(); c++) {
      double u = random.nextGaussian();
      double v = CORRELATION * u + Math.sqrt(1 - CORRELATION * CORRELATION) * random.nextGaussian();
      z.set(c, 0, (float) (MEAN[0] + DEVIATION[0] * u));
      z.set(c, 1, (float) (MEAN[1] + DEVIATION[1] * v));
    }
  }

  /** −Σ (z⁴/4 + z²/2): trajectories that are no ellipses. */
  static void quartic(Matrix z, double[] logProb, Matrix gradient) {
    for (int c = 0; c < z.rows(); c++) {
      logProb[c] = 0;
      for (int j = 0; j < z.columns(); j++) {
        double v = z.get(c, j);
        logProb[c] -= v * v * v * v / 4 + v * v / 2;
        gradient.set(c, j, (float) (-v * v * v - v));
      }
    }
  }

  /** log N(z; 0, 1) where z &gt; 0; elsewhere no numbers at all. */
  static void halfGaussian(Matrix z, double[] logProb, Matrix gradient) {
    unitGaussian(z, logProb, gradient);
    for (int c = 0; c < z.rows(); c++) {
      if (z.get(c, 0) <= 0) {
        logProb[c] = Double.NaN;
        gradient.set(c, 0, Float.NaN);
      }
    }
  }
}
