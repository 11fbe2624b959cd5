package dev.elbo.train;

import dev.elbo.data.RowReader;
import dev.elbo.eval.Evaluation;
import dev.elbo.eval.Evaluator;
import dev.elbo.linalg.Precision;
import dev.elbo.model.Vae;
import dev.elbo.nn.Parameters;
import dev.elbo.nn.Weights;
import dev.elbo.parallel.Workers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/** One run of a {@link Trainer} under way, from a state to the end. */
final class TrainingRun implements TrainingListener.Progress {
  private final TrainOptions options;
  private final RowReader training;
  private final @Nullable RowReader heldOut;
  private final TrainingListener listener;
  private final Checkpoints checkpoints;
  private final EarlyStopping stopping;
  private final int rows;
  private final int minibatch;
  private final int stepsPerEpoch;
  private final int epochs;
  private final long steps;
  private final Weights weights;
  private final Weights exact;
  private final StepContext context;
  private final Ascent ascent;
  private final Minibatch full;
  private final Minibatch last;
  private final @Nullable Evaluator evaluator;
  private final long begin = System.nanoTime();

  // Where the run is; state() puts it together.
  private final TrainingState start;
  private final Parameters parameters;
  private final Parameters best;
  private final List<EpochReport> history;
  private EpochSums sums;
  private long step;

  /**
   * Makes room for the run.
   *
   * @param start where it begins; its vectors become the run's
   */
  TrainingRun(
      Vae vae,
      TrainOptions options,
      RowReader training,
      Optional<RowReader> heldOut,
      TrainingListener listener,
      Checkpoints checkpoints,
      Workers workers,
      TrainingState start) {
    this.options = options;
    this.training = training;
    this.heldOut = heldOut.orElse(null);
    this.listener = listener;
    this.checkpoints = checkpoints;
    this.start = start;
    stopping = new EarlyStopping(options);
    rows = training.data().rows();
    minibatch = Math.min(options.minibatch(), rows);
    stepsPerEpoch = options.stepsPerEpoch(rows);
    epochs = options.epochsFor(rows);
    steps = (long) epochs * stepsPerEpoch;
    parameters = start.parameters();
    best = start.best();
    history = new ArrayList<>(start.history());
    step = start.step();
    sums = new EpochSums(start.sums(), rowsAfter(stepOfEpoch()));
    weights = Weights.of(parameters, options.precision());
    exact = options.precision() == Precision.F32 ? weights : Weights.of(parameters);
    context = new StepContext(options.seed());
    float prior = options.weightPrior() ? 1f / rows : 0;
    ascent =
        new Ascent(
            options.optimizer(), start.moments(), options.clipNorm(), prior, weights, workers);
    full = room(vae, minibatch, workers);
    int rest = rows % minibatch;
    last = rest == 0 ? full : room(vae, rest, workers);
    evaluator = heldOut.isPresent() ? Evaluator.of(vae, options.heldOutSamples(), workers) : null;
  }

  private Minibatch room(Vae vae, int size, Workers workers) {
    return new Minibatch(
        vae,
        options.objective(),
        size,
        options.shards(),
        ascent.gradient(),
        weights,
        training,
        workers);
  }

  /** Steps done in the epoch under way: all of them where only its held-out figures are missing. */
  private int stepOfEpoch() {
    return (int) (step - (long) history.size() * stepsPerEpoch);
  }

  private int rowsAfter(int stepsOfEpoch) {
    return (int) Math.min(rows, (long) stepsOfEpoch * minibatch);
  }

  TrainingResult run() {
    int heldOutRows = heldOut == null ? 0 : heldOut.data().rows();
    listener.started(new TrainingListener.Plan(rows, heldOutRows, epochs, stepsPerEpoch));
    if (step > 0) {
      listener.resumed(state());
    }
    keep();
    try {
      while (history.size() < epochs && !stopping.outOfPatience(history)) {
        epoch(history.size() + 1);
      }
    } catch (CancellationException e) {
      // Nothing moves but in whole steps, so that the state is good whatever was interrupted.
      keep();
      throw interrupted(e);
    }
    keep();
    return new TrainingResult(
        best, EarlyStopping.best(history).orElseThrow(), history, secondsSoFar());
  }

