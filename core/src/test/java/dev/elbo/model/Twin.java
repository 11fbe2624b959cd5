package dev.elbo.model;

import dev.elbo.distribution.Bernoulli;
import dev.elbo.distribution.DiagonalGaussian;
import dev.elbo.distribution.DiagonalGaussian.MeanRange;
import dev.elbo.distribution.DiagonalGaussian.Variance;
import dev.elbo.distribution.Likelihood;
import dev.elbo.distribution.LogVarianceBounds;
import dev.elbo.linalg.Matrix;
import dev.elbo.linalg.Precision;
import dev.elbo.nn.Activation;
import dev.elbo.nn.Block;
import dev.elbo.nn.BlockGradient;
import dev.elbo.nn.Parameters;
import dev.elbo.nn.Weights;
import dev.elbo.objective.Objective;
import dev.elbo.reference.ReferenceCase;
import dev.elbo.reference.ReferenceConfig;
import dev.elbo.reference.ReferenceDraws;
import dev.elbo.reference.ReferenceObjective;
import dev.elbo.reference.ReferenceObjectives;
import dev.elbo.reference.ReferenceParameters;
import dev.elbo.reference.ReferenceResult;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/**
 * One model twice: the library's in float and the reference's in double, with the same parameters
 * by block name, the same rows and the same noise. All numbers are rounded to float first, so that
 * the twins differ in arithmetic alone.
 */
public final class Twin {
  /** Small enough to cut most blocks. */
  private static final int PIECE = 7;

  private final ReferenceConfig config;
  private final Map<String, double[][]> blocks;
  private final double[][] x;
  private final double[][] noise;
  private final int samples;
  private final Vae vae;
  private final Parameters parameters;

  private Twin(
      ReferenceConfig config,
      Map<String, double[][]> blocks,
      double[][] x,
      double[][] noise,
      int samples) {
    this.config = config;
    this.blocks = blocks;
    this.x = x;
    this.noise = noise;
    this.samples = samples;
    blocks.values().forEach(Twin::round);
    round(x);
    round(noise);
    vae = Vae.of(architecture(config));
    parameters = Parameters.zeros(vae.layout());
    for (Block block : vae.layout().blocks()) {
      copy(ReferenceParameters.block(blocks, block.name()), parameters.matrix(block));
    }
  }

  /** The twins of a case. */
  public static Twin of(ReferenceCase c) {
    return new Twin(c.config(), c.parameters(), c.x(), c.noise(), c.samples());
  }

  /** Parameters N(0, scale²), rows uniform on (0, 1). */
  public static Twin random(
      ReferenceConfig config, int rows, int samples, double scale, long seed) {
    Random random = new Random(seed);
    double[][] x = new double[rows][config.dataSize()];
    for (double[] row : x) {
      for (int i = 0; i < row.length; i++) {
        row[i] = random.nextDouble();
      }
    }
    double[][] noise = new double[rows * samples][config.latentSize()];
    for (double[] row : noise) {
      for (int j = 0; j < row.length; j++) {
        row[j] = random.nextGaussian();
      }
    }
    return new Twin(config, ReferenceParameters.random(config, scale, seed), x, noise, samples);
  }

  private static Architecture architecture(ReferenceConfig c) {
    return new Architecture(
        likelihood(c),
        c.encoderHidden(),
        c.latentSize(),
        Activation.valueOf(c.activation().name()),
        c.tied() ? Architecture.Weights.TIED : Architecture.Weights.SEPARATE,
        bounds(c.encoderBounds()));
  }

  private static Likelihood likelihood(ReferenceConfig c) {
    if (c.likelihood() == ReferenceConfig.Likelihood.BERNOULLI) {
      return new Bernoulli(c.dataSize());
    }
    return new DiagonalGaussian(
        c.dataSize(),
        c.sharedVariance() ? Variance.SHARED : Variance.PER_ROW,
        c.sigmoidMeans() ? MeanRange.UNIT_INTERVAL : MeanRange.REAL,
        bounds(c.decoderBounds()));
  }

  private static LogVarianceBounds bounds(ReferenceConfig.Bounds b) {
    return new LogVarianceBounds((float) b.lower(), (float) b.upper());
  }

  private static void round(double[][] numbers) {
    for (double[] row : numbers) {
      for (int j = 0; j < row.length; j++) {
        row[j] = (double) (float) row[j];
      }
    }
  }

  private static void copy(double[][] from, Matrix into) {
    for (int i = 0; i < from.length; i++) {
      for (int j = 0; j < from[i].length; j++) {
        into.set(i, j, (float) from[i][j]);
      }
    }
  }

  private static double[][] wide(Matrix m) {
    double[][] wide = new double[m.rows()][m.columns()];
    for (int i = 0; i < m.rows(); i++) {
      for (int j = 0; j < m.columns(); j++) {
        wide[i][j] = m.get(i, j);
      }
    }
    return wide;
  }

  /** The library's model. */
  public Vae vae() {
    return vae;
  }

  /** The library's numbers. */
  public Parameters parameters() {
    return parameters;
  }

  /** L. */
  public int samples() {
    return samples;
  }

  /** The library's draws, encoded and decoded: a part in the middle of a larger room. */
  public Draws draws(Draws.Mode mode) {
    Draws draws = new Draws(vae, x.length + 2, samples).part(1, x.length + 1);
    copy(x, draws.x());
    copy(noise, draws.noise());
    Weights w = Weights.of(parameters);
    draws.encode(w);
    draws.decode(w, mode);
    return draws;
  }

  /** The library's value, nats a row, and gradient by block name. */
  public Result evaluate(Objective objective, double beta) {
    Draws draws = draws(Draws.Mode.GRADIENT);
    DrawWeights weights = new DrawWeights(x.length * samples, vae.latentSize());
    double value = objective.weigh(draws, beta, weights) / x.length;
    Parameters gradient = Parameters.zeros(vae.layout());
    draws.backward(Weights.of(parameters), weights, 1f / x.length);
    BlockGradient.pieces(draws.terms(), PIECE, gradient)
        .forEach(piece -> piece.compute(Precision.F32));
    Map<String, double[][]> byName = new LinkedHashMap<>();
    for (Block block : vae.layout().blocks()) {
      byName.put(block.name(), wide(gradient.matrix(block)));
    }
    return new Result(value, byName);
  }

  /** Value in nats a row and gradient by block name. */
  public record Result(double value, Map<String, double[][]> gradient) {}

  /** The reference's draws. */
  public ReferenceDraws referenceDraws() {
    return new ReferenceDraws(config, blocks, x, noise, samples);
  }

  /** The reference's value and gradient. */
  public ReferenceResult reference(ReferenceObjective objective) {
    return ReferenceObjectives.evaluate(config, objective, blocks, x, noise);
  }
}
