package dev.elbo;

import dev.elbo.data.Binarization;
import dev.elbo.data.DataDescription;
import dev.elbo.data.DataException;
import dev.elbo.data.Dataset;
import dev.elbo.data.RowReader;
import dev.elbo.data.Split;
import dev.elbo.distribution.Bernoulli;
import dev.elbo.distribution.DiagonalGaussian;
import dev.elbo.distribution.DiagonalGaussian.Variance;
import dev.elbo.distribution.Likelihood;
import dev.elbo.distribution.LogVarianceBounds;
import dev.elbo.distribution.Support;
import dev.elbo.model.Architecture;
import dev.elbo.model.Vae;
import dev.elbo.nn.Activation;
import dev.elbo.persist.Checkpoint;
import dev.elbo.persist.CheckpointFile;
import dev.elbo.persist.RunRows;
import dev.elbo.preprocessing.RowSource;
import dev.elbo.train.Checkpoints;
import dev.elbo.train.TrainOptions;
import dev.elbo.train.Trainer;
import dev.elbo.train.TrainingListener;
import dev.elbo.train.TrainingResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Trains an {@link AutoEncoder}. Each setting has a default; {@link #run} does the work. What the
 * model is and which rows it sees is said here; how it is trained (objective, optimiser, epochs,
 * seed, threads) in {@link TrainOptions}.
 *
 * <pre>{@code
 * AutoEncoder model = Training.on(rows).hidden(500).latent(20).run();
 * }</pre>
 */
public final class Training {
  /** Largest part of the rows that is held out where nothing else was said. */
  public static final double DEFAULT_HELD_OUT = 0.1;

  /** With fewer rows nothing is held out where nothing else was said. */
  public static final int FEWEST_ROWS_TO_SPLIT = 10;

  /** Most rows held out where nothing else was said. */
  public static final int MOST_HELD_OUT = 2000;

  /** Hidden units of a model of a table about which nothing else was said. */
  public static final List<Integer> TABLE_HIDDEN = List.of(100, 100);

  /** About how many steps a table is trained for where no epochs were given. */
  public static final int TABLE_STEPS = 10_000;

  /** Time between two checkpoints where nothing else was said. */
  public static final Duration DEFAULT_CHECKPOINT_INTERVAL = Duration.ofSeconds(60);

  private final Dataset data;
  private Likelihood likelihood;
  private List<Integer> hidden = Architecture.DEFAULT_HIDDEN;
  private int latentSize = Architecture.DEFAULT_LATENT_SIZE;
  private Activation activation = Activation.TANH;
  private Architecture.Weights weights = Architecture.Weights.SEPARATE;
  private LogVarianceBounds encoderBounds = LogVarianceBounds.ENCODER;
  private Binarization binarization = Binarization.NONE;
  private OptionalDouble heldOut = OptionalDouble.empty();
  private TrainOptions options = TrainOptions.DEFAULT;
  private @Nullable Path file;
  private @Nullable Path checkpointFile;
  private Duration checkpointInterval = DEFAULT_CHECKPOINT_INTERVAL;
  private String source = "";
  private @Nullable Checkpoint resumed;
  private @Nullable EncodedTable table;
  private final List<TrainingListener> listeners = new ArrayList<>();

  private Training(Dataset data) {
    this.data = data;
    likelihood = new Bernoulli(data.columns());
  }

  /** Training on all rows of a data set, some of which are held out to judge by. */
  public static Training on(Dataset data) {
    return new Training(data);
  }

  /**
   * Training on a table: a family for each column by its kind, two hidden layers, {@value
   * #TABLE_STEPS} steps where no epochs are given, and scores that are calibrated in the end. What
   * is held out and the seed are the table's.
   */
  public static Training on(EncodedTable table) {
    Training training = new Training(table.rows());
    training.table = table;
    training.variance(Variance.PER_ROW);
    training.hidden = TABLE_HIDDEN;
    training.heldOut = OptionalDouble.of(table.heldOut());
    training.options = TrainOptions.builder().seed(table.seed()).build();
    return training;
  }

  /**
   * A run that goes on from its checkpoint: {@link #run} ends with the model that the run would
   * have ended with had it never stopped. All settings are the checkpoint's; another number of
   * threads, files and listeners may be given, anything else is refused by {@link #run}. Further
   * checkpoints go to the same file, as often as before.
   *
   * @param data the rows that the run was begun on
   * @throws DataException where these are other rows
   * @throws dev.elbo.persist.ModelFormatException where the file is damaged or of another kind
   * @throws IOException where it cannot be read
   */
  public static Training resume(Path checkpointFile, Dataset data) throws IOException {
    Checkpoint checkpoint = CheckpointFile.read(checkpointFile);
    return resume(checkpoint, data).checkpointTo(checkpointFile, checkpoint.every());
  }

  /**
   * A run on a table that goes on from its checkpoint.
   *
   * @throws DataException where the table has other rows, or the run was begun on plain numbers
   */
  public static Training resume(Checkpoint checkpoint, RowSource rows) throws IOException {
    EncodedTable encoded =
        EncodedTable.of(
            rows,
            checkpoint
                .data()
                .preprocessing()
                .orElseThrow(
                    () ->
                        new DataException(
                            "%s is a table; the run was begun on %s, which is none"
                                .formatted(rows.name(), checkpoint.data().name()))),
            checkpoint.rows().heldOut(),
            checkpoint.options().seed());
    Training training = resume(checkpoint, encoded.rows());
    training.table = encoded;
    return training;
  }

  /**
   * {@link #resume(Path, Dataset)} of a checkpoint that was read; names no file for further ones.
   */
  public static Training resume(Checkpoint checkpoint, Dataset data) {
    String found = data.sha256();
    if (!found.equals(checkpoint.rows().sha256())) {
      throw new DataException(
          "%s is not what the run was begun on, %s: expected rows of sha256 %s, found %s; give the same rows in the same order"
              .formatted(data, checkpoint.data().name(), checkpoint.rows().sha256(), found));
    }
    Architecture architecture = checkpoint.vae().architecture();
    Training training = new Training(data);
    training.likelihood(architecture.likelihood());
    training.hidden = architecture.hidden();
    training.latentSize = architecture.latentSize();
    training.activation = architecture.activation();
    training.weights = architecture.weights();
    training.encoderBounds = architecture.encoderBounds();
    training.binarization = checkpoint.data().binarization();
    training.heldOut = OptionalDouble.of(checkpoint.rows().heldOut());
    training.options = checkpoint.options();
    training.source = checkpoint.rows().source();
    training.resumed = checkpoint;
    return training;
  }

  /** A Bernoulli decoder ({@code AEVB App. C.1}), the default: for data of zeros and ones. */
  public Training bernoulli() {
    return likelihood(new Bernoulli(data.columns()));
  }

  /** A Gaussian decoder ({@code AEVB App. C.2}) with default bounds: for real numbers. */
  public Training gaussian() {
    return likelihood(DiagonalGaussian.of(data.columns()));
  }

  /**
   * Of a table's numbers and dates, whether σ of p(x|z) is an output of each row, as by default, or
   * one number of each column.
   *
   * @throws IllegalStateException where rows are not those of a table
   */
  public Training variance(Variance value) {
    if (table == null) {
      throw new IllegalStateException(
          data.name() + " is no table; give its likelihood, which has a variance");
    }
    return likelihood(TableLikelihood.of(table.preprocessing(), value));
  }

  /** Any p(x|z) of as many columns as the data have. */
  public Training likelihood(Likelihood value) {
    if (value.dataSize() != data.columns()) {
      throw new IllegalArgumentException(
          "a likelihood of %d columns for %s with %d"
              .formatted(value.dataSize(), data.name(), data.columns()));
    }
    likelihood = value;
    return this;
  }

  /** Widths of the encoder's hidden layers, from the data inwards; the decoder mirrors them. */
  public Training hidden(int... widths) {
    hidden = Arrays.stream(widths).boxed().toList();
    return this;
  }

  /** Number of latent variables. */
  public Training latent(int size) {
    latentSize = size;
    return this;
  }

  public Training activation(Activation value) {
    activation = value;
    return this;
  }

  /** Whether the decoder's last matrix is the transpose of the encoder's first. */
  public Training weights(Architecture.Weights value) {
    weights = value;
    return this;
  }

  /** Smooth bound on the encoder's log σ². */
  public Training encoderBounds(LogVarianceBounds value) {
    encoderBounds = value;
    return this;
  }

  /** How values become zeros and ones; by default they stay as they are. */
  public Training binarization(Binarization value) {
    binarization = value;
    return this;
  }

  /**
   * How much to hold out: below 1 a fraction of the rows, from 1 on a number of rows, 0 for none.
   * By default a tenth, at most {@value #MOST_HELD_OUT} rows, and none of fewer than {@value
   * #FEWEST_ROWS_TO_SPLIT}.
   */
  public Training heldOut(double rowsOrFraction) {
    heldOut = OptionalDouble.of(rowsOrFraction);
    return this;
  }

  /** Objective, optimiser, epochs and the rest. */
  public Training options(TrainOptions value) {
    options = value;
    return this;
  }

  /** Where to write the model, each time it is better than before. */
  public Training saveTo(Path modelFile) {
    file = modelFile;
    return this;
  }

  /**
   * Where to write checkpoints, from which {@link #resume} goes on: one when the run begins, then
   * one whenever so much time has passed, and one where the run ends or is interrupted. The first
   * must succeed; if a later one cannot be written, the log says so, the one before stays, and
   * training goes on.
   *
   * @param checkpointFile of this run alone
   * @param every 0 for one after every step
   */
  public Training checkpointTo(Path checkpointFile, Duration every) {
    this.checkpointFile = checkpointFile;
    checkpointInterval = Checkpoint.requireInterval(every);
    return this;
  }

  /** Where the rows come from, to be found in the checkpoint by whoever goes on with the run. */
  public Training source(String words) {
    source = words;
    return this;
  }

  /** Adds a listener. */
  public Training listener(TrainingListener listener) {
    listeners.add(listener);
    return this;
  }

  /** The architecture that {@link #run} will train. */
  public Architecture architecture() {
    return new Architecture(likelihood, hidden, latentSize, activation, weights, encoderBounds);
  }

  /** The options that {@link #run} will use; of a table with its epochs. */
  public TrainOptions options() {
    boolean leftOpen = resumed != null && resumed.options().epochs().isEmpty();
    return table == null || leftOpen
        ? options
        : options.toBuilder().epochs(options.epochsFor(learntFrom(), TABLE_STEPS)).build();
  }

  private int learntFrom() {
    return split().map(parts -> parts.train().length).orElse(data.rows());
  }

  /** All rows, those that are held out among them. */
  public Dataset rows() {
    return data;
  }

  /** The rows that {@link #run} will learn from. */
  public Dataset trainingRows() {
    return split().map(s -> data.select(s.train(), "training")).orElse(data);
  }

  /** The rows that {@link #run} will judge by, where any are held out. */
  public Optional<Dataset> heldOutRows() {
    return split().map(s -> data.select(s.heldOut(), "held-out"));
  }

  /**
   * What a user should know about these data under this decoder, in sentences; empty where there is
   * nothing to say.
   *
   * @throws DataException where a value lies outside what the decoder is defined on; the message
   *     names row and column
   */
  public List<String> notices() {
    return DataNotices.of(data, likelihood, binarization, table != null);
  }

  /**
   * Trains.
   *
   * @return the model with the best held-out bound, or the last one where nothing is held out
   * @throws DataException where the data do not fit the decoder
   * @throws dev.elbo.train.NonFiniteException where the bound becomes NaN or infinite; the last
   *     good model stays where {@link #saveTo} has put it
   * @throws UncheckedIOException where the model or the first checkpoint cannot be written
   * @throws CancellationException where this thread is interrupted, which it then stays; the
   *     message says what there is to go on from
   * @throws IllegalArgumentException where a run that goes on was given other settings
   */
  public AutoEncoder run() {
    Vae vae = Vae.of(architecture());
    TrainOptions planned = options();
    Dataset training = trainingRows();
    Optional<Dataset> judged = heldOutRows();
    if (resumed == null) {
      System.Logger logger = System.getLogger(Training.class.getPackageName());
      notices().forEach(notice -> logger.log(System.Logger.Level.WARNING, notice));
    } else {
      SameRun.require(resumed, architecture(), binarization, wantedHeldOut(), planned);
    }
    String sha256 = resumed == null ? data.sha256() : resumed.rows().sha256();
    ModelKeeper keeper =
        new ModelKeeper(
            vae,
            description(),
            sha256,
            Settings.of(vae.architecture(), binarization, wantedHeldOut(), planned),
            Optional.ofNullable(file));
    List<TrainingListener> all = new ArrayList<>(List.of(keeper));
    all.addAll(listeners);
    Trainer trainer =
        new Trainer(
            vae, planned, reader(training), judged.map(this::reader), TrainingListener.all(all));
    RunRows rows =
        new RunRows(
            sha256, wantedHeldOut(), training.rows(), judged.map(Dataset::rows).orElse(0), source);
    TrainingResult result = run(trainer, vae, planned, rows);
    return finished(new AutoEncoder(keeper.model(result.best(), result.parameters())));
  }

  /** NaN stands for a missing cell where columns have families of their own. */
  private RowReader reader(Dataset rows) {
    return likelihood.support() == Support.MIXED
        ? RowReader.withMissing(rows)
        : RowReader.of(rows, binarization, options.seed());
  }

  /** A table's scores get their meaning from rows that have had no part in training. */
  private AutoEncoder finished(AutoEncoder model) {
    if (table == null || table.calibration().isEmpty()) {
      return model;
    }
    TableModel cells = TableModel.of(model);
    AutoEncoder calibrated =
        cells.calibrate(cells.cells(someLearnt()), table.calibration().get()).autoEncoder();
    if (file != null) {
      try {
        calibrated.save(file);
      } catch (IOException e) {
        throw new UncheckedIOException("the model cannot be written to " + file, e);
      }
    }
    return calibrated;
  }

  /** As many of the training rows as calibrate, at most, evenly spaced. */
  private Dataset someLearnt() {
    Dataset training = trainingRows();
    int count = Math.min(training.rows(), EncodedTable.MOST_CALIBRATION);
    return training.select(
        IntStream.range(0, count).map(i -> (int) ((long) i * training.rows() / count)).toArray(),
        "training");
  }

  private TrainingResult run(Trainer trainer, Vae vae, TrainOptions planned, RunRows rows) {
    if (checkpointFile == null) {
      return run(trainer, Checkpoints.NONE);
    }
    CheckpointKeeper checkpoints =
        new CheckpointKeeper(
            checkpointFile,
            checkpointInterval,
            state -> new Checkpoint(vae, description(), rows, planned, checkpointInterval, state));
    try {
      return run(trainer, checkpoints);
    } catch (CancellationException e) {
      throw checkpoints.explain(e);
    }
  }

  private TrainingResult run(Trainer trainer, Checkpoints checkpoints) {
    return resumed == null
        ? trainer.run(checkpoints)
        : trainer.resume(resumed.state(), checkpoints);
  }

  /** A run that goes on calls its data what they were called when it began. */
  private DataDescription description() {
    if (resumed != null) {
      return resumed.data();
    }
    DataDescription plain = DataDescription.of(data, binarization);
    return table == null ? plain : plain.with(table.preprocessing());
  }

  private Optional<Split> split() {
    if (table != null) {
      requireTablesOwn(table);
      return table.split();
    }
    double wanted = wantedHeldOut();
    return wanted == 0
        ? Optional.empty()
        : Optional.of(Split.holdOut(data, wanted, options.seed()));
  }

  private double wantedHeldOut() {
    return heldOut.orElseGet(() -> defaultHeldOut(data.rows()));
  }

  /** Preprocessing was fitted to the rows of one seed and one amount held out. */
  private void requireTablesOwn(EncodedTable encoded) {
    if (wantedHeldOut() != encoded.heldOut() || options.seed() != encoded.seed()) {
      throw new IllegalArgumentException(
          "held out %s and seed %d, where the table was parted with %s and %d; give them to EncodedTable"
              .formatted(wantedHeldOut(), options.seed(), encoded.heldOut(), encoded.seed()));
    }
  }

  /** As {@link #heldOut} takes it: a share of few rows, a number of many. */
  static double defaultHeldOut(int rows) {
    if (rows < FEWEST_ROWS_TO_SPLIT) {
      return 0;
    }
    return DEFAULT_HELD_OUT * rows > MOST_HELD_OUT ? MOST_HELD_OUT : DEFAULT_HELD_OUT;
  }
}
