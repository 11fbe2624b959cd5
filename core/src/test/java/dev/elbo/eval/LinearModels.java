package dev.elbo.eval;

import dev.elbo.reference.LinearGaussian;
import java.util.Random;

/** Linear-Gaussian models of any number of latents, and rows drawn from them. */
final class LinearModels {
  static final int DATA_SIZE = 20;

  private LinearModels() {}

  /** W ~ N(0, 0.7²), b ~ N(0, 1), s² in [0.3, 1.3): latents whose posteriors are correlated. */
  static LinearGaussian model(int latents) {
    Random random = new Random(latents);
    double[][] w = new double[DATA_SIZE][latents];
    double[] b = new double[DATA_SIZE];
    double[] variance = new double[DATA_SIZE];
    for (int i = 0; i < DATA_SIZE; i++) {
      for (int j = 0; j < latents; j++) {
        w[i][j] = 0.7 * random.nextGaussian();
      }
      b[i] = random.nextGaussian();
      variance[i] = 0.3 + random.nextDouble();
    }
    return new LinearGaussian(w, b, variance);
  }

  /** Rows drawn from {@link #model}. */
  static float[][] rows(int latents, int count) {
    LinearGaussian.Gaussian marginal = model(latents).marginal();
    Random random = new Random(count);
    float[][] rows = new float[count][DATA_SIZE];
    for (float[] row : rows) {
      double[] drawn = marginal.draw(random);
      for (int i = 0; i < row.length; i++) {
        row[i] = (float) drawn[i];
      }
    }
    return rows;
  }
}
