package dev.elbo.paper.baseline;

import dev.elbo.nn.Parameters;
import dev.elbo.train.Shuffle;
import dev.elbo.train.TrainOptions;
import java.util.function.IntFunction;

/**
 * Minibatch after minibatch and epoch after epoch, the rows in the order of the library's trainer.
 */
final class EpochLoop {
  private final int rows;
  private final TrainOptions options;

  EpochLoop(int rows, TrainOptions options) {
    this.rows = rows;
    this.options = options;
  }

  /**
   * Runs all epochs.
   *
   * @param room makes the step for minibatches of a size; the last of an epoch may be smaller
   * @param parameters what the steps move
   */
  void run(IntFunction<MinibatchStep> room, Parameters parameters, EpochListener listener) {
    int minibatch = Math.min(options.minibatch(), rows);
    int rest = rows % minibatch;
    MinibatchStep full = room.apply(minibatch);
    MinibatchStep last = rest == 0 ? full : room.apply(rest);
    long step = 0;
    double seconds = 0;
    for (int epoch = 1; epoch <= options.epochsFor(rows); epoch++) {
      long start = System.nanoTime();
      int[] order = Shuffle.order(rows, options.seed(), epoch);
      for (int from = 0; from < rows; from += minibatch) {
        step++;
        (from + minibatch <= rows ? full : last).run(order, from, step);
      }
      seconds += (System.nanoTime() - start) * 1e-9;
      listener.epochFinished((long) epoch * rows, seconds, parameters);
    }
  }
}
