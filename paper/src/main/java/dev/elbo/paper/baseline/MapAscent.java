package dev.elbo.paper.baseline;

import dev.elbo.model.Vae;
import dev.elbo.nn.BlockGradient;
import dev.elbo.nn.GradientTerm;
import dev.elbo.nn.Parameters;
import dev.elbo.nn.Weights;
import dev.elbo.optim.Optimizer;
import dev.elbo.optim.Schedule;
import dev.elbo.train.TrainOptions;
import java.util.List;

/**
 * Moves parameters uphill on the mean over rows of a log-density plus 1/N log N(θ; 0, I), the prior
 * on the weights of the {@code AEVB} experiments: approximate MAP, for N training rows.
 */
final class MapAscent {
  /** Numbers in a piece of the gradient, which stays at hand between its product and its use. */
  private static final int PIECE = 131_072;

  private final Optimizer optimizer;
  private final Schedule schedule;
  private final long steps;
  private final float prior;
  private final Weights weights;
  private final Parameters gradient;
  private final float[][] moments;

  /**
   * Begins at the recipe's starting values, with empty moments.
   *
   * @param rows N
   */
  MapAscent(Vae vae, TrainOptions options, int rows) {
    optimizer = options.optimizer();
    schedule = options.schedule();
    steps = (long) options.epochsFor(rows) * options.stepsPerEpoch(rows);
    prior = options.weightPrior() ? 1f / rows : 0;
    Parameters start = Parameters.zeros(vae.layout());
    options.initialization().fill(start, options.seed());
    weights = Weights.of(start);
    gradient = Parameters.zeros(vae.layout());
    moments = new float[optimizer.moments()][gradient.size()];
  }

  /** Of the parameters as they are now. */
  Weights weights() {
    return weights;
  }

  /** The parts of a gradient, to be moved along by {@link #climb} again and again. */
  List<BlockGradient> pieces(List<GradientTerm> terms) {
    return BlockGradient.pieces(terms, PIECE, gradient);
  }

  /**
   * Moves the parameters that have a part in the gradient.
   *
   * @param step number of the minibatch in the run, counted from 1
   */
  void climb(List<BlockGradient> pieces, long step) {
    float[] theta = weights.parameters().values();
    double rate = optimizer.rate() * schedule.factor(step - 1, steps);
    for (int p = 0; p < pieces.size(); p++) {
      BlockGradient piece = pieces.get(p);
      piece.compute(weights.precision());
      addPrior(theta, piece.start(), piece.end());
      optimizer.ascend(theta, gradient.values(), moments, piece.start(), piece.end(), step, rate);
      weights.refresh(piece.block(), piece.from(), piece.to());
    }
  }

  private void addPrior(float[] theta, int from, int to) {
    float[] slope = gradient.values();
    for (int i = from; i < to; i++) {
      slope[i] -= prior * theta[i];
    }
  }
}
