package dev.elbo.reference;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * The one model whose marginal likelihood is known exactly: p(z) = N(0, I), p(x|z) = N(W z + b,
 * diag(s²)), hence p(x) = N(b, W Wᵀ + diag(s²)).
 *
 * <p>The posterior is N(m, Λ⁻¹) with Λ = I + Wᵀ diag(1/s²) W and m = Λ⁻¹ Wᵀ diag(1/s²) (x − b).
 */
public final class LinearGaussian {
  private final double[][] w;
  private final double[] b;
  private final double[] variance;

  /**
   * A linear-Gaussian model.
   *
   * @param w W (D × J)
   * @param b b (D)
   * @param variance s² (D), positive
   */
  public LinearGaussian(double[][] w, double[] b, double[] variance) {
    this.w = ReferenceParameters.copy(w);
    this.b = b.clone();
    this.variance = variance.clone();
  }

  /** A Gaussian with a full covariance matrix. */
  public static final class Gaussian {
    private final double[] mean;
    private final double[][] covariance;

    Gaussian(double[] mean, double[][] covariance) {
      this.mean = mean;
      this.covariance = covariance;
    }

    /** The mean. */
    public double[] mean() {
      return mean.clone();
    }

    /** The covariance matrix. */
    public double[][] covariance() {
      return ReferenceParameters.copy(covariance);
    }

    /** A draw m + L ε with L Lᵀ = C, ε ~ N(0, I). */
    public double[] draw(Random random) {
      double[][] l = cholesky(covariance);
      double[] v = mean.clone();
      for (int j = 0; j < v.length; j++) {
        double epsilon = random.nextGaussian();
        for (int i = j; i < v.length; i++) {
          v[i] += l[i][j] * epsilon;
        }
      }
      return v;
    }

    /** The ε that {@link #draw} would have made v of: L⁻¹ (v − m), with L Lᵀ = C. */
    public double[] whitened(double[] v) {
      return forwardSolve(cholesky(covariance), subtract(v, mean));
    }

    /** log N(v; m, C) = −½ (n log 2π + log |C| + (v − m)ᵀ C⁻¹ (v − m)), in nats. */
    public double logDensity(double[] v) {
      double[][] l = cholesky(covariance);
      double[] difference = subtract(v, mean);
      double[] y = forwardSolve(l, difference);
      double sum = 0;
      for (int i = 0; i < v.length; i++) {
        sum -= 0.5 * (ReferenceDistributions.LOG_2_PI + 2 * Math.log(l[i][i]) + y[i] * y[i]);
      }
      return sum;
    }
  }

  /** p(x) = N(b, W Wᵀ + diag(s²)). */
  public Gaussian marginal() {
    int d = b.length;
    double[][] covariance = new double[d][d];
    for (int i = 0; i < d; i++) {
      covariance[i][i] = variance[i];
      for (int k = 0; k < d; k++) {
        for (int j = 0; j < latentSize(); j++) {
          covariance[i][k] += w[i][j] * w[k][j];
        }
      }
    }
    return new Gaussian(b.clone(), covariance);
  }

  /** log p(x), exact, in nats. */
  public double logMarginal(double[] x) {
    return marginal().logDensity(x);
  }

  /** log p(x|z) + log p(z). */
  public double logJoint(double[] x, double[] z) {
    double[] mean = b.clone();
    double[] logVariance = new double[b.length];
    for (int i = 0; i < b.length; i++) {
      logVariance[i] = Math.log(variance[i]);
      for (int j = 0; j < z.length; j++) {
        mean[i] += w[i][j] * z[j];
      }
    }
    return ReferenceDistributions.gaussian(x, mean, logVariance)
        + ReferenceDistributions.standardNormal(z);
  }

