package dev.elbo.paper.baseline;

import dev.elbo.data.RowReader;
import dev.elbo.eval.StepSizeAdaptation;
import dev.elbo.linalg.Matrix;
import dev.elbo.model.Vae;
import dev.elbo.random.Purpose;
import dev.elbo.random.RandomStream;
import dev.elbo.train.TrainOptions;

/**
 * Monte Carlo EM ({@code AEVB App. E}), which has no encoder and leaves that of the model as it
 * started. Each minibatch has two steps:
 *
 * <ul>
 *   <li>E: z ~ p(z|x) for the rows x, by one move of Hamiltonian Monte Carlo of {@value
 *       MonteCarloEmStep#LEAPFROG_STEPS} leapfrog steps, their size tuned to an acceptance of 90 %;
 *   <li>M: {@value MonteCarloEmStep#UPDATES} steps uphill on log p(x, z) in θ with these z.
 * </ul>
 *
 * <p>Every training row has a chain of its own. It begins at a draw from the prior, and each visit
 * to the row moves it on from where the last visit left it: while θ moves slowly it stays near the
 * row's posterior, which one move from the prior would not reach. That is why the method needs many
 * passes over few rows and is not an on-line algorithm: with N rows, chains lag behind by the N/100
 * minibatches of an epoch.
 */
public final class MonteCarloEm implements Learner {
  private static final double ACCEPTANCE = 0.9;
  private static final double FIRST_STEP = 0.1;

  @Override
  public void learn(Vae vae, TrainOptions options, RowReader training, EpochListener listener) {
    int rows = training.data().rows();
    MapAscent ascent = new MapAscent(vae, options, rows);
    Matrix chains = startingPoints(rows, vae.latentSize(), options.seed());
    StepSizeAdaptation stepSize = new StepSizeAdaptation(FIRST_STEP, ACCEPTANCE);
    new EpochLoop(rows, options)
        .run(
            size ->
                new MonteCarloEmStep(vae, training, size, options.seed(), ascent, chains, stepSize),
            ascent.weights().parameters(),
            listener);
  }

  /** A draw from the prior N(0, I) for each row. */
  private static Matrix startingPoints(int rows, int latents, long seed) {
    Matrix z = Matrix.zeros(rows, latents);
    RandomStream random = RandomStream.of(seed, Purpose.PRIOR_SAMPLE, 0, 0);
    for (int i = 0; i < rows; i++) {
      random.restart(seed, Purpose.PRIOR_SAMPLE, 0, i);
      random.fillGaussian(z.array(), z.at(i, 0), latents);
    }
    return z;
  }
}
