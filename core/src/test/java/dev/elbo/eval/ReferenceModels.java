package dev.elbo.eval;

import dev.elbo.data.Dataset;
import dev.elbo.distribution.Bernoulli;
import dev.elbo.distribution.DiagonalGaussian;
import dev.elbo.distribution.DiagonalGaussian.MeanRange;
import dev.elbo.distribution.DiagonalGaussian.Variance;
import dev.elbo.distribution.Likelihood;
import dev.elbo.distribution.LogVarianceBounds;
import dev.elbo.model.Architecture;
import dev.elbo.model.Architecture.Weights;
import dev.elbo.model.Vae;
import dev.elbo.nn.Activation;
import dev.elbo.nn.Block;
import dev.elbo.nn.Parameters;
import dev.elbo.reference.LinearGaussian;
import dev.elbo.reference.ReferenceConfig;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The product's models and rows beside those of the double-precision reference. */
public final class ReferenceModels {
  private ReferenceModels() {}

  /** The same architecture; the reference's decoder widths must mirror its encoder's. */
  public static Vae vae(ReferenceConfig config) {
    return Vae.of(
        new Architecture(
            likelihood(config),
            config.encoderHidden(),
            config.latentSize(),
            Activation.valueOf(config.activation().name()),
            config.tied() ? Weights.TIED : Weights.SEPARATE,
            bounds(config.encoderBounds())));
  }

  private static Likelihood likelihood(ReferenceConfig config) {
    return config.likelihood() == ReferenceConfig.Likelihood.BERNOULLI
        ? new Bernoulli(config.dataSize())
        : new DiagonalGaussian(
            config.dataSize(),
            config.sharedVariance() ? Variance.SHARED : Variance.PER_ROW,
            config.sigmoidMeans() ? MeanRange.UNIT_INTERVAL : MeanRange.REAL,
            bounds(config.decoderBounds()));
  }

  private static LogVarianceBounds bounds(ReferenceConfig.Bounds bounds) {
    return new LogVarianceBounds((float) bounds.lower(), (float) bounds.upper());
  }

  /** The reference's blocks as parameters. What a block has beyond them stays 0. */
  public static Parameters parameters(Vae vae, Map<String, double[][]> blocks) {
    Parameters parameters = Parameters.zeros(vae.layout());
    for (Block block : vae.layout().blocks()) {
      double[][] values = Objects.requireNonNull(blocks.get(block.name()), block.name());
      for (int i = 0; i < values.length; i++) {
        for (int j = 0; j < values[i].length; j++) {
          parameters.matrix(block).set(i, j, (float) values[i][j]);
        }
      }
    }
    return parameters;
  }

  /** Parameters as the reference's blocks. */
  public static Map<String, double[][]> blocks(Parameters parameters) {
    Map<String, double[][]> blocks = new LinkedHashMap<>();
    for (Block block : parameters.layout().blocks()) {
      blocks.put(block.name(), doubles(parameters.matrix(block).toArray()));
    }
    return blocks;
  }

  /** The architecture of {@link #parameters(Vae, LinearGaussian)}. */
  public static Vae linearGaussianVae(int dataSize, int latentSize) {
    return Vae.of(
        new Architecture(
            new DiagonalGaussian(dataSize, Variance.SHARED, MeanRange.REAL, LogVarianceBounds.NONE),
            List.of(2 * Math.max(dataSize, latentSize)),
            latentSize,
            Activation.RELU,
            Weights.SEPARATE,
            LogVarianceBounds.NONE));
  }

  /** {@link LinearGaussian#reluBlocks} in hidden layers of one width, spare units at 0. */
  public static Parameters parameters(Vae vae, LinearGaussian model) {
    return parameters(vae, model.reluBlocks());
  }

  /** Rows rounded to float, so that product and reference read the same numbers. */
  public static float[][] floats(double[][] rows) {
    float[][] floats = new float[rows.length][];
    for (int i = 0; i < rows.length; i++) {
      floats[i] = new float[rows[i].length];
      for (int j = 0; j < rows[i].length; j++) {
        floats[i][j] = (float) rows[i][j];
      }
    }
    return floats;
  }

  public static double[][] doubles(float[][] rows) {
    double[][] doubles = new double[rows.length][];
    for (int i = 0; i < rows.length; i++) {
      doubles[i] = new double[rows[i].length];
      for (int j = 0; j < rows[i].length; j++) {
        doubles[i][j] = rows[i][j];
      }
    }
    return doubles;
  }

  public static Dataset dataset(float[][] rows) {
    return Dataset.ofFloats("rows", rows);
  }
}
