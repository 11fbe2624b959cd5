package dev.elbo;

import dev.elbo.data.Binarization;
import dev.elbo.data.DataDescription;
import dev.elbo.data.Dataset;
import dev.elbo.data.RowReader;
import dev.elbo.eval.Calibration;
import dev.elbo.eval.Evaluation;
import dev.elbo.eval.Evaluator;
import dev.elbo.eval.HamiltonianOptions;
import dev.elbo.eval.PosteriorSampler;
import dev.elbo.eval.PosteriorSamples;
import dev.elbo.eval.PredictiveRanks;
import dev.elbo.eval.RowLikelihoods;
import dev.elbo.eval.RowNoise;
import dev.elbo.eval.RowPosteriors;
import dev.elbo.eval.RowScorer;
import dev.elbo.eval.RowScores;
import dev.elbo.linalg.Matrix;
import dev.elbo.model.Architecture;
import dev.elbo.nn.Parameters;
import dev.elbo.nn.Weights;
import dev.elbo.onnx.OnnxExport;
import dev.elbo.onnx.OnnxFile;
import dev.elbo.onnx.OnnxModel;
import dev.elbo.parallel.Workers;
import dev.elbo.persist.AtomicFile;
import dev.elbo.persist.ModelFile;
import dev.elbo.persist.StoredModel;
import dev.elbo.persist.TrainingRecord;
import dev.elbo.persist.Version;
import dev.elbo.random.Purpose;
import dev.elbo.random.RandomStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * A trained variational auto-encoder. Immutable; any number of threads may use one instance.
 *
 * <p>A row gives the same numbers alone and among others: a row that comes alone is given company.
 * Many rows are shared among the processors.
 */
public final class AutoEncoder {
  /** Seed of evaluations where none is given. */
  public static final long DEFAULT_SEED = 1;

  private final StoredModel model;

  private volatile @Nullable Weights weights;
  private volatile @Nullable NetworkPasses passes;
  private volatile @Nullable RowLikelihoods likelihoods;
  private volatile @Nullable RowScorer scorer;

  AutoEncoder(StoredModel model) {
    this.model = model;
  }

  /**
   * Reads a model file.
   *
   * @throws dev.elbo.persist.ModelFormatException where it is damaged or of another kind
   * @throws IOException where it cannot be read
   */
  public static AutoEncoder load(Path file) throws IOException {
    return new AutoEncoder(ModelFile.read(file));
  }

  /** A model that comes from elsewhere, such as {@link dev.elbo.exchange.PyTorchImport}. */
  public static AutoEncoder of(StoredModel model) {
    return new AutoEncoder(model);
  }

  /** Writes a model file, whole or not at all. */
  public void save(Path file) throws IOException {
    ModelFile.write(file, model);
  }

  /**
   * Writes {@code encoder.onnx}, {@code decoder.onnx} and {@code scorer.onnx} for other runtimes,
   * which {@link OnnxExport} describes; each is there whole or not at all.
   *
   * @param folder made where it does not exist; files of these names are replaced
   * @param samples draws of z that the scorer gives each row: its numbers are those of {@link
   *     #logLikelihood} with as many
   * @return the files
   * @throws IllegalArgumentException where the model cannot be exported; nothing is written then
   */
  public List<Path> exportOnnx(Path folder, int samples) throws IOException {
    OnnxModel exported =
        new OnnxModel(
            model.vae(),
            model.parameters(),
            data(),
            model.training().trainingRows(),
            Version.current());
    List<OnnxFile> files =
        OnnxExport.files(exported, RowNoise.of(samples, model.vae().latentSize()));
    Files.createDirectories(folder);
    List<Path> written = new ArrayList<>();
    for (OnnxFile file : files) {
      Path path = folder.resolve(file.name());
      AtomicFile.write(path, file::writeTo);
      written.add(path);
    }
    return written;
  }

  /** Made at the first use, so that who only looks at a model need not load the product engine. */
  private Weights weights() {
    Weights present = weights;
    if (present == null) {
      present = Weights.fixed(model.parameters());
      weights = present;
    }
    return present;
  }

  private NetworkPasses passes() {
    NetworkPasses present = passes;
    if (present == null) {
      present = new NetworkPasses(model.vae(), weights());
      passes = present;
    }
    return present;
  }

  private RowLikelihoods likelihoods() {
    RowLikelihoods present = likelihoods;
    if (present == null) {
      present = new RowLikelihoods(model.vae(), weights());
      likelihoods = present;
    }
    return present;
  }

