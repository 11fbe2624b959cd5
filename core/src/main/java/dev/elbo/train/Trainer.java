package dev.elbo.train;

import dev.elbo.data.RowReader;
import dev.elbo.eval.Evaluation;
import dev.elbo.eval.Evaluator;
import dev.elbo.linalg.Precision;
import dev.elbo.model.Vae;
import dev.elbo.nn.Initialization;
import dev.elbo.nn.Parameters;
import dev.elbo.nn.Weights;
import dev.elbo.objective.Iwae;
import dev.elbo.parallel.Workers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Maximises the mean bound of the training rows by minibatches ({@code AEVB} Algorithm 1, {@code
 * AEVB eq. 8}) and keeps the parameters with the best held-out bound.
 *
 * <p>A step has two parts that threads share: the rows of the minibatch, cut into a fixed number of
 * shards, go forward and back; then the gradient and the parameters, cut into pieces, move. How
 * both are cut does not depend on threads, and what a step draws is a function of seed, step and
 * place, so one seed gives the same parameters bit for bit on any number of threads (of one Java
 * version and processor type). After the first steps a step makes no objects.
 */
public final class Trainer {
  private final Vae vae;
  private final TrainOptions options;
  private final RowReader training;
  private final @Nullable RowReader heldOut;
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
    this.heldOut = heldOut.orElse(null);
    this.listener = listener;
  }

  /**
   * Trains to the end.
   *
   * @throws NonFiniteException where the bound becomes NaN or infinite
   */
  public TrainingResult run() {
    try (Workers workers = new Workers(options.threads())) {
      return new Run(workers).run();
    }
  }

  /** Starting values: drawn, and with Glorot's the output bias where the training means are. */
  private Parameters initialParameters() {
    Parameters parameters = Parameters.zeros(vae.layout());
    options.initialization().fill(parameters, options.seed());
    if (options.initialization() == Initialization.GLOROT) {
      float[] bias = vae.decoder().likelihood().biasFor(training.columnMeans());
      int offset = vae.decoder().meanBias().offset();
      System.arraycopy(bias, 0, parameters.values(), offset, bias.length);
    }
    return parameters;
  }

  /** The state of one run. */
  private final class Run implements TrainingListener.Progress {
    private final Workers workers;
    private final int rows = training.data().rows();
    private final int minibatch = Math.min(options.minibatch(), rows);
    private final int stepsPerEpoch = options.stepsPerEpoch(rows);
    private final int epochs = options.epochsFor(rows);
    private final long steps = (long) epochs * stepsPerEpoch;
    private final Parameters parameters = initialParameters();
    private final Weights weights = Weights.of(parameters, options.precision());
    private final Weights exact =
        options.precision() == Precision.F32 ? weights : Weights.of(parameters);
    private final StepContext context = new StepContext(options.seed());
    private final Ascent ascent;
    private final Minibatch full;
    private final Minibatch last;
    private final Parameters best = parameters.copy();
    private final @Nullable Evaluator evaluator;
    private final List<EpochReport> history = new ArrayList<>();
    private final long start = System.nanoTime();
    private double bestBound = Double.NEGATIVE_INFINITY;
    private @Nullable EpochReport bestEpoch;
    private EpochSums sums = new EpochSums();
    private long step;

    Run(Workers workers) {
      this.workers = workers;
      float prior = options.weightPrior() ? 1f / rows : 0;
      ascent = new Ascent(options.optimizer(), options.clipNorm(), prior, weights, workers);
      full = room(minibatch);
      int rest = rows % minibatch;
      last = rest == 0 ? full : room(rest);
      evaluator = heldOut == null ? null : Evaluator.of(vae, heldOutSamples(), workers);
    }

    private Minibatch room(int size) {
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

    TrainingResult run() {
      listener.started(
          new TrainingListener.Plan(
              rows, heldOut == null ? 0 : heldOut.data().rows(), epochs, stepsPerEpoch));
      EpochReport last = epoch(1);
      for (int epoch = 2; epoch <= epochs && !outOfPatience(last); epoch++) {
        last = epoch(epoch);
      }
      return new TrainingResult(
          best, bestEpoch == null ? last : bestEpoch, history, secondsSince(start));
    }

    private boolean outOfPatience(EpochReport last) {
      return options.patience() > 0
          && bestEpoch != null
          && last.epoch() - Math.max(bestEpoch.epoch(), options.warmUpEpochs())
              >= options.patience();
    }

    private EpochReport epoch(int epoch) {
      int[] order = Shuffle.order(rows, options.seed(), epoch);
      sums = new EpochSums();
      long epochStart = System.nanoTime();
      for (int from = 0; from < rows; from += minibatch) {
        moveTo(epoch);
        step(order, from);
        listener.stepped(this);
      }
      double rate = (double) rows / secondsSince(epochStart);
      if (evaluator == null) {
        tryOut(order);
      }
      return finish(rate);
    }

    private void moveTo(int epoch) {
      double warmUpSteps = (double) options.warmUpEpochs() * stepsPerEpoch;
      double beta = options.beta() * (step < warmUpSteps ? (double) step / warmUpSteps : 1);
      double rate = options.optimizer().rate() * options.schedule().factor(step, steps);
      context.moveTo(epoch, step + 1, beta, rate);
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

    private EpochReport finish(double rowsPerSecond) {
      Optional<Evaluation> figures = evaluate();
      double bound = figures.map(this::criterion).orElse((double) context.epoch());
      requireFinite(bound);
      boolean better = bound > bestBound;
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
              secondsSince(start),
              context.beta(),
              context.rate(),
              better);
      history.add(report);
      if (better) {
        bestBound = bound;
        bestEpoch = report;
        best.set(parameters);
        listener.improved(report, best);
      }
      listener.epochFinished(report);
      return report;
    }

    private Optional<Evaluation> evaluate() {
      if (evaluator == null || heldOut == null) {
        return Optional.empty();
      }
      exact.refresh();
      return Optional.of(evaluator.evaluate(exact, heldOut, heldOutSamples(), options.seed()));
    }

    /**
     * By what epochs are compared: IWAE's bound, else reconstruction − β·KL with β after the
     * warm-up, which is the lower bound for β = 1.
     */
    private double criterion(Evaluation figures) {
      return options.objective() instanceof Iwae
          ? figures.logLikelihood()
          : figures.reconstruction() - options.beta() * figures.kl();
    }

    private int heldOutSamples() {
      return options.objective() instanceof Iwae iwae ? iwae.draws() : 1;
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
  }

  private static double secondsSince(long nanos) {
    return (System.nanoTime() - nanos) * 1e-9;
  }
}
