package dev.elbo.train;

import dev.elbo.data.RowReader;
import dev.elbo.linalg.Matrix;
import dev.elbo.model.Vae;
import dev.elbo.nn.Block;
import dev.elbo.nn.Initialization;
import dev.elbo.nn.Parameters;
import dev.elbo.parallel.Workers;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/**
 * Maximises the mean bound of the training rows by minibatches ({@code AEVB} Algorithm 1, {@code
 * AEVB eq. 8}) and keeps the parameters with the best held-out bound.
 *
 * <p>A step has two parts that threads share: the rows of the minibatch, cut into a fixed number of
 * shards, go forward and back; then the gradient and the parameters, cut into pieces, move. How
 * both are cut does not depend on threads, and what a step draws is a function of seed, step and
 * place, so one seed gives the same parameters bit for bit on any number of threads (of one Java
 * version and processor type), and a run that goes on from a {@link TrainingState} gives those of a
 * run that never stopped. After the first steps a step makes no objects.
 */
public final class Trainer {
  private final Vae vae;
  private final TrainOptions options;
  private final RowReader training;
  private final Optional<RowReader> heldOut;
  private final TrainingListener listener;

  /**
   * Prepares a run.
   *
   * @param training rows to learn from
   * @param heldOut rows to judge by, if any
   */
  public Trainer(
      Vae vae,
      TrainOptions options,
      RowReader training,
      Optional<RowReader> heldOut,
      TrainingListener listener) {
    this.vae = vae;
    this.options = options;
    this.training = training;
    this.heldOut = heldOut;
    this.listener = listener;
  }

  /**
   * Trains to the end.
   *
   * @throws NonFiniteException where the bound becomes NaN or infinite
   * @throws CancellationException where this thread is interrupted, which it then stays
   */
  public TrainingResult run() {
    return run(Checkpoints.NONE);
  }

  /**
   * {@link #run()} that has its state kept: at the beginning, when it is due, at the end, and where
   * this thread is interrupted.
   */
  public TrainingResult run(Checkpoints checkpoints) {
    return run(TrainingState.start(initialParameters(), options.optimizer()), checkpoints);
  }

  /**
   * Goes on from a state of the same run to the end, as {@link #run(Checkpoints)} would have.
   *
   * @param state copied
   * @throws IllegalArgumentException where it does not fit model, options and rows
   */
  public TrainingResult resume(TrainingState state, Checkpoints checkpoints) {
    state.requireFits(vae.layout(), options, training.data().rows());
    return run(state.copy(vae.layout()), checkpoints);
  }

  /**
   * Trains on from parameters that something else has learnt, with an optimiser that remembers
   * nothing: another stage of training, with options of its own.
   *
   * @param start copied
   * @throws IllegalArgumentException where they belong to another model
   */
  public TrainingResult runFrom(Parameters start) {
    TrainingState state = TrainingState.start(start, options.optimizer());
    state.requireFits(vae.layout(), options, training.data().rows());
    return run(state.copy(vae.layout()), Checkpoints.NONE);
  }

  private TrainingResult run(TrainingState start, Checkpoints checkpoints) {
    try (Workers workers = new Workers(options.threads())) {
      return new TrainingRun(vae, options, training, heldOut, listener, checkpoints, workers, start)
          .run();
    }
  }

  /**
   * Starting values: drawn, and with Glorot's the output biases from the training rows and the
   * weights of what says that a cell is missing 0.
   */
  private Parameters initialParameters() {
    Parameters parameters = Parameters.zeros(vae.layout());
    options.initialization().fill(parameters, options.seed());
    if (options.initialization() == Initialization.GLOROT) {
      float[] biases = vae.decoder().likelihood().biasFor(new ReaderColumns(training));
      int from = 0;
      for (Block block : vae.decoder().biases()) {
        System.arraycopy(biases, from, parameters.values(), block.offset(), block.size());
        from += block.size();
      }
      Matrix first = parameters.matrix(vae.encoder().trunk().layers().get(0).weight());
      for (int flag : vae.encoder().features().missingFlags()) {
        first.columns(flag, flag + 1).fill(0);
      }
    }
    return parameters;
  }
}