  private CancellationException interrupted(CancellationException cause) {
    CancellationException e =
        new CancellationException(
            "training was interrupted in epoch %d, after step %d"
                .formatted(history.size() + 1, step));
    e.initCause(cause);
    return e;
  }

  /** Nobody can go on from parameters that are no numbers: the next step says what is wrong. */
  private void keep() {
    if (NonFiniteException.allFinite(parameters)) {
      checkpoints.keep(state());
    }
  }

  private TrainingState state() {
    return new TrainingState(
        parameters,
        best,
        start.moments(),
        step,
        stepOfEpoch() == 0 ? TrainingState.Sums.NONE : sums.sums(),
        history,
        secondsSoFar());
  }

  private void epoch(int epoch) {
    int[] order = Shuffle.order(rows, options.seed(), epoch);
    int behind = rowsAfter(stepOfEpoch());
    if (behind == 0) {
      sums = new EpochSums();
    } else {
      moveTo(epoch, step - 1);
    }
    long epochBegin = System.nanoTime();
    for (int from = behind; from < rows; from += minibatch) {
      moveTo(epoch, step);
      step(order, from);
      listener.stepped(this);
      if (checkpoints.due()) {
        keep();
      }
    }
    double rate = (double) (rows - behind) / secondsSince(epochBegin);
    if (evaluator == null) {
      tryOut(order);
    }
    finish(rate);
  }

  /**
   * Sets what holds for a step.
   *
   * @param before steps of the run before it
   */
  private void moveTo(int epoch, long before) {
    double warmUpSteps = (double) options.warmUpEpochs() * stepsPerEpoch;
    double beta = options.beta() * (before < warmUpSteps ? (double) before / warmUpSteps : 1);
    double rate = options.optimizer().rate() * options.schedule().factor(before, steps);
    context.moveTo(epoch, before + 1, beta, rate);
  }

  private void step(int[] order, int from) {
    Minibatch room = from + minibatch <= rows ? full : last;
    room.compute(order, from, context);
    double bound = sums.add(room.shards(), room.rows());
    if (!Double.isFinite(bound)) {
      room.pieces().forEach(piece -> piece.compute(options.precision()));
      throw NonFiniteException.at(context, bound, parameters, ascent.gradient());
    }
    ascent.step(room.pieces(), context);
    step++;
  }

  /**
   * Where nothing is held out, the epoch's last minibatch once more says whether the parameters
   * that its step left are those of a model.
   */
  private void tryOut(int[] order) {
    last.compute(order, rows - last.rows(), context);
    requireFinite(new EpochSums().add(last.shards(), last.rows()));
  }

  private void requireFinite(double bound) {
    if (!Double.isFinite(bound) || !NonFiniteException.allFinite(parameters)) {
      throw NonFiniteException.at(context, bound, parameters, ascent.gradient());
    }
  }

  private void finish(double rowsPerSecond) {
    Optional<Evaluation> figures = evaluate();
    double criterion = stopping.criterion(context.epoch(), figures);
    requireFinite(criterion);
    EpochReport report =
        new EpochReport(
            context.epoch(),
            epochs,
            step,
            sums.objective(),
            sums.reconstruction(),
            sums.kl(),
            figures,
            rowsPerSecond,
            secondsSoFar(),
            context.beta(),
            context.rate(),
            stopping.isBetter(criterion, history));
    history.add(report);
    if (report.best()) {
      best.set(parameters);
      listener.improved(report, best);
    }
    listener.epochFinished(report);
  }

  private Optional<Evaluation> evaluate() {
    if (evaluator == null || heldOut == null) {
      return Optional.empty();
    }
    exact.refresh();
    return Optional.of(
        evaluator.evaluate(exact, heldOut, options.heldOutSamples(), options.seed()));
  }

  @Override
  public int epoch() {
    return context.epoch();
  }

  @Override
  public long step() {
    return step;
  }

  @Override
  public long steps() {
    return steps;
  }

  @Override
  public long rows() {
    return (context.epoch() - 1L) * rows + sums.rows();
  }

  @Override
  public double bound() {
    return sums.reconstruction() - sums.kl();
  }

  private double secondsSoFar() {
    return start.seconds() + secondsSince(begin);
  }

  private static double secondsSince(long nanos) {
    return (System.nanoTime() - nanos) * 1e-9;
  }
}
