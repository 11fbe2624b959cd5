package dev.elbo.eval;

import dev.elbo.linalg.Matrix;
import dev.elbo.model.JointDensity;
import dev.elbo.model.Vae;
import dev.elbo.nn.Weights;
import dev.elbo.random.Purpose;
import dev.elbo.random.RandomStream;
import java.util.Arrays;

/**
 * Particles that go from the prior p(z) to the posterior p(z|x) of a row's observed cells, by
 * annealed importance sampling with resampling (Neal 2001; Del Moral, Doucet and Jasra 2006).
 *
 * <p>On the way stand π_t(z) ∝ p(z) p(x|z)ᵗ, t from 0 to 1. Each step raises t by as much as leaves
 * the weights w ∝ p(x|z)^Δt an effective size (Σw)²/Σw² of half the particles. Before the next one
 * they are resampled by their weights, and moved by some rounds of Metropolis' algorithm, which
 * leaves π_t as it is. Where the first step reaches t = 1 this is self-normalised importance
 * sampling with draws from the prior; with nothing observed their weights are equal.
 *
 * <p>The encoder has no part in this: it has seldom seen rows with such gaps. An instance is room
 * for one row after another, by one thread.
 */
final class Particles {
  /** What a step leaves of the particles. */
  private static final double LEAST_SHARE = 0.5;

  /** Rounds of moves after each step: by dimension, since they get shorter with it. */
  private static final double ROUNDS_A_LATENT = 0.5;

  private static final int FEWEST_ROUNDS = 4;

  /** log p of what cannot be told from impossible: low, and finite. */
  private static final double IMPOSSIBLE = -1e300;

  private final int count;
  private final int rounds;
  private final Weights parameters;
  private final JointDensity joint;
  private final RandomWalk walk;
  private final RandomStream random = RandomStream.of(0, Purpose.POSTERIOR_PARTICLES, 0, 0);
  private final Matrix z;
  private final Matrix other;
  private final double[] logLikelihood;
  private final double[] otherLogLikelihood;
  private final double[] weights;

  Particles(Vae vae, Weights parameters, int count) {
    this.count = count;
    this.parameters = parameters;
    rounds = Math.max(FEWEST_ROUNDS, (int) Math.ceil(ROUNDS_A_LATENT * vae.latentSize()));
    joint = new JointDensity(vae, 1, count);
    walk = new RandomWalk(vae.latentSize());
    z = Matrix.zeros(count, vae.latentSize());
    other = Matrix.zeros(count, vae.latentSize());
    logLikelihood = new double[count];
    otherLogLikelihood = new double[count];
    weights = new double[count];
  }

  /** x, (1 × data size), to be filled by the caller; NaN where a cell is missing. */
  Matrix x() {
    return joint.x();
  }

  /**
   * The posterior of {@link #x}, until the next call.
   *
   * @param seed of all random numbers
   * @param key tells the random numbers of one use from those of another
   */
  WeighedDraws run(long seed, long key) {
    random.restart(seed, Purpose.POSTERIOR_PARTICLES, key, 0);
    random.fillGaussian(z.array(), 0, count * z.columns());
    evaluate(z, logLikelihood);
    walk.restart();
    for (double t = step(0); t < 1; t = step(t)) {
      move(t);
    }
    joint.logLikelihood(
        parameters, z, logLikelihood); // its outputs are those of the last proposals
    return new WeighedDraws(z, joint.outputs(), weights);
  }

  /** Raises the temperature, and weighs the particles. */
  private double step(double t) {
    double rise = Tempering.step(logLikelihood, 1 - t, LEAST_SHARE * count);
    Tempering.weigh(logLikelihood, rise, weights);
    return rise >= 1 - t ? 1 : t + rise;
  }

  private void move(double t) {
    walk.fit(z, weights);
    resample();
    for (int round = 0; round < rounds; round++) {
      walk.propose(z, random, other);
      evaluate(other, otherLogLikelihood);
      int accepted = 0;
      for (int i = 0; i < count; i++) {
        double logRatio =
            t * (otherLogLikelihood[i] - logLikelihood[i]) + logPrior(other, i) - logPrior(z, i);
        if (Math.log(random.nextDouble()) < logRatio) {
          copy(other, i, z, i);
          logLikelihood[i] = otherLogLikelihood[i];
          accepted++;
        }
      }
      walk.learn((double) accepted / count);
    }
  }

  /** Systematic resampling: a particle of weight w becomes ⌊w·count⌋ or one more. */
  private void resample() {
    double first = random.nextDouble() / count;
    double covered = weights[0];
    int from = 0;
    for (int i = 0; i < count; i++) {
      while (covered < first + (double) i / count && from < count - 1) {
        from++;
        covered += weights[from];
      }
      copy(z, from, other, i);
      otherLogLikelihood[i] = logLikelihood[from];
    }
    System.arraycopy(other.array(), 0, z.array(), 0, count * z.columns());
    System.arraycopy(otherLogLikelihood, 0, logLikelihood, 0, count);
    Arrays.fill(weights, 1.0 / count);
  }

  private void evaluate(Matrix points, double[] values) {
    joint.logLikelihood(parameters, points, values);
    for (int i = 0; i < count; i++) {
      values[i] = values[i] > IMPOSSIBLE ? values[i] : IMPOSSIBLE; // NaN, too
    }
  }

  /** log p(z) but for its constant. */
  private static double logPrior(Matrix points, int i) {
    double squares = 0;
    for (int j = 0; j < points.columns(); j++) {
      squares += points.get(i, j) * (double) points.get(i, j);
    }
    return -0.5 * squares;
  }

  private static void copy(Matrix from, int source, Matrix to, int target) {
    System.arraycopy(
        from.array(), from.at(source, 0), to.array(), to.at(target, 0), from.columns());
  }
}
