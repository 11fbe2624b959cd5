package dev.elbo.paper.baseline;

import dev.elbo.distribution.Bernoulli;
import dev.elbo.distribution.DiagonalGaussian;
import dev.elbo.distribution.DiagonalGaussian.MeanRange;
import dev.elbo.distribution.DiagonalGaussian.Variance;
import dev.elbo.distribution.LogVarianceBounds;
import dev.elbo.model.Vae;
import dev.elbo.nn.Block;
import dev.elbo.nn.Parameters;
import java.util.function.ToDoubleFunction;

/**
 * log p(x|z) and log q(z|x) in double, straight from App. C, of networks with one tanh hidden layer
 * and parameters that are as a vector in the library's layout; and derivatives by differences.
 */
final class DoubleNetworks {
  private static final double STEP = 5e-4;

  private final Vae vae;

  DoubleNetworks(Vae vae) {
    this.vae = vae;
  }

  static double[] doubles(Parameters parameters) {
    double[] theta = new double[parameters.size()];
    for (int i = 0; i < theta.length; i++) {
      theta[i] = parameters.values()[i];
    }
    return theta;
  }

  /** log p(x|z), App. C.1 or C.2. */
  double logPx(double[] theta, double[] x, double[] z) {
    double[] h = tanh(affine(theta, "decoder.hidden.0", z));
    if (vae.decoder().likelihood() instanceof Bernoulli) {
      double[] logits = affine(theta, "decoder.logits", h);
      double sum = 0;
      for (int i = 0; i < x.length; i++) {
        double y = 1 / (1 + Math.exp(-logits[i]));
        sum += x[i] * Math.log(y) + (1 - x[i]) * Math.log1p(-y);
      }
      return sum;
    }
    DiagonalGaussian gaussian = (DiagonalGaussian) vae.decoder().likelihood();
    double[] mean = affine(theta, "decoder.mean", h);
    if (gaussian.meanRange() == MeanRange.UNIT_INTERVAL) {
      for (int i = 0; i < mean.length; i++) {
        mean[i] = 1 / (1 + Math.exp(-mean[i]));
      }
    }
    double[] raw =
        gaussian.variance() == Variance.SHARED
            ? bias(theta, "decoder.log_variance")
            : affine(theta, "decoder.log_variance", h);
    return gaussian(x, mean, bounded(raw, gaussian.bounds()));
  }

  /** log q(z|x), App. C.2. */
  double logQ(double[] phi, double[] z, double[] x) {
    double[] h = tanh(affine(phi, "encoder.hidden.0", x));
    double[] raw = affine(phi, "encoder.log_variance", h);
    return gaussian(z, affine(phi, "encoder.mean", h), bounded(raw, vae.encoder().bounds()));
  }

  private static double gaussian(double[] v, double[] mean, double[] logVariance) {
    double sum = 0;
    for (int i = 0; i < v.length; i++) {
      double error = v[i] - mean[i];
      sum += Math.log(2 * Math.PI) + logVariance[i] + error * error * Math.exp(-logVariance[i]);
    }
    return -0.5 * sum;
  }

  private static double[] bounded(double[] raw, LogVarianceBounds bounds) {
    double[] values = new double[raw.length];
    for (int i = 0; i < raw.length; i++) {
      double t = bounds.lower() + softplus(raw[i] - bounds.lower());
      values[i] = bounds.upper() - softplus(bounds.upper() - t);
    }
    return values;
  }

  private static double softplus(double a) {
    return Math.max(a, 0) + Math.log1p(Math.exp(-Math.abs(a)));
  }

  private static double[] tanh(double[] a) {
    double[] h = new double[a.length];
    for (int i = 0; i < a.length; i++) {
      h[i] = Math.tanh(a[i]);
    }
    return h;
  }

  private double[] affine(double[] theta, String layer, double[] input) {
    Block weight = block(layer + ".weight");
    double[] y = bias(theta, layer);
    for (int o = 0; o < y.length; o++) {
      for (int i = 0; i < input.length; i++) {
        y[o] += theta[weight.offset() + o * input.length + i] * input[i];
      }
    }
    return y;
  }

  private double[] bias(double[] theta, String layer) {
    Block bias = block(layer + ".bias");
    double[] y = new double[bias.columns()];
    System.arraycopy(theta, bias.offset(), y, 0, y.length);
    return y;
  }

  private Block block(String name) {
    return vae.layout().blocks().stream()
        .filter(block -> block.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** The derivatives of f by five-point central differences, error h⁴f⁽⁵⁾/30. */
  static double[] gradient(ToDoubleFunction<double[]> f, double[] at) {
    double[] gradient = new double[at.length];
    double[] point = at.clone();
    for (int i = 0; i < at.length; i++) {
      double near = 0;
      double far = 0;
      for (int sign = -1; sign <= 1; sign += 2) {
        point[i] = at[i] + sign * STEP;
        near += sign * f.applyAsDouble(point);
        point[i] = at[i] + sign * 2 * STEP;
        far += sign * f.applyAsDouble(point);
      }
      point[i] = at[i];
      gradient[i] = (8 * near - far) / (12 * STEP);
    }
    return gradient;
  }
}
