package dev.elbo.paper.baseline;

import dev.elbo.data.Binarization;
import dev.elbo.data.Dataset;
import dev.elbo.data.RowReader;
import dev.elbo.distribution.DiagonalGaussian;
import dev.elbo.distribution.DiagonalGaussian.MeanRange;
import dev.elbo.distribution.DiagonalGaussian.Variance;
import dev.elbo.distribution.LogVarianceBounds;
import dev.elbo.model.Architecture;
import dev.elbo.model.Vae;
import dev.elbo.nn.Parameters;
import java.util.List;
import java.util.Random;

/**
 * Rows x = b + wz + sε of three columns and one latent, and networks that can say so. Their largest
 * mean likelihood under a Gaussian is −½ (3 log 2π + log |S| + 3), S the covariance of the rows;
 * wwᵀ + diag(s²) has as many free numbers as S, so a linear model reaches it.
 */
final class LinearGaussianRows {
  private static final double[] B = {0.5, -1, 0};
  private static final double[] W = {1, -0.7, 0.5};
  private static final double[] S = {0.4, 0.5, 0.6};

  private final float[][] rows;

  LinearGaussianRows(int count, long seed) {
    Random random = new Random(seed);
    rows = new float[count][3];
    for (float[] row : rows) {
      double z = random.nextGaussian();
      for (int i = 0; i < 3; i++) {
        row[i] = (float) (B[i] + W[i] * z + S[i] * random.nextGaussian());
      }
    }
  }

  RowReader reader() {
    return RowReader.of(Dataset.ofFloats("rows", rows), Binarization.NONE, 1);
  }

  static Vae vae() {
    return Vae.of(
        Architecture.of(
            new DiagonalGaussian(3, Variance.SHARED, MeanRange.REAL, LogVarianceBounds.DECODER),
            List.of(8),
            1));
  }

  /** The mean over rows of log p(x) = log ∫ p(x|z) p(z) dz, by the trapezoidal rule. */
  double logLikelihood(Vae vae, Parameters parameters) {
    DoubleNetworks networks = new DoubleNetworks(vae);
    double[] theta = DoubleNetworks.doubles(parameters);
    double step = 0.02;
    double total = 0;
    for (float[] row : rows) {
      double[] x = {row[0], row[1], row[2]};
      double sum = 0;
      for (double z = -6; z <= 6; z += step) {
        double prior = -0.5 * (Math.log(2 * Math.PI) + z * z);
        sum += Math.exp(networks.logPx(theta, x, new double[] {z}) + prior);
      }
      total += Math.log(sum * step);
    }
    return total / rows.length;
  }

  /** The largest mean likelihood of a Gaussian. */
  double largest() {
    double[] mean = new double[3];
    double[][] s = new double[3][3];
    for (float[] row : rows) {
      for (int i = 0; i < 3; i++) {
        mean[i] += (double) row[i] / rows.length;
      }
    }
    for (float[] row : rows) {
      for (int i = 0; i < 3; i++) {
        for (int j = 0; j < 3; j++) {
          s[i][j] += (row[i] - mean[i]) * (row[j] - mean[j]) / rows.length;
        }
      }
    }
    double determinant =
        s[0][0] * (s[1][1] * s[2][2] - s[1][2] * s[2][1])
            - s[0][1] * (s[1][0] * s[2][2] - s[1][2] * s[2][0])
            + s[0][2] * (s[1][0] * s[2][1] - s[1][1] * s[2][0]);
    return -0.5 * (3 * Math.log(2 * Math.PI) + Math.log(determinant) + 3);
  }

  /** The mean likelihood of the best Gaussian without correlations: what a model without z says. */
  double withoutLatents() {
    double sum = 0;
    for (int i = 0; i < 3; i++) {
      double mean = 0;
      double squares = 0;
      for (float[] row : rows) {
        mean += (double) row[i] / rows.length;
        squares += (double) row[i] * row[i] / rows.length;
      }
      sum -= 0.5 * (Math.log(2 * Math.PI * (squares - mean * mean)) + 1);
    }
    return sum;
  }
}
