package dev.elbo.eval;

import static dev.elbo.eval.ReferenceModels.dataset;
import static dev.elbo.eval.ReferenceModels.doubles;
import static dev.elbo.eval.ReferenceModels.floats;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.elbo.data.Binarization;
import dev.elbo.data.Dataset;
import dev.elbo.data.RowReader;
import dev.elbo.distribution.Bernoulli;
import dev.elbo.model.Architecture;
import dev.elbo.model.Vae;
import dev.elbo.nn.Initialization;
import dev.elbo.nn.Parameters;
import dev.elbo.nn.Weights;
import dev.elbo.parallel.Workers;
import dev.elbo.random.Purpose;
import dev.elbo.random.RandomStream;
import dev.elbo.reference.ReferenceCase;
import dev.elbo.reference.ReferenceDraws;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EvaluatorTest {
  private static final long SEED = 42;

  private static Evaluation evaluate(
      Vae vae, Parameters parameters, Dataset rows, int samples, int threads) {
    RowReader reader = RowReader.of(rows, Binarization.NONE, SEED);
    try (Workers workers = new Workers(threads)) {
      return Evaluator.of(vae, samples, workers)
          .evaluate(Weights.of(parameters), reader, samples, SEED);
    }
  }

  static List<ReferenceCase> cases() {
    return ReferenceCase.all();
  }

  /** The draws are a function of (seed, row, draw), so the reference can make them again. */
  private static double[][] noise(int rows, int samples, int latents) {
    double[][] noise = new double[rows * samples][latents];
    for (int r = 0; r < noise.length; r++) {
      RandomStream random =
          RandomStream.of(SEED, Purpose.EVALUATION_NOISE, r / samples, r % samples);
      for (int j = 0; j < latents; j++) {
        noise[r][j] = random.nextGaussian();
      }
    }
    return noise;
  }

  @ParameterizedTest
  @MethodSource("cases")
  void figuresAreThoseOfTheReference(ReferenceCase c) {
    assertAgrees(c, c.x(), 7);
  }

  /** More rows than a block, fewer and more draws than are made at once. */
  @ParameterizedTest
  @ValueSource(ints = {1, 4, 5, 12})
  void figuresAreThoseOfTheReferenceOverManyRows(int samples) {
    for (int rows : new int[] {1, 99, 100, 101, 230}) {
      ReferenceCase c = ReferenceCase.all().get(2);
      Random random = new Random(rows);
      double[][] x = new double[rows][c.config().dataSize()];
      for (double[] row : x) {
        Arrays.setAll(row, j -> random.nextDouble());
      }
      assertAgrees(c, x, samples);
    }
  }

  private static void assertAgrees(ReferenceCase c, double[][] x, int samples) {
    Vae vae = ReferenceModels.vae(c.config());
    Parameters parameters = ReferenceModels.parameters(vae, c.parameters());
    float[][] rows = floats(x);
    Evaluation e = evaluate(vae, parameters, dataset(rows), samples, 2);
    ReferenceDraws draws =
        new ReferenceDraws(
            c.config(),
            ReferenceModels.blocks(parameters),
            doubles(rows),
            noise(rows.length, samples, vae.latentSize()),
            samples);
    double[] divergences = draws.klPerLatent();
    double[] logLikelihoods = draws.logMeanWeights();
    Offset<Double> offset = within(2e-5 * (1 + Math.abs(draws.reconstruction())));
    assertThat(e.rows()).isEqualTo(rows.length);
    assertThat(e.samples()).isEqualTo(samples);
    assertThat(e.reconstruction()).isCloseTo(draws.reconstruction(), offset);
    assertThat(e.kl()).isCloseTo(Arrays.stream(divergences).sum(), offset);
    assertThat(e.elbo())
        .isCloseTo(draws.reconstruction() - Arrays.stream(divergences).sum(), offset);
    assertThat(e.logLikelihood())
        .isCloseTo(Arrays.stream(logLikelihoods).average().orElseThrow(), offset);
    double[][] means = new double[rows.length][];
    Arrays.setAll(means, i -> draws.posterior(i).mean());
    for (int j = 0; j < vae.latentSize(); j++) {
      assertThat(e.divergences().get(j)).isCloseTo(divergences[j], offset);
      assertThat(e.activities().get(j)).isCloseTo(variance(means, j), within(1e-5));
    }
    assertErrors(e, draws, logLikelihoods);
  }

  private static double variance(double[][] means, int j) {
    double mean = Arrays.stream(means).mapToDouble(m -> m[j]).average().orElseThrow();
    return Arrays.stream(means)
        .mapToDouble(m -> (m[j] - mean) * (m[j] - mean))
        .average()
        .orElseThrow();
  }

  private static void assertErrors(Evaluation e, ReferenceDraws draws, double[] logLikelihoods) {
    int n = logLikelihoods.length;
    double mean = Arrays.stream(logLikelihoods).average().orElseThrow();
    double squares = Arrays.stream(logLikelihoods).map(v -> (v - mean) * (v - mean)).sum();
    if (n == 1) {
      assertThat(e.logLikelihoodRowError()).isNaN();
    } else {
      assertThat(e.logLikelihoodRowError())
          .isCloseTo(Math.sqrt(squares / (n - 1) / n), within(1e-4));
    }
    if (draws.samples() == 1) {
      assertThat(e.logLikelihoodStandardError()).isNaN();
      return;
    }
    double sum = 0;
    for (double[] logWeights : draws.logWeights(1)) {
      MarginalLikelihood likelihood = new MarginalLikelihood();
      Arrays.stream(logWeights).forEach(likelihood::add);
      sum += likelihood.variance();
    }
    assertThat(e.logLikelihoodStandardError()).isCloseTo(Math.sqrt(sum) / n, within(1e-4));
  }

  private final Vae vae = Vae.of(Architecture.of(new Bernoulli(11), List.of(17, 9), 3));

  private Parameters parameters() {
    Parameters parameters = Parameters.zeros(vae.layout());
    Initialization.GLOROT.fill(parameters, 3);
    return parameters;
  }

  private static Dataset rows(int count) {
    float[] values = new float[count * 11];
    Random random = new Random(count);
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextFloat();
    }
    return Dataset.ofFloats("rows", 11, values);
  }

  /** Bit for bit: records compare doubles by their bits. */
  @Test
  void threadsDoNotMatter() {
    Evaluation one = evaluate(vae, parameters(), rows(350), 13, 1);
    for (int threads = 2; threads <= 4; threads++) {
      assertThat(evaluate(vae, parameters(), rows(350), 13, threads)).isEqualTo(one);
    }
  }

  @Test
  void oneSeedGivesOneResultAndAnotherAnother() {
    RowReader reader = RowReader.of(rows(20), Binarization.NONE, SEED);
    try (Workers workers = new Workers(1)) {
      Evaluator evaluator = Evaluator.of(vae, 3, workers);
      Evaluation first = evaluator.evaluate(Weights.of(parameters()), reader, 3, 1);
      assertThat(evaluator.evaluate(Weights.of(parameters()), reader, 3, 1)).isEqualTo(first);
      assertThat(evaluator.evaluate(Weights.of(parameters()), reader, 3, 2).reconstruction())
          .isNotEqualTo(first.reconstruction());
    }
  }

  /**
   * Room for one draw at once and room for several give the same draws; a matrix product of another
   * number of rows may round otherwise.
   */
  @Test
  void howManyDrawsAreMadeAtOnceDoesNotMatter() {
    RowReader reader = RowReader.of(rows(130), Binarization.NONE, SEED);
    try (Workers workers = new Workers(1)) {
      Evaluation several =
          Evaluator.of(vae, 100, workers).evaluate(Weights.of(parameters()), reader, 12, 1);
      for (int room : new int[] {1, 2, 3, 4}) {
        Evaluation e =
            Evaluator.of(vae, room, workers).evaluate(Weights.of(parameters()), reader, 12, 1);
        assertThat(e.logLikelihood()).isCloseTo(several.logLikelihood(), within(1e-6));
        assertThat(e.reconstruction()).isCloseTo(several.reconstruction(), within(1e-6));
        assertThat(e.kl()).isEqualTo(several.kl());
      }
    }
  }

  /** The room is made once, for a few draws: 5000 go through what was made for 50. */
  @Test
  void manyDrawsNeedNoMoreRoomThanFew() {
    RowReader reader = RowReader.of(rows(3), Binarization.NONE, SEED);
    try (Workers workers = new Workers(1)) {
      Evaluator few = Evaluator.of(vae, 50, workers);
      Evaluation e = few.evaluate(Weights.of(parameters()), reader, 5000, 1);
      assertThat(e.samples()).isEqualTo(5000);
      assertThat(e)
          .isEqualTo(
              Evaluator.of(vae, 5000, workers).evaluate(Weights.of(parameters()), reader, 5000, 1));
    }
  }

  @Test
  void bitsPerDimensionOfZerosAndOnes() {
    Evaluation e = evaluate(vae, parameters(), rows(5), 4, 1);
    assertThat(e.bitsPerDimension())
        .isCloseTo(-e.logLikelihood() / Math.log(2) / 11, within(1e-12));
  }

  @Test
  void samplesAreAtLeastOne() {
    try (Workers workers = new Workers(1)) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Evaluator.of(vae, 0, workers))
          .withMessage("samples must be 1 or more, not 0");
      RowReader reader = RowReader.of(rows(3), Binarization.NONE, SEED);
      Evaluator evaluator = Evaluator.of(vae, 1, workers);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> evaluator.evaluate(Weights.of(parameters()), reader, 0, SEED))
          .withMessage("samples must be 1 or more, not 0");
    }
  }
}