  /** p(z|x), exact. */
  public Gaussian posterior(double[] x) {
    double[][] covariance = posteriorCovariance();
    double[][] gain = gain(covariance);
    double[] difference = subtract(x, b);
    double[] mean = new double[latentSize()];
    for (int j = 0; j < mean.length; j++) {
      for (int i = 0; i < b.length; i++) {
        mean[j] += gain[j][i] * difference[i];
      }
    }
    return new Gaussian(mean, covariance);
  }

  /** s², the variance of each column about W z + b: a copy. */
  public double[] noise() {
    return variance.clone();
  }

  /** The model of some of the columns, in the order given. */
  public LinearGaussian select(int[] columns) {
    double[][] rows = new double[columns.length][];
    double[] means = new double[columns.length];
    double[] variances = new double[columns.length];
    for (int i = 0; i < columns.length; i++) {
      rows[i] = w[columns[i]];
      means[i] = b[columns[i]];
      variances[i] = variance[columns[i]];
    }
    return new LinearGaussian(rows, means, variances);
  }

  /**
   * p(x_missing | x_observed) of a row's missing cells (NaN), in their order, exact: N(W m + b, W
   * Λ⁻¹ Wᵀ + diag(s²)) with the posterior N(m, Λ⁻¹) of z by the others.
   */
  public Gaussian conditional(double[] x) {
    int[] observed = IntStream.range(0, x.length).filter(i -> !Double.isNaN(x[i])).toArray();
    int[] missing = IntStream.range(0, x.length).filter(i -> Double.isNaN(x[i])).toArray();
    Gaussian z =
        select(observed).posterior(Arrays.stream(observed).mapToDouble(i -> x[i]).toArray());
    LinearGaussian rest = select(missing);
    double[] mean = rest.b.clone();
    double[][] covariance = new double[missing.length][missing.length];
    for (int i = 0; i < missing.length; i++) {
      for (int j = 0; j < latentSize(); j++) {
        mean[i] += rest.w[i][j] * z.mean[j];
        for (int k = 0; k < missing.length; k++) {
          for (int l = 0; l < latentSize(); l++) {
            covariance[i][k] += rest.w[i][j] * z.covariance[j][l] * rest.w[k][l];
          }
        }
      }
      covariance[i][i] += rest.variance[i];
    }
    return new Gaussian(mean, covariance);
  }

  /**
   * This model as parameter blocks with one relu hidden layer of width 2J in the decoder and 2D in
   * the encoder, since v = relu(v) − relu(−v); Gaussian decoder with shared variance, no bounds, no
   * ties.
   *
   * <p>q(z|x) has the exact posterior's means and variances; it is the exact posterior where the
   * columns of W are orthogonal under diag(1/s²), so always for J = 1, and then log w = log p(x) at
   * every draw.
   */
  public Map<String, double[][]> reluBlocks() {
    double[][] covariance = posteriorCovariance();
    double[][] gain = gain(covariance);
    double[][] encoderBias = new double[1][latentSize()];
    double[][] encoderLogVariance = new double[1][latentSize()];
    double[][] decoderLogVariance = new double[1][b.length];
    for (int j = 0; j < latentSize(); j++) {
      encoderLogVariance[0][j] = Math.log(covariance[j][j]);
      for (int i = 0; i < b.length; i++) {
        encoderBias[0][j] -= gain[j][i] * b[i];
      }
    }
    for (int i = 0; i < b.length; i++) {
      decoderLogVariance[0][i] = Math.log(variance[i]);
    }
    Map<String, double[][]> blocks = new LinkedHashMap<>();
    blocks.put("encoder.hidden.0.weight", plusMinusIdentity(b.length));
    blocks.put("encoder.hidden.0.bias", new double[1][2 * b.length]);
    blocks.put("encoder.mean.weight", plusMinus(gain));
    blocks.put("encoder.mean.bias", encoderBias);
    blocks.put("encoder.log_variance.weight", new double[latentSize()][2 * b.length]);
    blocks.put("encoder.log_variance.bias", encoderLogVariance);
    blocks.put("decoder.hidden.0.weight", plusMinusIdentity(latentSize()));
    blocks.put("decoder.hidden.0.bias", new double[1][2 * latentSize()]);
    blocks.put("decoder.mean.weight", plusMinus(w));
    blocks.put("decoder.mean.bias", new double[][] {b.clone()});
    blocks.put("decoder.log_variance.bias", decoderLogVariance);
    return blocks;
  }

