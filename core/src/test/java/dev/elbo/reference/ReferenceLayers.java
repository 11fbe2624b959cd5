package dev.elbo.reference;

import dev.elbo.reference.ReferenceConfig.Activation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Deterministic layers of one row, forward and backward; backward adds to its gradient blocks. */
final class ReferenceLayers {
  private ReferenceLayers() {}

  /**
   * What a stack of hidden layers computed: the input and the pre-activation W x + b of each layer,
   * and the output of the last one.
   */
  static final class Trace {
    final List<double[]> inputs = new ArrayList<>();
    final List<double[]> preActivations = new ArrayList<>();
    double[] output;

    private Trace(double[] input) {
      output = input;
    }
  }

  /** a = W x + b. */
  static double[] affine(double[][] weight, double[][] bias, double[] x) {
    double[] a = new double[weight.length];
    for (int o = 0; o < weight.length; o++) {
      a[o] = bias[0][o];
      for (int i = 0; i < x.length; i++) {
        a[o] += weight[o][i] * x[i];
      }
    }
    return a;
  }

  /** Adds ∂/∂W = da xᵀ and ∂/∂b = da; returns ∂/∂x = Wᵀ da. */
  static double[] affineBackward(
      double[][] weight,
      double[] x,
      double[] da,
      double[][] weightGradient,
      double[][] biasGradient) {
    double[] dx = new double[x.length];
    for (int o = 0; o < weight.length; o++) {
      biasGradient[0][o] += da[o];
      for (int i = 0; i < x.length; i++) {
        weightGradient[o][i] += da[o] * x[i];
        dx[i] += weight[o][i] * da[o];
      }
    }
    return dx;
  }

  /** The affine layer of that block name. */
  static double[] affine(Map<String, double[][]> parameters, String name, double[] x) {
    return affine(
        ReferenceParameters.block(parameters, name + ".weight"),
        ReferenceParameters.block(parameters, name + ".bias"),
        x);
  }

  /** Backward of the affine layer of that block name. */
  static double[] affineBackward(
      Map<String, double[][]> parameters,
      String name,
      double[] x,
      double[] da,
      Map<String, double[][]> gradient) {
    return affineBackward(
        ReferenceParameters.block(parameters, name + ".weight"),
        x,
        da,
        ReferenceParameters.block(gradient, name + ".weight"),
        ReferenceParameters.block(gradient, name + ".bias"));
  }

  /** h = f(W h + b) for layers prefix0, prefix1, … */
  static Trace hidden(
      Map<String, double[][]> parameters, String prefix, int depth, Activation f, double[] input) {
    Trace trace = new Trace(input);
    for (int k = 0; k < depth; k++) {
      double[] a = affine(parameters, prefix + k, trace.output);
      double[] h = new double[a.length];
      for (int o = 0; o < a.length; o++) {
        h[o] = f.value(a[o]);
      }
      trace.inputs.add(trace.output);
      trace.preActivations.add(a);
      trace.output = h;
    }
    return trace;
  }

  /** Backward of {@link #hidden}: dh is ∂/∂(last output), the result ∂/∂(input). */
  static double[] hiddenBackward(
      Map<String, double[][]> parameters,
      String prefix,
      Activation f,
      Trace trace,
      double[] dh,
      Map<String, double[][]> gradient) {
    double[] d = dh;
    for (int k = trace.inputs.size() - 1; k >= 0; k--) {
      double[] a = trace.preActivations.get(k);
      double[] da = new double[a.length];
      for (int o = 0; o < a.length; o++) {
        da[o] = d[o] * f.derivative(a[o]);
      }
      d = affineBackward(parameters, prefix + k, trace.inputs.get(k), da, gradient);
    }
    return d;
  }

  static double[][] transpose(double[][] m) {
    double[][] t = new double[m[0].length][m.length];
    for (int i = 0; i < m.length; i++) {
      for (int j = 0; j < m[0].length; j++) {
        t[j][i] = m[i][j];
      }
    }
    return t;
  }

  static double[] sum(double[] a, double[] b) {
    double[] sum = new double[a.length];
    for (int i = 0; i < a.length; i++) {
      sum[i] = a[i] + b[i];
    }
    return sum;
  }
}
