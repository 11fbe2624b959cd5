package dev.elbo.train;

import dev.elbo.nn.BlockGradient;
import dev.elbo.nn.Parameters;
import dev.elbo.nn.Weights;
import dev.elbo.optim.Optimizer;
import dev.elbo.parallel.Workers;
import java.util.List;
import java.util.OptionalDouble;

/**
 * One step of the optimiser. Threads share the pieces of the gradient; who has computed one moves
 * its parameters at once, while it is at hand. With a limit on the gradient's norm all pieces must
 * be there first. The result is the same for any number of threads.
 */
final class Ascent {
  private final Optimizer optimizer;
  private final OptionalDouble clipNorm;
  private final float prior;
  private final Workers workers;
  private final Weights weights;
  private final float[] theta;
  private final Parameters gradient;
  private final float[][] moments;
  private double[] squares = {};
  private final Workers.Task whole = this::computeAndMove;
  private final Workers.Task first = this::computeAndMeasure;
  private final Workers.Task second = this::scaleAndMove;

  // What the present step is about; fields, so that a step makes no objects.
  private List<BlockGradient> pieces = List.of();
  private StepContext step = new StepContext(0);
  private float factor = 1;

  /**
   * Moves parameters.
   *
   * @param moments the optimiser's memory
   * @param prior weight of the gradient −θ of log N(θ; 0, I), 1 / training rows; 0 for no prior
   * @param weights of the parameters to move
   */
  Ascent(
      Optimizer optimizer,
      List<Parameters> moments,
      OptionalDouble clipNorm,
      float prior,
      Weights weights,
      Workers workers) {
    this.optimizer = optimizer;
    this.clipNorm = clipNorm;
    this.prior = prior;
    this.workers = workers;
    this.weights = weights;
    theta = weights.parameters().values();
    gradient = Parameters.zeros(weights.parameters().layout());
    this.moments = moments.stream().map(Parameters::values).toArray(float[][]::new);
  }

  /** Where the pieces of the gradient are to leave their values. */
  Parameters gradient() {
    return gradient;
  }

  /** Moves all parameters uphill, or none: an interrupt waits until it is done. */
  void step(List<BlockGradient> pieces, StepContext step) {
    this.pieces = pieces;
    this.step = step;
    if (clipNorm.isEmpty()) {
      workers.runToEnd(pieces.size(), whole);
      return;
    }
    if (squares.length != pieces.size()) {
      squares = new double[pieces.size()];
    }
    workers.runToEnd(pieces.size(), first);
    factor = clip(clipNorm.getAsDouble());
    workers.runToEnd(pieces.size(), second);
  }

  private void computeAndMove(int index, int worker) {
    BlockGradient piece = pieces.get(index);
    compute(piece);
    move(piece);
  }

  private void computeAndMeasure(int index, int worker) {
    BlockGradient piece = pieces.get(index);
    compute(piece);
    squares[index] = squares(gradient.values(), piece.start(), piece.end());
  }

  private void scaleAndMove(int index, int worker) {
    BlockGradient piece = pieces.get(index);
    multiply(gradient.values(), piece.start(), piece.end(), factor);
    move(piece);
  }

  private void compute(BlockGradient piece) {
    piece.compute(weights.precision());
    if (prior > 0) {
      addPrior(gradient.values(), theta, prior, piece.start(), piece.end());
    }
  }

  private void move(BlockGradient piece) {
    optimizer.ascend(
        theta, gradient.values(), moments, piece.start(), piece.end(), step.number(), step.rate());
    weights.refresh(piece.block(), piece.from(), piece.to());
  }

  private static void addPrior(float[] gradient, float[] theta, float prior, int from, int to) {
    for (int i = from; i < to; i++) {
      gradient[i] -= prior * theta[i];
    }
  }

  private static void multiply(float[] gradient, int from, int to, float factor) {
    for (int i = from; i < to; i++) {
      gradient[i] *= factor;
    }
  }

  private static double squares(float[] gradient, int from, int to) {
    double sum = 0;
    for (int i = from; i < to; i++) {
      sum += (double) gradient[i] * gradient[i];
    }
    return sum;
  }

  private float clip(double limit) {
    double sum = 0;
    for (double square : squares) {
      sum += square;
    }
    double norm = Math.sqrt(sum);
    return norm > limit ? (float) (limit / norm) : 1;
  }
}
