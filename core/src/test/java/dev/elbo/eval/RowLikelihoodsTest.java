package dev.elbo.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.elbo.data.Binarization;
import dev.elbo.data.RowReader;
import dev.elbo.model.Vae;
import dev.elbo.nn.Parameters;
import dev.elbo.nn.Weights;
import dev.elbo.reference.LinearGaussian;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a model whose log p(x) is known, and against themselves in other company. */
class RowLikelihoodsTest {
  private static final int ROWS = 300;

  private final double[][] w = {{0.9}, {-0.4}, {0.3}, {1.2}};
  private final double[] b = {0.2, -0.1, 0.5, 0};
  private final double[] variance = {0.5, 0.8, 0.3, 1};
  private final LinearGaussian model = new LinearGaussian(w, b, variance);
  private final Vae vae = ReferenceModels.linearGaussianVae(4, 1);
  private final Parameters parameters = ReferenceModels.parameters(vae, model);
  private final float[][] rows = drawRows();

  private static float[][] drawRows() {
    Random random = new Random(8);
    float[][] drawn = new float[ROWS][4];
    for (float[] row : drawn) {
      for (int i = 0; i < row.length; i++) {
        row[i] = (float) random.nextGaussian();
      }
    }
    return drawn;
  }

  private static double[] doubles(float[] row) {
    return IntStream.range(0, row.length).mapToDouble(i -> row[i]).toArray();
  }

  private static RowReader reader(float[][] rows) {
    return RowReader.of(ReferenceModels.dataset(rows), Binarization.NONE, 1);
  }

  private RowLikelihoods likelihoods() {
    return new RowLikelihoods(vae, Weights.fixed(parameters));
  }

  /** With the exact posterior every weight is p(x). */
  @ParameterizedTest
  @ValueSource(ints = {1, 50, 51, 120})
  void theExactPosteriorGivesTheExactValueOfEachRow(int samples) {
    double[] values = likelihoods().of(reader(rows), samples);
    assertThat(values).hasSize(ROWS);
    for (int i = 0; i < ROWS; i++) {
      assertThat(values[i]).isCloseTo(model.logMarginal(doubles(rows[i])), within(5e-5));
    }
  }

  /** A posterior twice as wide as it should be. */
  private RowLikelihoods worse() {
    Parameters other = parameters.copy();
    vae.layout().blocks().stream()
        .filter(block -> block.name().equals("encoder.log_variance.bias"))
        .forEach(block -> other.values()[block.offset()] += 1.4f);
    return new RowLikelihoods(vae, Weights.fixed(other));
  }

  @Test
  void aRowHasTheSameValueAloneAmongOthersAndInAnotherOrder() {
    RowLikelihoods likelihoods = worse();
    double[] together = likelihoods.of(reader(rows), 70);
    float[][] reversed = new float[ROWS][];
    for (int i = 0; i < ROWS; i++) {
      reversed[i] = rows[ROWS - 1 - i];
      float[][] alone = {rows[i]};
      assertThat(worse().of(reader(alone), 70)).containsExactly(together[i]);
    }
    double[] backwards = likelihoods.of(reader(reversed), 70);
    for (int i = 0; i < ROWS; i++) {
      assertThat(backwards[ROWS - 1 - i]).isEqualTo(together[i]);
    }
  }

  /** In the mean over rows: from below, and nearer with more. */
  @Test
  void moreSamplesComeNearer() {
    double exact =
        IntStream.range(0, ROWS).mapToDouble(i -> model.logMarginal(doubles(rows[i]))).sum();
    double previous = Double.POSITIVE_INFINITY;
    for (int samples : new int[] {10, 100, 1000}) {
      double below = (exact - sum(samples)) / ROWS;
      assertThat(Math.abs(below)).isLessThan(previous);
      previous = Math.abs(below);
    }
    assertThat(previous).isLessThan(0.02);
  }

  private double sum(int samples) {
    double sum = 0;
    for (double value : worse().of(reader(rows), samples)) {
      sum += value;
    }
    return sum;
  }

  @Test
  void samplesAreAtLeastOne() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> likelihoods().of(reader(rows), 0))
        .withMessage("samples must be 1 or more, not 0");
  }
}