  private RowScorer scorer() {
    RowScorer present = scorer;
    if (present == null) {
      present = new RowScorer(model.vae(), weights());
      scorer = present;
    }
    return present;
  }

  /** Which layers, which likelihood. */
  public Architecture architecture() {
    return model.vae().architecture();
  }

  /** What rows must look like. */
  public DataDescription data() {
    return model.data();
  }

  /** How the model came to be. */
  public TrainingRecord training() {
    return model.training();
  }

  /** Names and shapes of the parameter blocks, and their numbers: a copy. */
  public Parameters parameters() {
    return model.parameters().copy();
  }

  /**
   * μ and σ of q(z|x), the short code of each row ({@code AEVB App. C.2}).
   *
   * <p>A pure function of the row: where the model was trained on random zeros and ones, the
   * encoder is given their mean, the grey values themselves.
   *
   * @throws dev.elbo.data.DataException where rows do not fit the model
   */
  public Codes encode(Dataset rows) {
    return passes().encode(reader(rows, inputBinarization(), DEFAULT_SEED));
  }

  /** {@link #encode(Dataset)} of rows in an array. */
  public Codes encode(float[][] rows) {
    return encode(Dataset.ofFloats("rows", rows));
  }

  /**
   * E[x|z]: the decoder's mean for each latent vector.
   *
   * @param z (rows × latents)
   * @throws IllegalArgumentException where a vector has another length
   */
  public float[][] decode(float[][] z) {
    float[][] means = new float[z.length][];
    passes()
        .decode(
            z,
            (outputs, from, to) -> {
              Matrix mean = Matrix.zeros(outputs.rows(), model.vae().dataSize());
              model.vae().decoder().likelihood().mean(outputs, mean);
              for (int i = from; i < to; i++) {
                means[i] = mean.row(i - from);
              }
            });
    return means;
  }

  /** E[x|z = μ(x)]: each row through the code and back. */
  public float[][] reconstruct(Dataset rows) {
    return decode(encode(rows).means());
  }

  /** What a sample shows. */
  public enum Sample {
    /** E[x|z] for a drawn z: how pictures are usually shown. */
    MEAN,
    /** A draw from p(x|z) for a drawn z: a synthetic row. */
    DRAW
  }

  /**
   * New rows: z from the prior N(0, I), then x.
   *
   * @param count rows wanted
   * @param seed row i is a function of (seed, i)
   */
  public float[][] sample(int count, Sample kind, long seed) {
    if (count < 0) {
      throw new IllegalArgumentException("the number of samples must be 0 or more, not " + count);
    }
    float[][] z = prior(0, count, seed);
    if (kind == Sample.MEAN) {
      return decode(z);
    }
    float[][] rows = new float[count][];
    passes()
        .decode(
            z,
            (outputs, from, to) -> {
              Matrix x = Matrix.zeros(outputs.rows(), model.vae().dataSize());
              for (int i = from; i < to; i++) {
                RandomStream random = RandomStream.of(seed, Purpose.OBSERVATION_SAMPLE, i, 0);
                model.vae().decoder().likelihood().sample(outputs, i - from, random, x);
                rows[i] = x.row(i - from);
              }
            });
    return rows;
  }

  /** z from the prior; row i is a function of the seed and first + i. */
  private float[][] prior(long first, int count, long seed) {
    float[][] z = new float[count][model.vae().latentSize()];
    for (int i = 0; i < count; i++) {
      RandomStream random = RandomStream.of(seed, Purpose.PRIOR_SAMPLE, first + i, 0);
      for (int j = 0; j < z[i].length; j++) {
        z[i][j] = random.nextGaussian();
      }
    }
    return z;
  }

  /** What the decoder makes of the z of {@link #sample}, from number {@code first} on. */
  void priorOutputs(long first, int count, long seed, NetworkPasses.OutputConsumer consumer) {
    passes().decode(prior(first, count, seed), consumer);
  }

  /** Weighed draws of p(z|x) by the observed cells of each row: see {@link RowPosteriors}. */
  void conditional(
      Dataset rows, int draws, long seed, IntToLongFunction keys, RowPosteriors.Visitor visitor) {
    new RowPosteriors(model.vae(), weights(), draws)
        .forEach(reader(rows, inputBinarization(), DEFAULT_SEED), seed, keys, visitor);
  }

