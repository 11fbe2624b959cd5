package dev.elbo.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.elbo.data.RowReader;
import dev.elbo.model.Vae;
import dev.elbo.nn.Parameters;
import dev.elbo.nn.Weights;
import dev.elbo.reference.LinearGaussian;
import java.util.Arrays;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against models whose posterior is known, and against themselves in other company. */
class RowPosteriorsTest {
  private static final int ROWS = 20;

  /** A copy of a row's draws. */
  // Looked into, not compared.
  @SuppressWarnings("ArrayRecordComponent")
  private record Kept(double[] weights, float[][] outputs, double effectiveSize) {

    static Kept of(WeighedDraws draws) {
      return new Kept(
          IntStream.range(0, draws.size()).mapToDouble(draws::weight).toArray(),
          draws.outputs().toArray(),
          draws.effectiveSize());
    }

    double mean(int output) {
      return sum(l -> outputs[l][output]);
    }

    double variance(int output) {
      double mean = mean(output);
      return sum(l -> Math.pow(outputs[l][output] - mean, 2));
    }

    /** Σ w f. */
    double sum(IntToDoubleFunction f) {
      return IntStream.range(0, weights.length)
          .mapToDouble(l -> weights[l] * f.applyAsDouble(l))
          .sum();
    }
  }

  /** What one model makes of rows, all of one key. */
  private record Model(Vae vae, Parameters parameters) {

    static Model linear(int latents) {
      Vae vae = MixedLinear.vae(LinearModels.DATA_SIZE, latents);
      return new Model(vae, MixedLinear.parameters(vae, LinearModels.model(latents)));
    }

    Kept[] run(int draws, float[]... rows) {
      return run(draws, row -> 0, rows);
    }

    Kept[] run(int draws, IntToLongFunction keys, float[]... rows) {
      Kept[] kept = new Kept[rows.length];
      new RowPosteriors(vae, Weights.fixed(parameters), draws)
          .forEach(
              RowReader.withMissing(ReferenceModels.dataset(rows)),
              1,
              keys,
              (row, found) -> kept[row] = Kept.of(found));
      return kept;
    }
  }

  /** Rows of a linear model with gaps. */
  private static float[][] rows(int latents, double missing) {
    float[][] rows = LinearModels.rows(latents, ROWS);
    Random random = new Random(3);
    for (float[] row : rows) {
      for (int i = 1; i < row.length; i++) {
        row[i] = random.nextDouble() < missing ? Float.NaN : row[i];
      }
    }
    return rows;
  }

  /**
   * The decoder's means of the missing cells have the mean and the variance of W z + b under
   * p(z|x). 500 draws would know a mean to 4.5 % of a deviation if they were independent, and a
   * variance to 6.3 %; they are worth an eighth of it at least. Noise is the same for all rows.
   */
  @ParameterizedTest
  @CsvSource({"1, 0.3", "3, 0.3", "3, 0.9", "8, 0.1", "8, 0.5", "8, 0.9", "20, 0.5"})
  void meansAndVariancesOfMissingCellsAreThoseOfTheClosedForm(int latents, double missing) {
    LinearGaussian exact = LinearModels.model(latents);
    float[][] rows = rows(latents, missing);
    Kept[] kept = Model.linear(latents).run(500, rows);
    double squares = 0;
    double ratios = 0;
    int cells = 0;
    for (int i = 0; i < ROWS; i++) {
      float[] row = rows[i];
      int[] gaps = IntStream.range(0, row.length).filter(d -> Float.isNaN(row[d])).toArray();
      LinearGaussian.Gaussian conditional =
          exact.conditional(IntStream.range(0, row.length).mapToDouble(d -> row[d]).toArray());
      for (int m = 0; m < gaps.length; m++) {
        double variance = conditional.covariance()[m][m] - noise(exact, gaps[m]);
        double error = kept[i].mean(gaps[m]) - conditional.mean()[m];
        squares += error * error / variance;
        ratios += kept[i].variance(gaps[m]) / variance;
        cells++;
      }
    }
    assertThat(Math.sqrt(squares / cells)).isLessThan(0.126);
    assertThat(ratios / cells).isBetween(0.9, 1.1);
  }

