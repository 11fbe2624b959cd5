package dev.elbo.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.elbo.data.Binarization;
import dev.elbo.data.Dataset;
import dev.elbo.data.RowReader;
import dev.elbo.distribution.Bernoulli;
import dev.elbo.distribution.LogVarianceBounds;
import dev.elbo.model.Architecture;
import dev.elbo.model.Vae;
import dev.elbo.nn.Activation;
import dev.elbo.nn.Initialization;
import dev.elbo.nn.Parameters;
import dev.elbo.nn.Weights;
import dev.elbo.parallel.Workers;
import dev.elbo.reference.LinearGaussian;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a model whose posterior is known, and against themselves in other company. */
class PosteriorSamplerTest {
  private static final int ROWS = 100;

  private static PosteriorSamples sample(
      Vae vae, Parameters parameters, Dataset data, int samples, int threads, long seed) {
    RowReader reader = RowReader.of(data, Binarization.NONE, 1);
    try (Workers workers = new Workers(threads)) {
      return new PosteriorSampler(
              vae, Weights.fixed(parameters), HamiltonianOptions.DEFAULT, workers)
          .sample(reader, samples, seed);
    }
  }

  /** An encoder that is off by 1 and 1.6 times as wide: chains must leave it. */
  private static void mislead(Vae vae, Parameters parameters) {
    vae.layout().blocks().stream()
        .filter(block -> block.name().equals("encoder.mean.bias"))
        .forEach(block -> addTo(parameters, block.offset(), vae.latentSize(), 1));
    vae.layout().blocks().stream()
        .filter(block -> block.name().equals("encoder.log_variance.bias"))
        .forEach(block -> addTo(parameters, block.offset(), vae.latentSize(), 1));
  }

  private static void addTo(Parameters parameters, int offset, int count, float value) {
    for (int i = offset; i < offset + count; i++) {
      parameters.values()[i] += value;
    }
  }

  /**
   * Samples less the posterior's mean, through the inverse of the root of its covariance, are N(0,
   * I): one of each of 5000 chains. Each of up to 9 means, variances and covariances may be 4.5
   * standard errors away: false alarm once in 16,000 seeds.
   */
  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void samplesAreThoseOfTheExactPosterior(int latents) {
    LinearGaussian model = LinearModels.model(latents);
    Vae vae = ReferenceModels.linearGaussianVae(LinearModels.DATA_SIZE, latents);
    Parameters parameters = ReferenceModels.parameters(vae, model);
    mislead(vae, parameters);
    float[][] rows = LinearModels.rows(latents, ROWS);
    PosteriorSamples samples =
        sample(vae, parameters, ReferenceModels.dataset(rows), PosteriorChains.CHAINS, 2, 1);
    assertThat(samples.rows()).isEqualTo(ROWS);
    double[][] white = new double[ROWS * PosteriorChains.CHAINS][];
    for (int i = 0; i < ROWS; i++) {
      LinearGaussian.Gaussian exact = model.posterior(ReferenceModels.doubles(rows)[i]);
      double[][] z = ReferenceModels.doubles(samples.of(i));
      for (int l = 0; l < z.length; l++) {
        white[i * z.length + l] = exact.whitened(z[l]);
      }
    }
    double root = Math.sqrt(white.length);
    for (int j = 0; j < latents; j++) {
      assertThat(mean(white, j, -1)).isCloseTo(0, within(4.5 / root));
      assertThat(mean(white, j, j)).isCloseTo(1, within(4.5 * Math.sqrt(2) / root));
      for (int k = 0; k < j; k++) {
        assertThat(mean(white, j, k)).isCloseTo(0, within(4.5 / root));
      }
    }
    assertThat(samples.acceptance()).isCloseTo(0.9, within(0.03));
    for (int i = 0; i < ROWS; i++) {
      assertThat(samples.acceptance(i)).isBetween(0.7, 0.99);
    }
  }

  /** The mean of column j, times column k unless that is −1. */
  private static double mean(double[][] rows, int j, int k) {
    return Arrays.stream(rows)
        .mapToDouble(row -> row[j] * (k < 0 ? 1 : row[k]))
        .average()
        .orElseThrow();
  }

