package dev.elbo.reference;

import dev.elbo.reference.ReferenceConfig.Activation;
import dev.elbo.reference.ReferenceConfig.Bounds;
import dev.elbo.reference.ReferenceConfig.Likelihood;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A small model with parameters, rows and noise, made from a seed; and the variants worth testing.
 */
public final class ReferenceCase {

  /** The least distance of a relu's pre-activation from its kink. */
  private static final double AWAY_FROM_KINK = 5e-3;

  /** The least distance between the KL of two latents, so free bits can cut off one of them. */
  private static final double KL_APART = 0.02;

  /** A draw's largest normalised weight in some row: IWAE must not look like a single draw. */
  private static final double SPREAD = 0.8;

  private final String name;
  private final ReferenceConfig config;
  private final Map<String, double[][]> parameters;
  private final double[][] x;
  private final double[][] noise;
  private final int samples;

  private ReferenceCase(
      String name,
      ReferenceConfig config,
      Map<String, double[][]> parameters,
      double[][] x,
      double[][] noise,
      int samples) {
    this.name = name;
    this.config = config;
    this.parameters = parameters;
    this.x = x;
    this.noise = noise;
    this.samples = samples;
  }

  /**
   * Parameters N(0, 0.6²), uniform rows in (0, 1), N(0, 1) noise, from the first seed that makes a
   * case on which no test is blind: relu off its kinks, the latents' KL apart, weights spread.
   */
  public static ReferenceCase of(
      String name, ReferenceConfig config, int rows, int samples, long seed) {
    for (long attempt = seed; attempt < seed + 1000; attempt++) {
      Random random = new Random(attempt);
      double[][] x = new double[rows][config.dataSize()];
      for (double[] row : x) {
        for (int i = 0; i < row.length; i++) {
          row[i] = random.nextDouble();
        }
      }
      double[][] noise = normal(random, rows * samples, config.latentSize());
      ReferenceCase made =
          new ReferenceCase(
              name,
              config,
              ReferenceParameters.random(config, 0.6, random.nextLong()),
              x,
              noise,
              samples);
      if (made.isTelling()) {
        return made;
      }
    }
    throw new IllegalStateException("no seed makes a telling case of " + name);
  }

  /** Likelihood × Gaussian options × tied × activation, with bounds and depths mixed in. */
  public static List<ReferenceCase> all() {
    List<ReferenceCase> cases = new ArrayList<>();
    Bounds both = new Bounds(-2, 1.5);
    Bounds floor = new Bounds(-1.5, Double.POSITIVE_INFINITY);
    Bounds ceiling = new Bounds(Double.NEGATIVE_INFINITY, 1);
    for (Activation activation : Activation.values()) {
      for (boolean tied : List.of(false, true)) {
        ReferenceConfig shallow =
            ReferenceConfig.of(Likelihood.BERNOULLI, activation, 5, List.of(4), 2, List.of(4))
                .withTied(tied);
        ReferenceConfig gaussian =
            ReferenceConfig.of(Likelihood.GAUSSIAN, activation, 4, List.of(4, 3), 2, List.of(3, 4))
                .withTied(tied);
        cases.add(named("bernoulli", shallow));
        cases.add(named("bernoulli bounded", shallow.withBounds(both, Bounds.NONE)));
        cases.add(named("gaussian", gaussian));
        cases.add(named("gaussian bounded", gaussian.withBounds(both, both)));
        cases.add(named("gaussian floor", gaussian.withBounds(ceiling, floor)));
        cases.add(
            named("gaussian sigmoid", gaussian.withGaussian(false, true).withBounds(floor, both)));
        cases.add(named("gaussian shared", gaussian.withGaussian(true, false)));
        cases.add(
            named(
                "gaussian shared sigmoid",
                gaussian.withGaussian(true, true).withBounds(floor, ceiling)));
      }
    }
    return cases;
  }

  /** What the case is about, for test names. */
  public String name() {
    return name;
  }

  /** The model. */
  public ReferenceConfig config() {
    return config;
  }

  /** A copy of the parameters. */
  public Map<String, double[][]> parameters() {
    return ReferenceParameters.copy(parameters);
  }

  /** A copy of the rows (n × D). */
  public double[][] x() {
    return ReferenceParameters.copy(x);
  }

  /** A copy of the noise (n·L × J). */
  public double[][] noise() {
    return ReferenceParameters.copy(noise);
  }

  /** L. */
  public int samples() {
    return samples;
  }

  /** The result of an objective on this case. */
  public ReferenceResult evaluate(ReferenceObjective objective) {
    return ReferenceObjectives.evaluate(config, objective, parameters, x, noise);
  }

  /** The draws of this case. */
  public ReferenceDraws draws() {
    return new ReferenceDraws(config, parameters, x, noise, samples);
  }

  @Override
  public String toString() {
    return name;
  }

  static double[][] normal(Random random, int rows, int columns) {
    double[][] noise = new double[rows][columns];
    for (double[] row : noise) {
      for (int j = 0; j < columns; j++) {
        row[j] = random.nextGaussian();
      }
    }
    return noise;
  }

  private static ReferenceCase named(String name, ReferenceConfig config) {
    String full = name + " " + config.activation() + (config.tied() ? " tied" : "");
    return of(full, config, 3, 3, 17);
  }

  private boolean isTelling() {
    ReferenceDraws draws = draws();
    double[] kl = draws.klPerLatent();
    return (config.activation() != Activation.RELU || nearestKink(draws) > AWAY_FROM_KINK)
        && (kl.length == 1 || Math.abs(kl[0] - kl[1]) > KL_APART)
        && (samples == 1 || leastLargestWeight(draws) < SPREAD);
  }

  private static double leastLargestWeight(ReferenceDraws draws) {
    double least = 1;
    for (double[] logWeights : draws.logWeights(1)) {
      double max = Arrays.stream(logWeights).max().orElseThrow();
      double logMean = ReferenceDistributions.logMeanExp(logWeights);
      least = Math.min(least, Math.exp(max - logMean) / logWeights.length);
    }
    return least;
  }

  private static double nearestKink(ReferenceDraws draws) {
    double nearest = Double.POSITIVE_INFINITY;
    for (int i = 0; i < draws.rows(); i++) {
      List<double[]> preActivations = new ArrayList<>(draws.posterior(i).preActivations());
      for (int l = 0; l < draws.samples(); l++) {
        preActivations.addAll(draws.output(i, l).preActivations());
      }
      for (double[] layer : preActivations) {
        for (double a : layer) {
          nearest = Math.min(nearest, Math.abs(a));
        }
      }
    }
    return nearest;
  }
}
