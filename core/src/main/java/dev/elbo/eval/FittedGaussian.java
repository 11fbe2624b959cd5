package dev.elbo.eval;

/**
 * A Gaussian with full covariance fitted to points: log N(v; m, C) = −½ (d log 2π + log |C| + (v −
 * m)ᵀ C⁻¹ (v − m)), m the mean and C = S + {@value #RIDGE} (tr S / d) I with S the sample
 * covariance.
 *
 * <p>The second term keeps C positive definite where the points lie in a plane or are too few; it
 * changes log N by less than the points leave uncertain.
 */
final class FittedGaussian {
  private static final double RIDGE = 1e-6;
  private static final double LOG_2PI = Math.log(2 * Math.PI);

  private final double[] mean;
  private final double[][] factor;
  private final double logDeterminant;

  private FittedGaussian(double[] mean, double[][] covariance) {
    this.mean = mean;
    factor = Cholesky.factor(covariance);
    double sum = 0;
    for (int j = 0; j < mean.length; j++) {
      sum += 2 * Math.log(factor[j][j]);
    }
    logDeterminant = sum;
  }

  /** Fits to points (n × d), of which not all are the same. */
  static FittedGaussian of(float[][] points) {
    double[] mean = new double[points[0].length];
    for (float[] point : points) {
      for (int j = 0; j < mean.length; j++) {
        mean[j] += point[j] / (double) points.length;
      }
    }
    double[][] covariance = covariance(points, mean);
    double trace = 0;
    for (int j = 0; j < mean.length; j++) {
      trace += covariance[j][j];
    }
    for (int j = 0; j < mean.length; j++) {
      covariance[j][j] += RIDGE * trace / mean.length;
    }
    return new FittedGaussian(mean, covariance);
  }

  /** S = Σ (v − m)(v − m)ᵀ / (n − 1). */
  private static double[][] covariance(float[][] points, double[] mean) {
    double[][] s = new double[mean.length][mean.length];
    for (float[] point : points) {
      for (int j = 0; j < mean.length; j++) {
        for (int k = 0; k < mean.length; k++) {
          s[j][k] += (point[j] - mean[j]) * (point[k] - mean[k]) / (points.length - 1);
        }
      }
    }
    return s;
  }

  /** log N at a point, in nats. */
  double logProb(float[] point) {
    int d = mean.length;
    double[] y = new double[d]; // L·y = v − m, so yᵀy = (v − m)ᵀ C⁻¹ (v − m)
    double squares = 0;
    for (int i = 0; i < d; i++) {
      double rest = point[i] - mean[i];
      for (int k = 0; k < i; k++) {
        rest -= factor[i][k] * y[k];
      }
      y[i] = rest / factor[i][i];
      squares += y[i] * y[i];
    }
    return -0.5 * (d * LOG_2PI + logDeterminant + squares);
  }
}
