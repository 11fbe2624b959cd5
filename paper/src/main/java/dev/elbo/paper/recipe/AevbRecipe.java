package dev.elbo.paper.recipe;

import dev.elbo.distribution.Bernoulli;
import dev.elbo.distribution.DiagonalGaussian;
import dev.elbo.distribution.Likelihood;
import dev.elbo.distribution.LogVarianceBounds;
import dev.elbo.model.Architecture;
import dev.elbo.nn.Initialization;
import dev.elbo.objective.SgvbB;
import dev.elbo.optim.Adagrad;
import dev.elbo.optim.Schedule;
import dev.elbo.paper.data.PaperSet;
import dev.elbo.train.TrainOptions;
import java.util.List;

/**
 * {@code AEVB} experiments: one tanh hidden layer each way, SGVB-B with L = 1, minibatches of M =
 * 100, Adagrad at a constant step size, all parameters from N(0, 0.01) and with the prior N(0, I).
 * Grey pixels are taken as probabilities under a Bernoulli decoder; faces have a Gaussian one whose
 * means are sigmoids.
 *
 * <p>Adagrad gathers squared gradients for 100 steps before it moves, as in the code that the first
 * author published; the paper does not say so. Its first step is the whole step size for every
 * parameter, and 500 hidden units in concert shift a head by 10 at 0.02: without the delay some
 * latents end at a bound of their log σ², and stay there.
 *
 * @param set to train on
 * @param hidden units of either hidden layer
 * @param latents N_z
 * @param samples training rows to see, each as often as it is seen; rounded to whole epochs
 * @param stepSize Adagrad's, of which the paper chose from 0.01, 0.02 and 0.1
 * @param seed of all randomness
 */
public record AevbRecipe(
    PaperSet set, int hidden, int latents, long samples, double stepSize, long seed) {
  /** M. */
  public static final int MINIBATCH = 100;

  /** Steps in which Adagrad only gathers squares. */
  private static final int DELAY = 100;

  /** Adagrad's ε. */
  private static final double EPSILON = 1e-8;

  /** The networks of the paper's Appendix C. */
  public Architecture architecture() {
    return Architecture.of(likelihood(), List.of(hidden), latents);
  }

  private Likelihood likelihood() {
    return set == PaperSet.FREY_FACES
        ? new DiagonalGaussian(
            set.columns(),
            DiagonalGaussian.Variance.PER_ROW,
            DiagonalGaussian.MeanRange.UNIT_INTERVAL,
            LogVarianceBounds.DECODER)
        : new Bernoulli(set.columns());
  }

  /** The options of a run over all of the set's training rows, on one thread. */
  public TrainOptions options() {
    return options(set.trainingRows());
  }

  /** The options of a run over so many training rows. */
  public TrainOptions options(int trainingRows) {
    return TrainOptions.builder()
        .objective(new SgvbB(1))
        .optimizer(new Adagrad(stepSize, EPSILON))
        .schedule(new Schedule.Delayed(DELAY))
        .minibatch(MINIBATCH)
        .epochs(epochs(trainingRows))
        .patience(0)
        .weightPrior(true)
        .initialization(Initialization.PAPER)
        .shards(1)
        .threads(1)
        .seed(seed)
        .build();
  }

  /** The passes over the training rows that come nearest to the samples asked for. */
  private int epochs(int trainingRows) {
    return (int) Math.max(1, Math.round((double) samples / trainingRows));
  }
}
