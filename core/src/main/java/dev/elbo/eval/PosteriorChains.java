package dev.elbo.eval;

import dev.elbo.data.RowReader;
import dev.elbo.distribution.Reparameterization;
import dev.elbo.linalg.Matrix;
import dev.elbo.model.Encoder;
import dev.elbo.model.JointDensity;
import dev.elbo.model.Vae;
import dev.elbo.nn.Weights;
import dev.elbo.parallel.Workers;
import dev.elbo.random.Purpose;
import dev.elbo.random.RandomStream;
import java.util.Arrays;

/**
 * {@value #CHAINS} chains that sample the posterior p(z|x) of one row, then of the next. They start
 * at independent draws from q(z|x) or where it is said, find a common step size, and keep it.
 *
 * <p>Every row is computed by itself, so that its samples depend on nothing beside it. An instance
 * is room for one thread.
 */
final class PosteriorChains {
  /** Enough that products of their rows are fast, and that their mean acceptance says something. */
  static final int CHAINS = 50;

  /** The first step size to be tried: about what a posterior of width ⅒ needs. */
  private static final double FIRST_STEP = 0.1;

  /** Dynamic binarisation sees the same use of a row in every call. */
  private static final long USE = 0;

  private final Encoder encoder;
  private final Weights weights;
  private final HamiltonianOptions options;
  private final Encoder.Trace q;
  private final JointDensity joint;
  private final HamiltonianMonteCarlo chains;
  private final Matrix noise;
  private final RandomStream random = RandomStream.of(0, Purpose.POSTERIOR_START, 0, 0);
  private final int[] index = new int[1];
  private final long[] keys = new long[CHAINS];
  private final double[] stepSizes = new double[CHAINS];
  private long seed;
  private int moves;
  private double accepted;

  PosteriorChains(Vae vae, Weights weights, HamiltonianOptions options) {
    this.weights = weights;
    this.options = options;
    encoder = vae.encoder();
    q = encoder.trace(1);
    joint = new JointDensity(vae, 1, CHAINS);
    chains =
        new HamiltonianMonteCarlo(
            (z, logProb, gradient) -> joint.logProbAndGradient(weights, z, logProb, gradient),
            CHAINS,
            vae.latentSize(),
            options.leapfrogSteps());
    noise = Matrix.zeros(CHAINS, vae.latentSize());
  }

  /** Room for each of the threads. */
  static PosteriorChains[] rooms(
      Vae vae, Weights weights, HamiltonianOptions options, Workers workers) {
    PosteriorChains[] rooms = new PosteriorChains[workers.threads()];
    Arrays.setAll(rooms, i -> new PosteriorChains(vae, weights, options));
    return rooms;
  }

  /** Goes to a row, starts at draws from q(z|x), and moves until the chains are warm. */
  void start(RowReader reader, int row, long newSeed) {
    start(reader, row, (index, z) -> drawFromEncoder(z), newSeed);
  }

  private void drawFromEncoder(Matrix z) {
    encoder.forward(weights, joint.x(), q);
    for (int c = 0; c < CHAINS; c++) {
      random.restart(seed, Purpose.POSTERIOR_START, keys[c], 0);
      random.fillGaussian(noise.array(), noise.at(c, 0), noise.columns());
    }
    Reparameterization.draw(q.mean(), q.deviation(), noise, CHAINS, z);
  }

  /** Goes to a row, starts where it is said, and moves until the chains are warm. */
  void start(RowReader reader, int row, ChainStarts starts, long newSeed) {
    seed = newSeed;
    moves = 0;
    index[0] = row;
    reader.read(index, 0, 1, USE, joint.x());
    for (int c = 0; c < CHAINS; c++) {
      keys[c] = (long) reader.data().sourceRow(row) * CHAINS + c;
    }
    starts.fill(row, chains.state());
    chains.start();
    StepSizeAdaptation adaptation = new StepSizeAdaptation(FIRST_STEP, options.acceptance());
    while (moves < options.warmUp()) {
      Arrays.fill(stepSizes, adaptation.stepSize());
      move();
      adaptation.update(chains.acceptance());
    }
    Arrays.fill(stepSizes, adaptation.average());
    accepted = 0;
  }

  private void move() {
    chains.move(seed, keys, moves, stepSizes);
    accepted += chains.acceptance();
    moves++;
  }

  /** Takes in a sample: chain {@code chain} is where {@link #z} and {@link #logProb} say. */
  interface SampleConsumer {
    void accept(int sample, int chain);
  }

  /** The next samples, one of each chain in turn. */
  void sample(int samples, SampleConsumer consumer) {
    for (int sample = 0; sample < samples; sample++) {
      int chain = sample % CHAINS;
      if (chain == 0) {
        for (int i = 0; i < options.thinning(); i++) {
          move();
        }
      }
      consumer.accept(sample, chain);
    }
  }

  /** Where a chain is: a copy. */
  float[] z(int chain) {
    return chains.state().row(chain);
  }

  /** log p(x, z) where a chain is. */
  double logProb(int chain) {
    return chains.logProb(chain);
  }

  /** The mean acceptance of the moves since the chains were warm. */
  double acceptance() {
    return accepted / (moves - options.warmUp());
  }
}
