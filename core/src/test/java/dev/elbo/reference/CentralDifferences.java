package dev.elbo.reference;

import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * Derivatives of a function of named blocks by five-point central differences: f′(θ) ≈ (8 (f(θ+h) −
 * f(θ−h)) − (f(θ+2h) − f(θ−2h))) / 12h, truncation error h⁴ f⁽⁵⁾/30.
 */
public final class CentralDifferences {
  /** The step h: rounding costs about 4e-13 |f|, truncation about 2e-15 |f⁽⁵⁾|. */
  static final double STEP = 5e-4;

  private CentralDifferences() {}

  /** The derivative of f by every number of every block; the blocks are left as they were. */
  public static Map<String, double[][]> gradient(
      ToDoubleFunction<Map<String, double[][]>> f, Map<String, double[][]> at) {
    Map<String, double[][]> gradient = ReferenceParameters.copy(at);
    Map<String, double[][]> point = ReferenceParameters.copy(at);
    for (Map.Entry<String, double[][]> entry : point.entrySet()) {
      double[][] block = entry.getValue();
      double[][] derivative = ReferenceParameters.block(gradient, entry.getKey());
      for (int o = 0; o < block.length; o++) {
        for (int i = 0; i < block[o].length; i++) {
          double theta = block[o][i];
          double near = 0;
          double far = 0;
          for (int sign = -1; sign <= 1; sign += 2) {
            block[o][i] = theta + sign * STEP;
            near += sign * f.applyAsDouble(point);
            block[o][i] = theta + sign * 2 * STEP;
            far += sign * f.applyAsDouble(point);
          }
          block[o][i] = theta;
          derivative[o][i] = (8 * near - far) / (12 * STEP);
        }
      }
    }
    return gradient;
  }

  /**
   * The largest of |a − b| / (|a| + |b| + floor) over all numbers of the named block, the figure
   * the gradient tests bound.
   */
  public static double relativeError(double[][] a, double[][] b, double floor) {
    double worst = 0;
    for (int o = 0; o < a.length; o++) {
      for (int i = 0; i < a[o].length; i++) {
        double scale = Math.abs(a[o][i]) + Math.abs(b[o][i]) + floor;
        double error = Math.abs(a[o][i] - b[o][i]) / scale;
        if (!(error <= worst)) {
          worst = error; // NaN stays and fails the caller's bound
        }
      }
    }
    return worst;
  }
}
