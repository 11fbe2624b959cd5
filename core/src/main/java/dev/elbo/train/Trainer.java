package dev.elbo.train;

import dev.elbo.data.RowReader;
import dev.elbo.eval.Evaluation;
import dev.elbo.eval.Evaluator;
import dev.elbo.model.Vae;
import dev.elbo.nn.Initialization;
import dev.elbo.nn.Parameters;
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
 * <p>A minibatch is cut into a fixed number of shards. Each runs forward and backward into a
 * gradient of its own; gradients are summed in the order of shards. What a step draws is a function
 * of seed, step and place, so one seed gives the same parameters bit for bit on any number of
 * threads (of one Java version and processor type).
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
  private final class Run {
    private final Workers workers;
    private final int rows = training.data().rows();
    private final int minibatch = Math.min(options.minibatch(), rows);
    private final int stepsPerEpoch = options.stepsPerEpoch(rows);
    private final int epochs = options.epochsFor(rows);
    private final long steps = (long) epochs * stepsPerEpoch;
    private final List<Shard> shards = new ArrayList<>();
    private final Ascent ascent;
    private final Parameters parameters = initialParameters();
    private final Parameters best = parameters.copy();
    private final @Nullable Evaluator evaluator;
    private final List<EpochReport> history = new ArrayList<>();
    private final long start = System.nanoTime();
    private double bestBound = Double.NEGATIVE_INFINITY;
    private @Nullable EpochReport bestEpoch;
    private long step;

    Run(Workers workers) {
      this.workers = workers;
      int shardRows = (minibatch + options.shards() - 1) / options.shards();
      for (int s = 0; s < options.shards(); s++) {
        shards.add(new Shard(vae, options.objective(), shardRows));
      }
      float prior = options.weightPrior() ? 1f / rows : 0;
      ascent =
          new Ascent(options.optimizer(), options.clipNorm(), prior, parameters.size(), workers);
      evaluator = heldOut == null ? null : Evaluator.of(vae, heldOutSamples(), workers);
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
      EpochSums sums = new EpochSums();
      long epochStart = System.nanoTime();
      StepContext context = null;
      for (int from = 0; from < rows; from += minibatch) {
        context = context(epoch);
        minibatch(order, from, Math.min(rows, from + minibatch), context, sums);
        step++;
        listener.stepped(
            new TrainingListener.Progress(
                epoch,
                step,
                steps,
                (epoch - 1L) * rows + sums.rows(),
                sums.reconstruction() - sums.kl()));
      }
      double rate = (double) rows / secondsSince(epochStart);
      StepContext last = context == null ? context(epoch) : context;
      if (evaluator == null) {
        tryOut(order, last);
      }
      return finish(epoch, sums, rate, last);
    }

    /**
     * Where nothing is held out, the epoch's last minibatch once more says whether the parameters
     * that its step left are those of a model.
     */
    private void tryOut(int[] order, StepContext last) {
      int from = (rows - 1) / minibatch * minibatch;
      compute(order, from, rows, last);
      requireFinite(new EpochSums().add(shards, rows - from), last);
    }

    private void requireFinite(double bound, StepContext context) {
      if (!Double.isFinite(bound) || !NonFiniteException.allFinite(parameters)) {
        throw NonFiniteException.at(context, bound, parameters, shards);
      }
    }

    private StepContext context(int epoch) {
      double warmUpSteps = (double) options.warmUpEpochs() * stepsPerEpoch;
      double beta = options.beta() * (step < warmUpSteps ? (double) step / warmUpSteps : 1);
      double rate = options.optimizer().rate() * options.schedule().factor(step, steps);
      return new StepContext(options.seed(), epoch, step + 1, beta, rate);
    }

    private void minibatch(int[] order, int from, int to, StepContext context, EpochSums sums) {
      compute(order, from, to, context);
      double bound = sums.add(shards, to - from);
      if (!Double.isFinite(bound)) {
        throw NonFiniteException.at(context, bound, parameters, shards);
      }
      ascent.step(parameters, shards, context);
    }

    private void compute(int[] order, int from, int to, StepContext context) {
      int count = to - from;
      int perShard = (count + shards.size() - 1) / shards.size();
      workers.run(
          shards.size(),
          (s, worker) -> {
            int first = Math.min(to, from + s * perShard);
            int end = Math.min(to, first + perShard);
            shards.get(s).compute(parameters, training, order, first, end, context, 1f / count);
          });
    }

    private EpochReport finish(int epoch, EpochSums sums, double rowsPerSecond, StepContext c) {
      Optional<Evaluation> figures = evaluate();
      double bound = figures.map(this::criterion).orElse((double) epoch);
      requireFinite(bound, c);
      boolean better = bound > bestBound;
      EpochReport report =
          new EpochReport(
              epoch,
              epochs,
              step,
              sums.objective(),
              sums.reconstruction(),
              sums.kl(),
              figures,
              rowsPerSecond,
              secondsSince(start),
              c.beta(),
              c.rate(),
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
      return evaluator == null || heldOut == null
          ? Optional.empty()
          : Optional.of(evaluator.evaluate(parameters, heldOut, heldOutSamples(), options.seed()));
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
  }

  private static double secondsSince(long nanos) {
    return (System.nanoTime() - nanos) * 1e-9;
  }
}