  /**
   * log p(x) of each row in nats, higher is better, by importance sampling ({@code IWAE eq. 8}).
   *
   * <p>A pure function of the row, the model and {@code samples}: every row is given the same draws
   * of noise. Where the model was trained on random zeros and ones, grey values stand for their
   * mean, as in {@link #encode(Dataset)}. The values are lower bounds on log p(x) in expectation;
   * more samples make them tighter.
   *
   * @param samples draws of z for each row
   * @throws dev.elbo.data.DataException where rows do not fit the model
   */
  public double[] logLikelihood(Dataset rows, int samples) {
    RowReader reader = reader(rows, inputBinarization(), DEFAULT_SEED);
    return likelihoods().of(reader, samples);
  }

  /**
   * log p(x) of each row with its bound, its parts and what each column has to do with it; log p(x)
   * is that of {@link #logLikelihood}, but for rounding.
   *
   * @param samples draws of z for each row
   * @throws dev.elbo.data.DataException where rows do not fit the model
   */
  public RowScores score(Dataset rows, int samples) {
    return scorer().of(reader(rows, inputBinarization(), DEFAULT_SEED), samples);
  }

  /** {@link #score(Dataset, int)} in other units: log |dy/dx| is added to each cell's density. */
  RowScores score(Dataset rows, int samples, double[] logJacobian) {
    return scorer().of(reader(rows, inputBinarization(), DEFAULT_SEED), samples, logJacobian);
  }

  /** Where each value stands among draws of p(x_d|z). */
  double[][] ranks(Dataset rows) {
    return new PredictiveRanks(model.vae(), weights())
        .of(reader(rows, inputBinarization(), DEFAULT_SEED));
  }

  /** What scores of rows mean, where that is known: where the model was trained on a table. */
  public Optional<Calibration> calibration() {
    return model.calibration();
  }

  /** The same model with its scores' meaning. */
  AutoEncoder calibrated(Calibration calibration) {
    return new AutoEncoder(model.with(calibration));
  }

  /**
   * Samples of the posterior p(z|x) of each row, which {@link #encode(Dataset)} approximates by one
   * Gaussian, by Hamiltonian Monte Carlo; {@link PosteriorSampler} says how far to trust them.
   *
   * <p>Grey values are taken as in {@link #logLikelihood}. A row takes thousands of passes through
   * the decoder.
   *
   * @param samples draws of z for each row
   * @param seed a row's samples are a function of the seed, the row and its number
   * @throws dev.elbo.data.DataException where rows do not fit the model
   */
  public PosteriorSamples posterior(Dataset rows, int samples, long seed) {
    RowReader reader = reader(rows, inputBinarization(), DEFAULT_SEED);
    try (Workers workers = Workers.onAllProcessors()) {
      return new PosteriorSampler(model.vae(), weights(), HamiltonianOptions.DEFAULT, workers)
          .sample(reader, samples, seed);
    }
  }

  /**
   * Lower bound, its parts, log p(x) and the latents' use on a data set, in nats a row. Where rows
   * are binarised at random, the draw is a function of the seed and the row's number.
   *
   * @param samples draws of z for each row
   * @throws dev.elbo.data.DataException where rows do not fit the model
   */
  public Evaluation evaluate(Dataset rows, int samples, long seed) {
    RowReader reader = reader(rows, model.data().binarization(), seed);
    try (Workers workers = Workers.onAllProcessors()) {
      return evaluate(reader, samples, seed, workers);
    }
  }

  /** {@link #evaluate(Dataset, int, long)} with seed {@value #DEFAULT_SEED}. */
  public Evaluation evaluate(Dataset rows, int samples) {
    return evaluate(rows, samples, DEFAULT_SEED);
  }

  private Evaluation evaluate(RowReader reader, int samples, long seed, Workers workers) {
    return Evaluator.of(model.vae(), samples, workers).evaluate(weights(), reader, samples, seed);
  }

  /** Rows as the model reads them, checked. */
  private RowReader reader(Dataset rows, Binarization binarization, long seed) {
    Dataset adapted = model.data().adapt(rows);
    SupportCheck.requireColumns(architecture().likelihood(), adapted);
    return switch (architecture().likelihood().support()) {
      case UNIT_INTERVAL -> RowReader.ofUnitInterval(adapted, binarization, seed);
      case REAL -> RowReader.of(adapted, binarization, seed);
      case MIXED -> RowReader.withMissing(adapted);
    };
  }

  /** What the encoder sees when no likelihood is asked for: the mean of dynamic draws. */
  private Binarization inputBinarization() {
    Binarization trained = model.data().binarization();
    return trained == Binarization.DYNAMIC ? Binarization.NONE : trained;
  }
}
