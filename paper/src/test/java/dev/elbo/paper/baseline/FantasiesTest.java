package dev.elbo.paper.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.elbo.distribution.Bernoulli;
import dev.elbo.distribution.DiagonalGaussian;
import dev.elbo.distribution.DiagonalGaussian.MeanRange;
import dev.elbo.distribution.DiagonalGaussian.Variance;
import dev.elbo.distribution.LogVarianceBounds;
import dev.elbo.linalg.Matrix;
import dev.elbo.random.Purpose;
import dev.elbo.random.RandomStream;
import org.junit.jupiter.api.Test;

/** Moments over 20,000 draws; bounds of 5 standard errors, false alarms about 1 in 10⁶ each. */
class FantasiesTest {
  private static final int DRAWS = 20_000;

  private final RandomStream random = RandomStream.of(0, Purpose.OBSERVATION_SAMPLE, 0, 0);

  private static double mean(Matrix x, int column) {
    double sum = 0;
    for (int i = 0; i < x.rows(); i++) {
      sum += x.get(i, column);
    }
    return sum / x.rows();
  }

  private static double variance(Matrix x, int column) {
    double mean = mean(x, column);
    double squares = 0;
    for (int i = 0; i < x.rows(); i++) {
      squares += (x.get(i, column) - mean) * (x.get(i, column) - mean);
    }
    return squares / x.rows();
  }

  private static Matrix outputs(float... row) {
    Matrix h = Matrix.zeros(DRAWS, row.length);
    h.setRows(Matrix.view(1, row.length, row, 0));
    return h;
  }

  @Test
  void bernoulliDrawsAreZerosAndOnesOfTheirProbability() {
    Matrix x = Matrix.zeros(DRAWS, 3);
    new Fantasies(new Bernoulli(3)).draw(outputs(-30, 1, 0.2f), 7, 1, random, x);
    for (float value : x.array()) {
      assertThat(value).isIn(0f, 1f);
    }
    double[] expected = {0, 1 / (1 + Math.exp(-1)), 1 / (1 + Math.exp(-0.2))};
    for (int j = 0; j < 3; j++) {
      double error = Math.sqrt(expected[j] * (1 - expected[j]) / DRAWS);
      assertThat(mean(x, j)).isCloseTo(expected[j], within(5 * error + 1e-9));
    }
  }

  @Test
  void gaussianDrawsHaveMeanAndVariance() {
    DiagonalGaussian gaussian =
        new DiagonalGaussian(
            2, Variance.PER_ROW, MeanRange.UNIT_INTERVAL, LogVarianceBounds.DECODER);
    Matrix x = Matrix.zeros(DRAWS, 2);
    new Fantasies(gaussian).draw(outputs(1, -2, -3, 0.5f), 7, 1, random, x);
    double[] means = {1 / (1 + Math.exp(-1)), 1 / (1 + Math.exp(2))};
    double[] variances = {Math.exp(-3), Math.exp(0.5)};
    for (int j = 0; j < 2; j++) {
      assertThat(mean(x, j)).isCloseTo(means[j], within(5 * Math.sqrt(variances[j] / DRAWS)));
      assertThat(variance(x, j))
          .isCloseTo(variances[j], within(5 * variances[j] * Math.sqrt(2.0 / DRAWS)));
    }
  }

  @Test
  void awakeGreyRowsBecomeZerosAndOnesOfTheirProbability() {
    Matrix rows = outputs(0, 1, 0.3f);
    Matrix x = Matrix.zeros(DRAWS, 3);
    new Fantasies(new Bernoulli(3)).alike(rows, 7, 1, 0, random, x);
    for (int i = 0; i < DRAWS; i++) {
      assertThat(x.get(i, 0)).isZero();
      assertThat(x.get(i, 1)).isOne();
      assertThat(x.get(i, 2)).isIn(0f, 1f);
    }
    assertThat(mean(x, 2)).isCloseTo(0.3, within(5 * Math.sqrt(0.3 * 0.7 / DRAWS)));
  }

  @Test
  void awakeRowsOfAGaussianAreTheRows() {
    DiagonalGaussian gaussian =
        new DiagonalGaussian(2, Variance.SHARED, MeanRange.REAL, LogVarianceBounds.DECODER);
    Matrix x = Matrix.zeros(DRAWS, 2);
    new Fantasies(gaussian).alike(outputs(0.3f, -4), 7, 1, 0, random, x);
    assertThat(x.toArray()).isDeepEqualTo(outputs(0.3f, -4).toArray());
  }

  @Test
  void aRowIsAFunctionOfSeedStepAndPlace() {
    Fantasies fantasies = new Fantasies(new Bernoulli(2));
    Matrix many = Matrix.zeros(DRAWS, 2);
    Matrix few = Matrix.zeros(3, 2);
    fantasies.draw(outputs(0.1f, 0.2f), 7, 4, random, many);
    fantasies.draw(outputs(0.1f, 0.2f).rows(0, 3), 7, 4, random, few);
    assertThat(few.toArray()).isDeepEqualTo(many.rows(0, 3).toArray());
  }
}