  private static double noise(LinearGaussian model, int column) {
    return model.noise()[column];
  }

  @Test
  void withoutAnythingObservedTheDrawsAreThePriors() {
    float[] nothing = new float[LinearModels.DATA_SIZE];
    Arrays.fill(nothing, Float.NaN);
    Kept kept = Model.linear(3).run(1000, nothing)[0];
    assertThat(kept.weights()).containsOnly(0.001);
    assertThat(kept.effectiveSize()).isCloseTo(1000, within(1e-6));
    LinearGaussian.Gaussian prior = LinearModels.model(3).marginal();
    for (int d = 0; d < nothing.length; d++) {
      double variance = prior.covariance()[d][d] - noise(LinearModels.model(3), d);
      assertThat(kept.mean(d)).isCloseTo(prior.mean()[d], within(4 * Math.sqrt(variance / 1000)));
      assertThat(kept.variance(d)).isCloseTo(variance, within(0.2 * variance));
    }
  }

  /**
   * x₁ ~ N(|z|, 0.1²) leaves open which sign z has, and x₂ ~ N(z, 0.1²) is missing: one half of the
   * draws lies at each of ±2.
   */
  @Test
  void aPosteriorWithTwoHillsIsFoundAsAWhole() {
    Vae vae = MixedLinear.vae(2, 1);
    LinearGaussian linear =
        new LinearGaussian(new double[][] {{1}, {1}}, new double[2], new double[] {0.01, 0.01});
    Parameters parameters = MixedLinear.parameters(vae, linear);
    vae.layout().blocks().stream()
        .filter(block -> block.name().equals("decoder.location.weight"))
        .forEach(block -> parameters.matrix(block).set(0, 1, 1)); // relu(z) + relu(−z)
    Kept kept = new Model(vae, parameters).run(500, new float[] {2, Float.NaN})[0];
    assertThat(kept.sum(l -> kept.outputs()[l][1] > 0 ? 1 : 0)).isBetween(0.35, 0.65);
    assertThat(kept.sum(l -> Math.abs(kept.outputs()[l][1]))).isCloseTo(2, within(0.05));
  }

  @Test
  void aRowHasTheSameDrawsAloneAmongOthersAndInAnotherOrder() {
    Model model = Model.linear(3);
    float[][] rows = rows(3, 0.4);
    Kept[] together = model.run(60, rows);
    float[][] reversed = new float[ROWS][];
    for (int i = 0; i < ROWS; i++) {
      reversed[i] = rows[ROWS - 1 - i];
    }
    Kept[] backwards = model.run(60, reversed);
    for (int i = 0; i < ROWS; i++) {
      Kept alone = model.run(60, rows[i])[0];
      assertThat(alone.weights()).containsExactly(together[i].weights());
      assertThat(alone.outputs()).isDeepEqualTo(together[i].outputs());
      assertThat(backwards[ROWS - 1 - i].outputs()).isDeepEqualTo(together[i].outputs());
    }
  }

  @Test
  void anotherKeyMeansOtherDraws() {
    float[] row = rows(3, 0.4)[0];
    Kept[] kept = Model.linear(3).run(60, i -> i, row, row);
    assertThat(kept[0].outputs()[0]).isNotEqualTo(kept[1].outputs()[0]);
  }

  /**
   * A million deviations away, float32 still tells draws apart, and they go as near as they can.
   */
  @Test
  void aRowFarFromAllOthersIsNoObstacle() {
    float[] row = rows(3, 0.4)[0];
    row[0] = 1e6f;
    Kept kept = Model.linear(3).run(100, row)[0];
    assertThat(kept.weights()).doesNotContain(Double.NaN);
    assertThat(kept.mean(0)).isGreaterThan(1e4);
  }

  @Test
  void drawsAreTenAtLeast() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Model.linear(1).run(9, new float[20]))
        .withMessage("draws must be 10 or more, not 9");
  }
}
