package dev.elbo.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.elbo.data.Binarization;
import dev.elbo.data.RowReader;
import dev.elbo.model.Vae;
import dev.elbo.nn.Parameters;
import dev.elbo.nn.Weights;
import dev.elbo.reference.LinearGaussian;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Against a model whose posterior is known, and against the scores without columns. */
class RowScorerTest {
  private static final int ROWS = 40;

  private final double[] w = {0.9, -0.4, 0.3, 1.2};
  private final double[] b = {0.2, -0.1, 0.5, 0};
  private final double[] variance = {0.5, 0.8, 0.3, 1};
  private final LinearGaussian model =
      new LinearGaussian(new double[][] {{0.9}, {-0.4}, {0.3}, {1.2}}, b, variance);
  private final Vae vae = ReferenceModels.linearGaussianVae(4, 1);
  private final Parameters exact = ReferenceModels.parameters(vae, model);
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

  private RowReader reader(float[]... some) {
    return RowReader.of(ReferenceModels.dataset(some), Binarization.NONE, 1);
  }

  /** A posterior twice as wide as it should be. */
  private Parameters wide() {
    Parameters other = exact.copy();
    vae.layout().blocks().stream()
        .filter(block -> block.name().equals("encoder.log_variance.bias"))
        .forEach(block -> other.values()[block.offset()] += 1.4f);
    return other;
  }

  private RowScorer scorer(Parameters parameters) {
    return new RowScorer(vae, Weights.fixed(parameters));
  }

  @Test
  void logLikelihoodIsThatOfTheRowAlone() {
    Weights weights = Weights.fixed(wide());
    double[] expected = new RowLikelihoods(vae, weights).of(reader(rows), 120);
    RowScores scores = new RowScorer(vae, weights).of(reader(rows), 120);
    for (int i = 0; i < ROWS; i++) {
      assertThat(scores.logLikelihood().get(i)).isCloseTo(expected[i], within(1e-5));
    }
  }

  /** log p(x_d|z) under the exact posterior N(m, v), whichever q the draws come from. */
  private double contribution(float[] x, int d) {
    double precision = 1;
    double mean = 0;
    for (int j = 0; j < w.length; j++) {
      precision += w[j] * w[j] / variance[j];
      mean += w[j] * (x[j] - b[j]) / variance[j];
    }
    double residual = x[d] - b[d] - w[d] * mean / precision;
    return -0.5
        * (Math.log(2 * Math.PI * variance[d])
            + (residual * residual + w[d] * w[d] / precision) / variance[d]);
  }

  @Test
  void contributionsAreMeansUnderThePosterior() {
    RowScores scores = scorer(wide()).of(reader(rows), 20_000);
    for (int i = 0; i < ROWS; i++) {
      for (int d = 0; d < 4; d++) {
        assertThat(scores.contributions().get(i).get(d))
            .isCloseTo(contribution(rows[i], d), within(0.05));
      }
    }
  }

  /** With the exact posterior the bound is log p(x), up to the noise in its reconstruction. */
  @Test
  void boundIsReconstructionLessDivergence() {
    RowScores scores = scorer(exact).of(reader(rows), 20_000);
    for (int i = 0; i < ROWS; i++) {
      float[] x = rows[i];
      double sum = 0;
      for (int d = 0; d < 4; d++) {
        sum += contribution(x, d);
      }
      assertThat(scores.reconstruction().get(i)).isCloseTo(sum, within(0.1));
      assertThat(scores.bound().get(i)).isCloseTo(scores.logLikelihood().get(i), within(0.1));
    }
  }

  @Test
  void otherUnitsAddTheirLogarithm() {
    double[] jacobian = new double[ROWS * 4];
    Arrays.setAll(jacobian, i -> 0.1 * i);
    RowScores plain = scorer(wide()).of(reader(rows), 50);
    RowScores scaled = scorer(wide()).of(reader(rows), 50, jacobian);
    int i = 17;
    double sum = Arrays.stream(jacobian, 4 * i, 4 * i + 4).sum();
    assertThat(scaled.logLikelihood().get(i))
        .isCloseTo(plain.logLikelihood().get(i) + sum, within(1e-9));
    assertThat(scaled.bound().get(i)).isCloseTo(plain.bound().get(i) + sum, within(1e-9));
    assertThat(scaled.contributions().get(i).get(2))
        .isCloseTo(plain.contributions().get(i).get(2) + jacobian[4 * i + 2], within(1e-9));
  }

  @Test
  void rowsScoreTheSameAloneAndInAnotherOrder() {
    RowScorer scorer = scorer(wide());
    RowScores together = scorer.of(reader(rows), 70);
    for (int i = 0; i < ROWS; i++) {
      RowScores alone = scorer.of(reader(rows[i]), 70);
      assertThat(alone.logLikelihood()).isEqualTo(List.of(together.logLikelihood().get(i)));
      assertThat(alone.contributions()).isEqualTo(List.of(together.contributions().get(i)));
    }
  }
}
