package dev.elbo.train;

import dev.elbo.nn.Parameters;
import dev.elbo.optim.Optimizer;
import dev.elbo.parallel.Workers;
import java.util.List;
import java.util.OptionalDouble;

/**
 * One step of the optimiser from the gradients of all shards. The parameters are cut into ranges of
 * one fixed length that threads share; sums go in the order of shards and ranges, so the result is
 * the same for any number of threads.
 */
final class Ascent {
  private static final int RANGE = 32_768;

  private final Optimizer optimizer;
  private final OptionalDouble clipNorm;
  private final float prior;
  private final Workers workers;
  private final float[][] moments;
  private final double[] squares;

  /**
   * Begins with empty moments.
   *
   * @param size number of parameters
   * @param prior weight of the gradient −θ of log N(θ; 0, I), 1 / training rows; 0 for no prior
   */
  Ascent(Optimizer optimizer, OptionalDouble clipNorm, float prior, int size, Workers workers) {
    this.optimizer = optimizer;
    this.clipNorm = clipNorm;
    this.prior = prior;
    this.workers = workers;
    moments = new float[optimizer.moments()][size];
    squares = new double[(size + RANGE - 1) / RANGE];
  }

  /**
   * Moves the parameters along the sum of the shards' gradients, which ends in the first shard's.
   */
  void step(Parameters parameters, List<Shard> shards, StepContext step) {
    float[] theta = parameters.values();
    float[] gradient = shards.get(0).gradient();
    if (clipNorm.isEmpty()) {
      workers.run(
          squares.length,
          (range, worker) -> {
            int from = range * RANGE;
            int to = Math.min(theta.length, from + RANGE);
            sum(theta, shards, from, to);
            optimizer.ascend(theta, gradient, moments, from, to, step.number(), step.rate());
          });
      return;
    }
    workers.run(
        squares.length,
        (range, worker) -> {
          int from = range * RANGE;
          int to = Math.min(theta.length, from + RANGE);
          sum(theta, shards, from, to);
          squares[range] = squares(gradient, from, to);
        });
    float factor = clip();
    workers.run(
        squares.length,
        (range, worker) -> {
          int from = range * RANGE;
          int to = Math.min(theta.length, from + RANGE);
          multiply(gradient, from, to, factor);
          optimizer.ascend(theta, gradient, moments, from, to, step.number(), step.rate());
        });
  }

  private void sum(float[] theta, List<Shard> shards, int from, int to) {
    float[] gradient = shards.get(0).gradient();
    for (int s = 1; s < shards.size(); s++) {
      add(gradient, shards.get(s).gradient(), from, to);
    }
    if (prior > 0) {
      for (int i = from; i < to; i++) {
        gradient[i] -= prior * theta[i];
      }
    }
  }

  private static void add(float[] gradient, float[] other, int from, int to) {
    for (int i = from; i < to; i++) {
      gradient[i] += other[i];
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

  private float clip() {
    double sum = 0;
    for (double square : squares) {
      sum += square;
    }
    double norm = Math.sqrt(sum);
    double limit = clipNorm.orElseThrow();
    return norm > limit ? (float) (limit / norm) : 1;
  }
}
