package dev.elbo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.elbo.AutoEncoder.Sample;
import dev.elbo.data.Binarization;
import dev.elbo.data.DataCache;
import dev.elbo.data.DataException;
import dev.elbo.data.Dataset;
import dev.elbo.data.NamedSet;
import dev.elbo.data.Part;
import dev.elbo.data.RowReader;
import dev.elbo.distribution.DiagonalGaussian;
import dev.elbo.distribution.DiagonalGaussian.MeanRange;
import dev.elbo.distribution.DiagonalGaussian.Variance;
import dev.elbo.distribution.LogVarianceBounds;
import dev.elbo.eval.Evaluation;
import dev.elbo.eval.HamiltonianOptions;
import dev.elbo.eval.PosteriorSampler;
import dev.elbo.eval.PosteriorSamples;
import dev.elbo.model.Vae;
import dev.elbo.nn.Parameters;
import dev.elbo.nn.Weights;
import dev.elbo.parallel.Workers;
import dev.elbo.persist.ModelFormatException;
import dev.elbo.train.TrainOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AutoEncoderTest {
  private static final Dataset TRAIN = digits(Part.TRAIN);
  private static final Dataset TEST = digits(Part.TEST);
  private static final TrainOptions SHORT = TrainOptions.builder().epochs(4).build();

  private static final AutoEncoder BERNOULLI =
      Training.on(TRAIN)
          .hidden(101, 33)
          .latent(3)
          .binarization(Binarization.DYNAMIC)
          .options(SHORT)
          .run();
  private static final AutoEncoder GAUSSIAN =
      Training.on(TRAIN)
          .likelihood(
              new DiagonalGaussian(
                  64, Variance.SHARED, MeanRange.UNIT_INTERVAL, LogVarianceBounds.DECODER))
          .hidden(40)
          .latent(5)
          .options(SHORT)
          .run();

  @TempDir private Path folder;

  private static Dataset digits(Part part) {
    try {
      return NamedSet.DIGITS.load(part, new DataCache(Path.of("")));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  static List<AutoEncoder> models() {
    return List.of(BERNOULLI, GAUSSIAN);
  }

  private static Dataset rows(Dataset data, int... rows) {
    return data.select(rows, "some");
  }

  private static void assertShape(float[][] rows, int count, int columns) {
    assertThat(rows).hasNumberOfRows(count);
    for (float[] row : rows) {
      assertThat(row).hasSize(columns);
      for (float value : row) {
        assertThat(value).isFinite();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("models")
  void shapes(AutoEncoder model) {
    int latents = model.architecture().latentSize();
    Codes codes = model.encode(TEST);
    assertShape(codes.means(), TEST.rows(), latents);
    assertShape(codes.deviations(), TEST.rows(), latents);
    for (float[] row : codes.deviations()) {
      for (float deviation : row) {
        assertThat(deviation).isPositive();
      }
    }
    assertShape(model.decode(codes.means()), TEST.rows(), 64);
    assertShape(model.reconstruct(TEST), TEST.rows(), 64);
    assertShape(model.sample(101, Sample.MEAN, 1), 101, 64);
    assertShape(model.sample(101, Sample.DRAW, 1), 101, 64);
    assertThat(model.sample(0, Sample.DRAW, 1)).isEmpty();
    assertThat(model.decode(new float[0][])).isEmpty();
  }

  /** Bit for bit, at every place of a block and after it. */
  @ParameterizedTest
  @MethodSource("models")
  void aRowGivesTheSameAloneAndAmongOthers(AutoEncoder model) {
    Codes all = model.encode(TEST);
    float[][] reconstructions = model.reconstruct(TEST);
    for (int i = 0; i < TEST.rows(); i += i < 110 ? 1 : 37) {
      Codes alone = model.encode(rows(TEST, i));
      assertThat(alone.means()[0]).containsExactly(all.means()[i]);
      assertThat(alone.deviations()[0]).containsExactly(all.deviations()[i]);
      assertThat(model.reconstruct(rows(TEST, i))[0]).containsExactly(reconstructions[i]);
    }
    int[] backwards = IntStream.range(0, TEST.rows()).map(i -> TEST.rows() - 1 - i).toArray();
    float[][] other = model.encode(rows(TEST, backwards)).means();
    for (int i = 0; i < other.length; i++) {
      assertThat(other[i]).containsExactly(all.means()[backwards[i]]);
    }
  }

  @Test
  void arraysEncodeLikeTheDataSet() {
    float[][] array = new float[5][64];
    for (int i = 0; i < 5; i++) {
      for (int j = 0; j < 64; j++) {
        array[i][j] = TEST.value(i, j);
      }
    }
    assertThat(BERNOULLI.encode(array).means())
        .isDeepEqualTo(BERNOULLI.encode(rows(TEST, 0, 1, 2, 3, 4)).means());
  }

  /** Bytes are read at the model's scale, whatever they were divided by. */
  @Test
  void bytesAreReadAtTheModelsScale() {
    assertThat(BERNOULLI.encode(TEST.withScale(255)).means())
        .isDeepEqualTo(BERNOULLI.encode(TEST).means());
  }

  @ParameterizedTest
  @MethodSource("models")
  void reconstructionIsTheDecodedMean(AutoEncoder model) {
    assertThat(model.reconstruct(TEST)).isDeepEqualTo(model.decode(model.encode(TEST).means()));
  }

  @ParameterizedTest
  @MethodSource("models")
  void samplesAreAFunctionOfSeedAndNumber(AutoEncoder model) {
    for (Sample kind : Sample.values()) {
      float[][] many = model.sample(230, kind, 5);
      for (int count : new int[] {1, 2, 99, 100, 101}) {
        assertThat(model.sample(count, kind, 5)).isDeepEqualTo(Arrays.copyOf(many, count));
      }
      assertThat(model.sample(3, kind, 6)[0]).isNotEqualTo(many[0]);
      assertThat(many[1]).isNotEqualTo(many[0]);
    }
  }

  /**
   * A draw of zeros and ones has the mean's probabilities: over 400 × 64 pixels the mean difference
   * has a standard deviation below 0.0031, so 0.016 is wrong for less than one seed in a million.
   */
  @Test
  void drawsAreZerosAndOnesAroundTheMeans() {
    float[][] means = BERNOULLI.sample(400, Sample.MEAN, 3);
    float[][] draws = BERNOULLI.sample(400, Sample.DRAW, 3);
    double difference = 0;
    for (int i = 0; i < 400; i++) {
      for (int j = 0; j < 64; j++) {
        assertThat(draws[i][j]).isIn(0f, 1f);
        assertThat(means[i][j]).isBetween(0f, 1f);
        difference += (draws[i][j] - means[i][j]) / (400 * 64);
      }
    }
    assertThat(difference).isCloseTo(0, within(0.016));
  }

  @Test
  void gaussianDrawsScatterAroundTheMeans() {
    float[][] means = GAUSSIAN.sample(50, Sample.MEAN, 3);
    float[][] draws = GAUSSIAN.sample(50, Sample.DRAW, 3);
    double squares = 0;
    for (int i = 0; i < 50; i++) {
      for (int j = 0; j < 64; j++) {
        squares += Math.pow(draws[i][j] - means[i][j], 2) / (50 * 64);
      }
    }
    assertThat(Math.sqrt(squares)).isBetween(0.05, 1.5);
  }

  @Test
  void aNegativeNumberOfSamples() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BERNOULLI.sample(-1, Sample.MEAN, 1))
        .withMessage("the number of samples must be 0 or more, not -1");
  }

  @ParameterizedTest
  @MethodSource("models")
  void evaluationIsDeterministic(AutoEncoder model) {
    Evaluation first = model.evaluate(TEST, 7);
    assertThat(model.evaluate(TEST, 7)).isEqualTo(first);
    assertThat(model.evaluate(TEST, 7, AutoEncoder.DEFAULT_SEED)).isEqualTo(first);
    assertThat(model.evaluate(TEST, 7, 99).reconstruction()).isNotEqualTo(first.reconstruction());
    assertThat(first.rows()).isEqualTo(359);
    assertThat(first.samples()).isEqualTo(7);
    assertThat(first.divergences()).hasSize(model.architecture().latentSize());
    assertThat(first.logLikelihood()).isGreaterThan(first.elbo());
  }

  @Test
  void rowsOfOtherColumns() {
    String message = "rows has 2 columns where the model, trained on digits/train, expects 64";
    assertThatThrownBy(() -> BERNOULLI.encode(new float[][] {{0, 1}}))
        .isInstanceOf(DataException.class)
        .hasMessage(message);
    Dataset narrow = Dataset.ofFloats("rows", new float[][] {{0, 1}});
    assertThatThrownBy(() -> BERNOULLI.evaluate(narrow, 1))
        .isInstanceOf(DataException.class)
        .hasMessage(message);
    assertThatThrownBy(() -> GAUSSIAN.reconstruct(narrow))
        .isInstanceOf(DataException.class)
        .hasMessage(message);
  }

  /** Bit for bit those of the sampler by hand, given grey values; and the same for a row alone. */
  @ParameterizedTest
  @MethodSource("models")
  void posteriorSamplesAreThoseOfTheSampler(AutoEncoder model) {
    Dataset some = rows(TEST, 3, 1, 4, 15, 9);
    PosteriorSamples samples = model.posterior(some, 60, 5);
    assertThat(samples.acceptance()).isBetween(0.8, 0.97);
    Vae vae = Vae.of(model.architecture());
    Parameters parameters = Parameters.zeros(vae.layout());
    parameters.set(model.parameters());
    try (Workers workers = new Workers(1)) {
      PosteriorSamples expected =
          new PosteriorSampler(vae, Weights.fixed(parameters), HamiltonianOptions.DEFAULT, workers)
              .sample(RowReader.of(some, Binarization.NONE, 1), 60, 5);
      for (int i = 0; i < some.rows(); i++) {
        assertShape(samples.of(i), 60, vae.latentSize());
        assertThat(samples.of(i)).isDeepEqualTo(expected.of(i));
      }
    }
    assertThat(model.posterior(rows(TEST, 4), 60, 5).of(0)).isDeepEqualTo(samples.of(2));
  }

  @Test
  void latentVectorsOfAnotherLength() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BERNOULLI.decode(new float[][] {{0, 0, 0}, {0, 0}}))
        .withMessage(
            "latent vector 2 (counted from 1) has 2 entries where the model has 3 latents");
  }

  @Test
  void valuesThatTheDecoderIsNotDefinedOn() {
    float[][] rows = new float[3][64];
    rows[2][6] = 1.5f;
    assertThatThrownBy(() -> BERNOULLI.encode(rows))
        .isInstanceOf(DataException.class)
        .hasMessage(
            "rows: the value at row 3, column 7 (counted from 1) is 1.5, outside [0, 1] (all"
                + " values: 0.0 to 1.5); scale the data into [0, 1] or use a Gaussian decoder");
    assertThat(GAUSSIAN.encode(rows).means()).hasNumberOfRows(3);
    rows[1][0] = Float.NaN;
    for (AutoEncoder model : models()) {
      assertThatThrownBy(() -> model.encode(rows))
          .isInstanceOf(DataException.class)
          .hasMessage(
              "rows: the value at row 2, column 1 (counted from 1) is NaN, not a finite float32"
                  + " number; remove the row or fill the value in");
    }
  }

  @ParameterizedTest
  @MethodSource("models")
  void aSavedModelGivesTheSameNumbers(AutoEncoder model) throws IOException {
    Path file = folder.resolve("model.safetensors");
    model.save(file);
    AutoEncoder loaded = AutoEncoder.load(file);
    assertThat(loaded.architecture()).isEqualTo(model.architecture());
    assertThat(loaded.data()).isEqualTo(model.data());
    assertThat(loaded.training()).isEqualTo(model.training());
    assertThat(loaded.parameters().values()).containsExactly(model.parameters().values());
    assertThat(loaded.encode(TEST).means()).isDeepEqualTo(model.encode(TEST).means());
    assertThat(loaded.reconstruct(TEST)).isDeepEqualTo(model.reconstruct(TEST));
    assertThat(loaded.sample(9, Sample.DRAW, 2)).isDeepEqualTo(model.sample(9, Sample.DRAW, 2));
    assertThat(loaded.evaluate(TEST, 3)).isEqualTo(model.evaluate(TEST, 3));
  }

  @Test
  void aDamagedFileIsRefused() throws IOException {
    Path file = folder.resolve("model.safetensors");
    Files.write(file, new byte[0]);
    assertThatThrownBy(() -> AutoEncoder.load(file))
        .isInstanceOf(ModelFormatException.class)
        .hasMessage(file + ": empty file, not a model");
  }

  @Test
  void parametersAreACopy() {
    float[] before = BERNOULLI.parameters().values();
    Arrays.fill(BERNOULLI.parameters().values(), 7);
    assertThat(BERNOULLI.parameters().values()).containsExactly(before);
  }

  @Test
  void threadsShareAnInstance() throws Exception {
    float[][] codes = BERNOULLI.encode(TEST).means();
    float[][] samples = BERNOULLI.sample(120, Sample.DRAW, 4);
    Evaluation evaluation = BERNOULLI.evaluate(TEST, 2);
    Callable<Boolean> all =
        () ->
            Arrays.deepEquals(BERNOULLI.encode(TEST).means(), codes)
                && Arrays.deepEquals(BERNOULLI.sample(120, Sample.DRAW, 4), samples)
                && BERNOULLI.evaluate(TEST, 2).equals(evaluation);
    List<Callable<Boolean>> tasks = new ArrayList<>();
    for (int i = 0; i < 24; i++) {
      tasks.add(all);
    }
    ExecutorService threads = Executors.newFixedThreadPool(6);
    try {
      for (Future<Boolean> same : threads.invokeAll(tasks)) {
        assertThat(same.get()).isTrue();
      }
    } finally {
      threads.shutdownNow();
    }
  }
}
