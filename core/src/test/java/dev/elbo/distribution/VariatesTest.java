package dev.elbo.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.elbo.random.Purpose;
import dev.elbo.random.RandomStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Moments within five standard errors: false-alarm rate 6·10⁻⁷ a comparison, fixed seeds. */
class VariatesTest {
  private static final int DRAWS = 100_000;

  /** Variance s and fourth central moment 3s² + 6s. */
  @ParameterizedTest
  @ValueSource(doubles = {0.3, 1, 4.5, 200})
  void gammaDrawsHaveMeanAndVarianceOfTheirShape(double shape) {
    RandomStream random = RandomStream.of(1, Purpose.OBSERVATION_SAMPLE, 0, 0);
    double[] draws = new double[DRAWS];
    for (int i = 0; i < DRAWS; i++) {
      draws[i] = Variates.gamma(shape, random);
    }
    assertMoments(draws, shape, 3 * shape * shape + 6 * shape);
  }

  /** Mean and variance μ, fourth central moment 3μ² + μ; on both sides of the change of method. */
  @ParameterizedTest
  @ValueSource(doubles = {0.01, 3, 9.99, 10, 50, 1e6})
  void poissonDrawsHaveTheirMeanAndVariance(double mean) {
    RandomStream random = RandomStream.of(2, Purpose.OBSERVATION_SAMPLE, 0, 0);
    double[] draws = new double[DRAWS];
    for (int i = 0; i < DRAWS; i++) {
      draws[i] = Variates.poisson(mean, random);
    }
    assertMoments(draws, mean, 3 * mean * mean + mean);
  }

  private static void assertMoments(double[] draws, double moment, double fourth) {
    double sum = 0;
    double squares = 0;
    for (double draw : draws) {
      sum += draw;
      squares += (draw - moment) * (draw - moment);
    }
    double n = draws.length;
    assertThat(sum / n).isCloseTo(moment, within(5 * Math.sqrt(moment / n)));
    double error = Math.sqrt((fourth - moment * moment) / n);
    assertThat(squares / n).isCloseTo(moment, within(5 * error));
  }

  /** Every count as often as its mass says, where the rejection begins. */
  @ParameterizedTest
  @ValueSource(doubles = {4, 12})
  void poissonCountsHaveTheirMass(double mean) {
    RandomStream random = RandomStream.of(3, Purpose.OBSERVATION_SAMPLE, 0, 0);
    int[] counts = new int[60];
    for (int i = 0; i < DRAWS; i++) {
      counts[(int) Variates.poisson(mean, random)]++;
    }
    for (int k = 0; k < 30; k++) {
      double mass = Math.exp(k * Math.log(mean) - mean - LogGamma.logFactorial(k));
      double error = Math.sqrt(mass * (1 - mass) / DRAWS) + 1.0 / DRAWS;
      assertThat(counts[k] / (double) DRAWS).as("%d", k).isCloseTo(mass, within(5 * error));
    }
  }
}
