package dev.elbo.train;

import dev.elbo.linalg.Precision;
import dev.elbo.nn.Initialization;
import dev.elbo.objective.Iwae;
import dev.elbo.objective.Objective;
import dev.elbo.objective.SgvbB;
import dev.elbo.optim.Adam;
import dev.elbo.optim.Optimizer;
import dev.elbo.optim.Schedule;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * How to train. Immutable; {@link #builder} starts from the defaults, each written once, there.
 *
 * @param objective which lower bound
 * @param beta factor on the divergence from the prior; 1 is the bound of the paper
 * @param warmUpEpochs epochs over which β grows from 0 to its value, in equal steps; 0 for none
 * @param optimizer step rule
 * @param schedule of the step size over the planned steps
 * @param minibatch rows a step, the paper's M
 * @param epochs passes over the training rows; empty for as many as make about {@value
 *     #AUTOMATIC_STEPS} steps, of a table fewer, between {@value #FEWEST_EPOCHS} and {@value
 *     #MOST_EPOCHS}
 * @param patience epochs without a better held-out bound after which to stop; 0 to never
 * @param clipNorm longest gradient, longer ones are scaled to it; empty for no limit
 * @param weightPrior whether parameters have the prior N(0, I) of {@code AEVB} (approximate MAP)
 * @param initialization how parameters start
 * @param precision what the factors of training's matrix products are rounded to; figures on
 *     held-out rows are computed in float32 in any case
 * @param shards parts that the rows of a minibatch are cut into for threads to share; another
 *     number rounds differently, another number of threads does not
 * @param threads how many work at once
 * @param seed of all randomness
 */
public record TrainOptions(
    Objective objective,
    double beta,
    int warmUpEpochs,
    Optimizer optimizer,
    Schedule schedule,
    int minibatch,
    OptionalInt epochs,
    int patience,
    OptionalDouble clipNorm,
    boolean weightPrior,
    Initialization initialization,
    Precision precision,
    int shards,
    int threads,
    long seed) {

  /** Steps of a run whose epochs were left open. */
  public static final int AUTOMATIC_STEPS = 40_000;

  /** Fewest epochs of such a run. */
  public static final int FEWEST_EPOCHS = 10;

  /** Most epochs of such a run. */
  public static final int MOST_EPOCHS = 1000;

  /** The defaults. */
  public static final TrainOptions DEFAULT = builder().build();

  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException naming the option, its value and what is valid
   */
  public TrainOptions {
    require(beta >= 0 && beta < Double.POSITIVE_INFINITY, "beta", "0 or more and finite", beta);
    require(warmUpEpochs >= 0, "warm-up epochs", "0 or more", warmUpEpochs);
    require(minibatch >= 1, "minibatch", "1 or more rows", minibatch);
    require(epochs.orElse(1) >= 1, "epochs", "1 or more", epochs.orElse(1));
    require(patience >= 0, "patience", "0 (never stop early) or more epochs", patience);
    require(clipNorm.orElse(1) > 0, "clip norm", "positive", clipNorm.orElse(1));
    require(shards >= 1, "shards", "1 or more", shards);
    require(threads >= 1, "threads", "1 or more", threads);
  }

  private static void require(boolean holds, String option, String valid, Object value) {
    if (!holds) {
      throw new IllegalArgumentException("%s must be %s, not %s".formatted(option, valid, value));
    }
  }

  /** Steps of one pass over {@code rows} training rows. */
  public int stepsPerEpoch(int rows) {
    return (rows - 1) / minibatch + 1;
  }

  /** The epochs asked for, or the automatic number for {@code rows} training rows. */
  public int epochsFor(int rows) {
    return epochsFor(rows, AUTOMATIC_STEPS);
  }

  /**
   * The epochs asked for, or as many as make about {@code steps} steps of {@code rows} training
   * rows, between {@value #FEWEST_EPOCHS} and {@value #MOST_EPOCHS}.
   */
  public int epochsFor(int rows, int steps) {
    int automatic = (steps + stepsPerEpoch(rows) - 1) / stepsPerEpoch(rows);
    return epochs.orElse(Math.max(FEWEST_EPOCHS, Math.min(MOST_EPOCHS, automatic)));
  }

  /** Draws of each held-out row: as many as the importance-weighted bound has, else one. */
  public int heldOutSamples() {
    return objective instanceof Iwae ? objective.draws() : 1;
  }

  /** The same options on another number of threads, which changes no result. */
  public TrainOptions withThreads(int value) {
    return toBuilder().threads(value).build();
  }

  /** These options, to be changed. */
  public Builder toBuilder() {
    Builder builder = new Builder();
    builder.objective = objective;
    builder.beta = beta;
    builder.warmUpEpochs = warmUpEpochs;
    builder.optimizer = optimizer;
    builder.schedule = schedule;
    builder.minibatch = minibatch;
    builder.epochs = epochs;
    builder.patience = patience;
    builder.clipNorm = clipNorm;
    builder.weightPrior = weightPrior;
    builder.initialization = initialization;
    builder.precision = precision;
    builder.shards = shards;
    builder.threads = threads;
    builder.seed = seed;
    return builder;
  }

  /** The defaults, to be changed. */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects options; each starts at its default. */
  public static final class Builder {
    private Objective objective = new SgvbB(1);
    private double beta = 1;
    private int warmUpEpochs;
    private Optimizer optimizer = Adam.DEFAULT;
    private Schedule schedule = new Schedule.Cosine();
    private int minibatch = 100;
    private OptionalInt epochs = OptionalInt.empty();
    private int patience = 100;
    private OptionalDouble clipNorm = OptionalDouble.empty();
    private boolean weightPrior;
    private Initialization initialization = Initialization.GLOROT;
    private Precision precision = Precision.F32;
    private int shards = 2;
    private int threads = Runtime.getRuntime().availableProcessors();
    private long seed = 1;

    private Builder() {}

    public Builder objective(Objective value) {
      objective = value;
      return this;
    }

    public Builder beta(double value) {
      beta = value;
      return this;
    }

    public Builder warmUpEpochs(int value) {
      warmUpEpochs = value;
      return this;
    }

    public Builder optimizer(Optimizer value) {
      optimizer = value;
      return this;
    }

    public Builder schedule(Schedule value) {
      schedule = value;
      return this;
    }

    public Builder minibatch(int value) {
      minibatch = value;
      return this;
    }

    public Builder epochs(int value) {
      epochs = OptionalInt.of(value);
      return this;
    }

    public Builder patience(int value) {
      patience = value;
      return this;
    }

    public Builder clipNorm(double value) {
      clipNorm = OptionalDouble.of(value);
      return this;
    }

    public Builder weightPrior(boolean value) {
      weightPrior = value;
      return this;
    }

    public Builder initialization(Initialization value) {
      initialization = value;
      return this;
    }

    public Builder precision(Precision value) {
      precision = value;
      return this;
    }

    public Builder shards(int value) {
      shards = value;
      return this;
    }

    public Builder threads(int value) {
      threads = value;
      return this;
    }

    public Builder seed(long value) {
      seed = value;
      return this;
    }

    /**
     * The options, checked.
     *
     * @throws IllegalArgumentException naming the option that is not valid
     */
    public TrainOptions build() {
      return new TrainOptions(
          objective,
          beta,
          warmUpEpochs,
          optimizer,
          schedule,
          minibatch,
          epochs,
          patience,
          clipNorm,
          weightPrior,
          initialization,
          precision,
          shards,
          threads,
          seed);
    }
  }
}
