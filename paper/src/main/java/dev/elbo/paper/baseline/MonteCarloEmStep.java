package dev.elbo.paper.baseline;

import dev.elbo.data.RowReader;
import dev.elbo.eval.HamiltonianMonteCarlo;
import dev.elbo.eval.StepSizeAdaptation;
import dev.elbo.linalg.Matrix;
import dev.elbo.model.JointDensity;
import dev.elbo.model.Vae;
import dev.elbo.random.Purpose;
import dev.elbo.random.RandomStream;
import java.util.Arrays;

/** Both steps of {@link MonteCarloEm} for one minibatch, in one room. */
final class MonteCarloEmStep implements MinibatchStep {
  static final int LEAPFROG_STEPS = 10;
  static final int UPDATES = 5;

  private final RowReader training;
  private final long seed;
  private final Matrix chains;
  private final StepSizeAdaptation stepSize;
  private final JointDensity joint;
  private final HamiltonianMonteCarlo sampler;
  private final GenerativeUpdate generative;
  private final long[] keys;
  private final double[] stepSizes;
  private final RandomStream random = RandomStream.of(0, Purpose.BINARIZATION, 0, 0);

  /**
   * Room for minibatches.
   *
   * @param rows of a minibatch
   * @param chains where the chain of each training row is, (training rows × latents)
   */
  MonteCarloEmStep(
      Vae vae,
      RowReader training,
      int rows,
      long seed,
      MapAscent ascent,
      Matrix chains,
      StepSizeAdaptation stepSize) {
    this.training = training;
    this.seed = seed;
    this.chains = chains;
    this.stepSize = stepSize;
    joint = new JointDensity(vae, rows, 1);
    sampler =
        new HamiltonianMonteCarlo(
            (z, logProb, gradient) ->
                joint.logProbAndGradient(ascent.weights(), z, logProb, gradient),
            rows,
            vae.latentSize(),
            LEAPFROG_STEPS);
    generative =
        new GenerativeUpdate(vae, joint.x(), sampler.state(), vae.decoder().trace(rows), ascent);
    keys = new long[rows];
    stepSizes = new double[rows];
  }

  @Override
  public void run(int[] order, int from, long step) {
    training.read(order, from, from + keys.length, step, random, joint.x());
    sample(order, from, step);
    for (int update = 0; update < UPDATES; update++) {
      generative.climb(step);
    }
  }

  /** z ~ p(z|x): the rows' chains, each moved once. */
  private void sample(int[] order, int from, long step) {
    Matrix z = sampler.state();
    for (int i = 0; i < keys.length; i++) {
      keys[i] = order[from + i];
      copy(chains, order[from + i], z, i);
    }
    Arrays.fill(stepSizes, stepSize.stepSize());
    sampler.start();
    sampler.move(seed, keys, step, stepSizes);
    stepSize.update(sampler.acceptance());
    for (int i = 0; i < keys.length; i++) {
      copy(z, i, chains, order[from + i]);
    }
  }

  private static void copy(Matrix from, int row, Matrix to, int target) {
    System.arraycopy(from.array(), from.at(row, 0), to.array(), to.at(target, 0), from.columns());
  }
}
