package dev.elbo.train;

import dev.elbo.nn.Layout;
import dev.elbo.nn.Parameters;
import dev.elbo.optim.Optimizer;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where a run is between two steps: all that its course depends on, besides rows and options. The
 * place in the random streams is part of it, since they are functions of seed, step and epoch, and
 * so is early stopping, which is a function of the epochs that have ended.
 *
 * @param parameters θ
 * @param best parameters of the best epoch; until one has ended, those of the start
 * @param moments the optimiser's memory
 * @param step steps done in the run
 * @param sums over what the epoch under way has done
 * @param history the epochs that have ended
 * @param seconds the run has taken
 */
public record TrainingState(
    Parameters parameters,
    Parameters best,
    List<Parameters> moments,
    long step,
    Sums sums,
    List<EpochReport> history,
    double seconds) {

  /**
   * Sums over the rows of an epoch under way, in nats.
   *
   * @param objective of the maximised objective
   * @param reconstruction of log p(x|z)
   * @param divergence of KL(q(z|x) ‖ p(z))
   */
  public record Sums(double objective, double reconstruction, double divergence) {
    /** Those of an epoch that has done nothing. */
    public static final Sums NONE = new Sums(0, 0, 0);
  }

  public TrainingState {
    moments = List.copyOf(moments);
    history = List.copyOf(history);
  }

  /** The state before the first step. */
  static TrainingState start(Parameters parameters, Optimizer optimizer) {
    List<Parameters> moments =
        Stream.generate(() -> Parameters.zeros(parameters.layout()))
            .limit(optimizer.moments())
            .toList();
    return new TrainingState(parameters, parameters.copy(), moments, 0, Sums.NONE, List.of(), 0);
  }

  /** The same state with vectors of its own. */
  public TrainingState copy() {
    return copy(parameters.layout());
  }

  /** A copy whose vectors have a layout of equal blocks: a model knows those of its own only. */
  TrainingState copy(Layout layout) {
    return new TrainingState(
        copy(parameters, layout),
        copy(best, layout),
        moments.stream().map(vector -> copy(vector, layout)).toList(),
        step,
        sums,
        history,
        seconds);
  }

  private static Parameters copy(Parameters vector, Layout layout) {
    Parameters copy = Parameters.zeros(layout);
    copy.set(vector);
    return copy;
  }

  /** The best epoch so far, where one has ended. */
  public Optional<EpochReport> bestEpoch() {
    return EarlyStopping.best(history);
  }

  /**
   * Checks that a run can be in this state.
   *
   * @param layout of the model's parameters
   * @param rows that it trains on
   * @throws IllegalArgumentException that says what does not fit
   */
  public void requireFits(Layout layout, TrainOptions options, int rows) {
    require(
        Stream.concat(Stream.of(parameters, best), moments.stream())
            .allMatch(vector -> vector.layout().blocks().equals(layout.blocks())),
        "parameters of another model");
    require(
        moments.size() == options.optimizer().moments(),
        "%d vectors of an optimiser that has %d"
            .formatted(moments.size(), options.optimizer().moments()));
    int epochs = options.epochsFor(rows);
    int stepsPerEpoch = options.stepsPerEpoch(rows);
    int ended = history.size();
    long first = (long) ended * stepsPerEpoch;
    long last = ended == epochs ? first : first + stepsPerEpoch;
    require(ended <= epochs, "%d epochs of %d".formatted(ended, epochs));
    require(
        step >= first && step <= last,
        "step %d after %d epochs of %d steps".formatted(step, ended, stepsPerEpoch));
    for (int i = 0; i < ended; i++) {
      EpochReport report = history.get(i);
      require(
          report.epoch() == i + 1 && report.step() == (i + 1L) * stepsPerEpoch,
          "epoch %d with step %d in place %d".formatted(report.epoch(), report.step(), i + 1));
    }
    require(ended == 0 || history.get(0).best(), "a first epoch that is not the best so far");
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException("no state of this run: " + otherwise);
    }
  }
}