  /** A model of any numbers, with tied weights, whose way back is another product. */
  private final Vae vae =
      Vae.of(
          new Architecture(
              new Bernoulli(11),
              List.of(17),
              3,
              Activation.TANH,
              Architecture.Weights.TIED,
              LogVarianceBounds.ENCODER));

  private final Parameters parameters = parameters();
  private final Dataset rows = rows(7);

  private Parameters parameters() {
    Parameters filled = Parameters.zeros(vae.layout());
    Initialization.GLOROT.fill(filled, 3);
    return filled;
  }

  private static Dataset rows(int count) {
    float[] values = new float[count * 11];
    Random random = new Random(count);
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextFloat();
    }
    return Dataset.ofFloats("rows", 11, values);
  }

  private PosteriorSamples sample(Dataset data, int samples, int threads, long seed) {
    return sample(vae, parameters, data, samples, threads, seed);
  }

  /** Bit for bit. */
  @Test
  void aRowHasTheSameSamplesAloneAmongOthersAndOnAnyNumberOfThreads() {
    PosteriorSamples together = sample(rows, 60, 1, 1);
    for (int threads = 2; threads <= 3; threads++) {
      PosteriorSamples shared = sample(rows, 60, threads, 1);
      for (int i = 0; i < rows.rows(); i++) {
        assertThat(shared.of(i)).isDeepEqualTo(together.of(i));
        assertThat(shared.acceptance(i)).isEqualTo(together.acceptance(i));
      }
    }
    for (int i = 0; i < rows.rows(); i++) {
      PosteriorSamples alone = sample(rows.select(new int[] {i}, "alone"), 60, 1, 1);
      assertThat(alone.of(0)).isDeepEqualTo(together.of(i));
    }
  }

  @Test
  void fewerSamplesAreTheFirstOfMore() {
    float[][] more = sample(rows, 120, 2, 1).of(3);
    assertThat(more).hasNumberOfRows(120);
    for (int fewer : new int[] {1, 50, 51}) {
      float[][] few = sample(rows, fewer, 2, 1).of(3);
      assertThat(few).isDeepEqualTo(Arrays.copyOf(more, fewer));
    }
  }

  @Test
  void seedsRowsAndChainsAreApart() {
    PosteriorSamples samples = sample(rows, 100, 2, 1);
    PosteriorSamples others = sample(rows, 100, 2, 2);
    Dataset same = rows.select(new int[] {0, 1}, "two");
    assertThat(others.of(0)[0]).isNotEqualTo(samples.of(0)[0]);
    assertThat(IntStream.range(0, 100).mapToObj(l -> samples.of(0)[l][0]).distinct())
        .hasSizeGreaterThan(95);
    float[] row = new float[11];
    for (int j = 0; j < 11; j++) {
      row[j] = same.value(0, j);
    }
    PosteriorSamples twins = sample(Dataset.ofFloats("twins", new float[][] {row, row}), 1, 1, 1);
    assertThat(twins.of(0)[0]).isNotEqualTo(twins.of(1)[0]);
  }

  @Test
  void samplesAreAtLeastOne() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> sample(rows, 0, 1, 1))
        .withMessage("samples must be 1 or more, not 0");
  }

  @Test
  void optionsOutsideTheirRangeAreNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new HamiltonianOptions(0, 0.9, 30, 10))
        .withMessage("leapfrog steps must be 1 or more, not 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new HamiltonianOptions(4, 1, 30, 10))
        .withMessage("acceptance must be between 0 and 1, not 1.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new HamiltonianOptions(4, Double.NaN, 30, 10))
        .withMessage("acceptance must be between 0 and 1, not NaN");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new HamiltonianOptions(4, 0.9, 0, 10))
        .withMessage("warm-up must be 1 or more moves, not 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new HamiltonianOptions(4, 0.9, 30, 0))
        .withMessage("thinning must be 1 or more moves, not 0");
  }
}
