package dev.elbo.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MarginalLikelihoodTest {

  private static MarginalLikelihood of(double... logWeights) {
    MarginalLikelihood likelihood = new MarginalLikelihood();
    for (double logWeight : logWeights) {
      likelihood.add(logWeight);
    }
    return likelihood;
  }

  /** log (1/k) Σ exp(log w − m) + m, written out over an array. */
  private static double direct(double[] logWeights) {
    double largest = Arrays.stream(logWeights).max().orElseThrow();
    double mean = Arrays.stream(logWeights).map(w -> Math.exp(w - largest)).average().orElseThrow();
    return largest + Math.log(mean);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.01, 1, 30, 1000, 1e4})
  void streamedIsDirect(double spread) {
    Random random = new Random(1);
    double[] logWeights = random.doubles(500, -spread, spread).toArray();
    assertThat(of(logWeights).value())
        .isCloseTo(direct(logWeights), within(1e-12 * spread + 1e-13));
    Arrays.sort(logWeights);
    assertThat(of(logWeights).value())
        .isCloseTo(direct(logWeights), within(1e-12 * spread + 1e-13));
  }

  @Test
  void extremeWeightsNeitherOverflowNorVanish() {
    assertThat(of(-1e4, -1e4, -1e4).value()).isEqualTo(-1e4);
    assertThat(of(1e4, 1e4).value()).isEqualTo(1e4);
    assertThat(of(-1e4, 1e4).value()).isEqualTo(1e4 - Math.log(2));
    assertThat(of(1e4, -1e4).value()).isEqualTo(1e4 - Math.log(2));
    assertThat(of(-1e4 + Math.log(3), -1e4).value()).isCloseTo(-1e4 + Math.log(2), within(1e-11));
  }

  /** A weight of 0 counts as a draw, wherever it comes. */
  @Test
  void weightsOfZero() {
    double zero = Double.NEGATIVE_INFINITY;
    for (int place = 0; place < 5; place++) {
      double[] logWeights = new double[5];
      Arrays.fill(logWeights, zero);
      logWeights[place] = -7;
      assertThat(of(logWeights).value()).isCloseTo(-7 - Math.log(5), within(1e-14));
      assertThat(of(logWeights).variance()).isCloseTo(variance(logWeights), within(1e-13));
    }
    assertThat(of(zero, zero).value()).isEqualTo(zero);
    assertThat(of(zero, zero).variance()).isNaN();
  }

  /** A number that is none is not hidden. */
  @Test
  void nanShows() {
    assertThat(of(Double.NaN, 1).value()).isNaN();
    assertThat(of(1, Double.NaN).value()).isNaN();
    assertThat(of(Double.NEGATIVE_INFINITY, Double.NaN, 1).value()).isNaN();
  }

  /** (s²/k) / w̄² with s² the sample variance of the weights, over arrays. */
  private static double variance(double[] logWeights) {
    int k = logWeights.length;
    double[] w = Arrays.stream(logWeights).map(Math::exp).toArray();
    double mean = Arrays.stream(w).average().orElseThrow();
    double squares = Arrays.stream(w).map(v -> (v - mean) * (v - mean)).sum();
    return squares / (k - 1) / k / (mean * mean);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 10, 1000})
  void varianceIsThatOfTheMeanWeightOverItsSquare(int k) {
    double[] logWeights = new Random(k).doubles(k, -2, 2).toArray();
    double expected = variance(logWeights);
    assertThat(of(logWeights).variance()).isCloseTo(expected, within(1e-12 * expected));
  }

  @Test
  void varianceByHand() {
    // weights 1 and 3: mean 2, sample variance 2, of the mean 1, over the square ¼
    assertThat(of(0, Math.log(3)).variance()).isCloseTo(0.25, within(1e-15));
    assertThat(of(-5000, -5000 + Math.log(3)).variance()).isCloseTo(0.25, within(1e-12));
    assertThat(of(3).variance()).isNaN();
    assertThat(of(3, 3, 3).variance()).isZero();
  }

  /** Rounding must not make it negative, whose root would be NaN. */
  @Test
  void varianceOfAlmostEqualWeightsIsNotNegative() {
    Random random = new Random(5);
    for (int i = 0; i < 1000; i++) {
      double[] logWeights = random.doubles(7, -3, -3 + 1e-12).toArray();
      assertThat(of(logWeights).variance()).isBetween(0.0, 1e-15);
    }
  }

  /**
   * The delta method on many estimates: the mean of their variances is the variance of their
   * values. Normal log-weights of spread ½, 100 draws, 4000 estimates: the ratio's standard
   * deviation is about 0.03, so 0.15 is wrong once in a million seeds.
   */
  @Test
  void varianceIsThatOfTheValue() {
    Random random = new Random(11);
    int estimates = 4000;
    double sum = 0;
    double squares = 0;
    double variances = 0;
    for (int i = 0; i < estimates; i++) {
      MarginalLikelihood likelihood = new MarginalLikelihood();
      for (int l = 0; l < 100; l++) {
        likelihood.add(0.5 * random.nextGaussian());
      }
      sum += likelihood.value();
      squares += likelihood.value() * likelihood.value();
      variances += likelihood.variance() / estimates;
    }
    double mean = sum / estimates;
    assertThat(variances / (squares / estimates - mean * mean)).isCloseTo(1, within(0.15));
  }
}
