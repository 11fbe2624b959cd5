package dev.elbo.onnx;

import dev.elbo.distribution.CategoricalColumn;
import dev.elbo.distribution.ColumnFamily;
import dev.elbo.distribution.DiagonalGaussian;
import dev.elbo.distribution.GaussianColumn;
import dev.elbo.distribution.HeadRole;
import dev.elbo.distribution.Likelihood;
import dev.elbo.distribution.LogVarianceBounds;
import dev.elbo.distribution.MixedLikelihood;
import dev.elbo.distribution.NegativeBinomialColumn;
import dev.elbo.distribution.StudentTColumn;
import dev.elbo.linalg.Matrix;
import dev.elbo.model.Decoder;
import dev.elbo.model.Vae;
import dev.elbo.nn.Parameters;
import dev.elbo.nn.Weights;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the library says of p(x|z), in the model's units, by the names of a decoder's outputs. */
final class ElboParameters {
  private ElboParameters() {}

  /** The decoder's outputs for z. */
  static Matrix outputs(Vae vae, Parameters parameters, float[][] z) {
    Decoder.Trace trace = vae.decoder().trace(z.length);
    Matrix latents = Matrix.zeros(z.length, vae.latentSize());
    for (int i = 0; i < z.length; i++) {
      System.arraycopy(z[i], 0, latents.array(), latents.at(i, 0), z[i].length);
    }
    vae.decoder().forward(Weights.fixed(parameters), latents, trace);
    return trace.outputs();
  }

  /** By name: an array a row. */
  static Map<String, double[][]> of(Likelihood likelihood, Matrix h) {
    Map<String, double[][]> values = new LinkedHashMap<>();
    if (likelihood instanceof MixedLikelihood mixed) {
      for (int d = 0; d < mixed.dataSize(); d++) {
        addColumn(mixed, d, h, values);
      }
      return values;
    }
    Matrix mean = Matrix.zeros(h.rows(), likelihood.dataSize());
    likelihood.mean(h, mean);
    boolean gaussian = likelihood instanceof DiagonalGaussian;
    values.put(gaussian ? "mean" : "probability", doubles(mean));
    if (likelihood instanceof DiagonalGaussian normal) {
      double[][] deviations = new double[h.rows()][normal.dataSize()];
      for (int i = 0; i < h.rows(); i++) {
        for (int d = 0; d < normal.dataSize(); d++) {
          deviations[i][d] = deviation(h.get(i, normal.dataSize() + d), normal.bounds());
        }
      }
      values.put("deviation", deviations);
    }
    return values;
  }

  private static double[][] doubles(Matrix m) {
    double[][] rows = new double[m.rows()][m.columns()];
    for (int i = 0; i < m.rows(); i++) {
      for (int j = 0; j < m.columns(); j++) {
        rows[i][j] = m.get(i, j);
      }
    }
    return rows;
  }

  private static void addColumn(
      MixedLikelihood mixed, int d, Matrix h, Map<String, double[][]> values) {
    for (int i = 0; i < h.rows(); i++) {
      int row = i;
      ColumnFamily family = mixed.columns().get(d);
      float[] outputs = new float[family.outputs().size()];
      for (int o = 0; o < outputs.length; o++) {
        outputs[o] = h.get(i, place(mixed, d, o));
      }
      parameters(family, outputs)
          .forEach(
              (name, value) ->
                  values
                          .computeIfAbsent(
                              "x[%d].%s".formatted(d, name), n -> new double[h.rows()][])[row] =
                      value);
    }
  }

  /** The column of h that holds an output: role by role, and within a role column by column. */
  static int place(MixedLikelihood mixed, int d, int output) {
    HeadRole wanted = mixed.columns().get(d).outputs().get(output);
    int place = 0;
    for (HeadRole role : HeadRole.values()) {
      for (int c = 0; c < mixed.dataSize(); c++) {
        List<HeadRole> outputs = mixed.columns().get(c).outputs();
        for (int o = 0; o < outputs.size(); o++) {
          if (role == wanted && c == d && o == output) {
            return place;
          }
          place += outputs.get(o) == role ? 1 : 0;
        }
      }
    }
    throw new IllegalArgumentException("no output " + output);
  }

  /** The parameters of a column by name. */
  static Map<String, double[]> parameters(ColumnFamily family, float[] outputs) {
    double mean = family.mean(outputs);
    if (family instanceof GaussianColumn gaussian) {
      return Map.of("mean", one(mean), "deviation", one(deviation(outputs[1], gaussian.bounds())));
    }
    if (family instanceof StudentTColumn studentT) {
      return Map.of(
          "location", one(mean),
          "scale", one(deviation(outputs[1], studentT.bounds())),
          "degrees_of_freedom", one(StudentTColumn.degreesOfFreedom(outputs[2])));
    }
    if (family instanceof CategoricalColumn) {
      double[] probabilities = new double[outputs.length];
      double sum = 0;
      for (float output : outputs) {
        sum += Math.exp(output - outputs[(int) mean]);
      }
      for (int k = 0; k < outputs.length; k++) {
        probabilities[k] = Math.exp(outputs[k] - outputs[(int) mean]) / sum;
      }
      return Map.of("probabilities", probabilities);
    }
    return switch (family.name()) {
      case "bernoulli" -> Map.of("probability", one(mean));
      case "poisson" -> Map.of("rate", one(mean));
      case "negative_binomial" ->
          Map.of(
              "rate", one(mean), "dispersion", one(NegativeBinomialColumn.dispersion(outputs[1])));
      default -> Map.of("mean", one(mean), "lambda", one(1 / (1 + Math.exp(-outputs[0]))));
    };
  }

  private static double[] one(double value) {
    return new double[] {value};
  }

  private static double deviation(float raw, LogVarianceBounds bounds) {
    float[] logVariance = {raw};
    bounds.apply(logVariance, new float[1], new float[1], 1);
    return Math.exp(0.5 * Math.max(-87, Math.min(88, logVariance[0])));
  }
}