  private int latentSize() {
    return w[0].length;
  }

  /** Λ⁻¹ = (I + Wᵀ diag(1/s²) W)⁻¹ (J × J). */
  private double[][] posteriorCovariance() {
    double[][] precision = new double[latentSize()][latentSize()];
    for (int j = 0; j < latentSize(); j++) {
      precision[j][j] = 1;
      for (int k = 0; k < latentSize(); k++) {
        for (int i = 0; i < b.length; i++) {
          precision[j][k] += w[i][j] * w[i][k] / variance[i];
        }
      }
    }
    double[][] l = cholesky(precision);
    double[][] inverse = new double[latentSize()][latentSize()];
    for (int k = 0; k < latentSize(); k++) {
      double[] unit = new double[latentSize()];
      unit[k] = 1;
      double[] column = backwardSolve(l, forwardSolve(l, unit));
      for (int j = 0; j < latentSize(); j++) {
        inverse[j][k] = column[j];
      }
    }
    return inverse;
  }

  /** Λ⁻¹ Wᵀ diag(1/s²) (J × D). */
  private double[][] gain(double[][] covariance) {
    double[][] gain = new double[latentSize()][b.length];
    for (int j = 0; j < latentSize(); j++) {
      for (int i = 0; i < b.length; i++) {
        for (int k = 0; k < latentSize(); k++) {
          gain[j][i] += covariance[j][k] * w[i][k] / variance[i];
        }
      }
    }
    return gain;
  }

  /** [I; −I] (2n × n). */
  private static double[][] plusMinusIdentity(int n) {
    double[][] m = new double[2 * n][n];
    for (int i = 0; i < n; i++) {
      m[i][i] = 1;
      m[n + i][i] = -1;
    }
    return m;
  }

  /** [M, −M] (rows × 2n). */
  private static double[][] plusMinus(double[][] m) {
    int n = m[0].length;
    double[][] both = new double[m.length][2 * n];
    for (int i = 0; i < m.length; i++) {
      for (int j = 0; j < n; j++) {
        both[i][j] = m[i][j];
        both[i][n + j] = -m[i][j];
      }
    }
    return both;
  }

  /** The lower triangular L with L Lᵀ = A. */
  static double[][] cholesky(double[][] a) {
    int n = a.length;
    double[][] l = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int k = 0; k <= i; k++) {
        double sum = a[i][k];
        for (int j = 0; j < k; j++) {
          sum -= l[i][j] * l[k][j];
        }
        if (i == k && !(sum > 0)) {
          throw new IllegalArgumentException("the matrix is not positive definite");
        }
        l[i][k] = i == k ? Math.sqrt(sum) : sum / l[k][k];
      }
    }
    return l;
  }

  /** y with L y = v. */
  private static double[] forwardSolve(double[][] l, double[] v) {
    double[] y = v.clone();
    for (int i = 0; i < v.length; i++) {
      for (int j = 0; j < i; j++) {
        y[i] -= l[i][j] * y[j];
      }
      y[i] /= l[i][i];
    }
    return y;
  }

  /** y with Lᵀ y = v. */
  private static double[] backwardSolve(double[][] l, double[] v) {
    double[] y = v.clone();
    for (int i = v.length - 1; i >= 0; i--) {
      for (int j = i + 1; j < v.length; j++) {
        y[i] -= l[j][i] * y[j];
      }
      y[i] /= l[i][i];
    }
    return y;
  }

  private static double[] subtract(double[] a, double[] b) {
    double[] difference = a.clone();
    for (int i = 0; i < a.length; i++) {
      difference[i] -= b[i];
    }
    return difference;
  }
}
