package dev.elbo.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.elbo.distribution.DiagonalGaussian.MeanRange;
import dev.elbo.distribution.DiagonalGaussian.Variance;
import dev.elbo.linalg.Matrix;
import dev.elbo.random.Purpose;
import dev.elbo.random.RandomStream;
import dev.elbo.reference.ReferenceConfig;
import dev.elbo.reference.ReferenceDistributions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values of App. C.1 and C.2 beyond the contract: the saturated ends and the double reference. */
class LikelihoodValuesTest {

  /** A probability that rounds to 0 or 1 keeps its logarithm: −80 nats, not −∞ and not 0. */
  @ParameterizedTest
  @CsvSource({"80, 0, -80", "80, 1, 0", "-80, 1, -80", "-80, 0, 0", "10000, 0, -10000"})
  void saturatedBernoulliKeepsItsLogarithm(float logit, float x, double expected) {
    Matrix h = Matrix.view(1, 1, new float[] {logit}, 0);
    double[] logProb = new double[1];
    Matrix rows = Matrix.view(1, 1, new float[] {x}, 0);
    new Bernoulli(1).logProbAndGradient(h, rows, 1, new float[4][1], logProb);
    assertThat(logProb[0]).isCloseTo(expected, within(2e-7));
    assertThat(h.get(0, 0)).isCloseTo(expected < -1 ? Math.signum(-logit) : 0, within(2e-7f));
  }

  @Test
  void bernoulliAgreesWithTheReferenceTo4e7AColumn() {
    RandomStream random = RandomStream.of(1, Purpose.TRAINING_NOISE, 0, 0);
    for (int trial = 0; trial < 200; trial++) {
      float[] h = gaussians(random, 50, 6);
      float[] x = gaussians(random, 50, 0.3f);
      double[] logProb = new double[1];
      new Bernoulli(50).logProb(row(h), row(x), 1, new float[4][50], logProb);
      double exact = ReferenceDistributions.bernoulli(wide(x), wide(h));
      assertThat(logProb[0]).isCloseTo(exact, within(50 * 4e-7 + 1e-6 * Math.abs(exact)));
    }
  }

  /** Where σ is small, an error of log σ² in its last digit is one of the whole value. */
  @Test
  void gaussianAgreesWithTheReferenceTo4e6Relative() {
    ReferenceConfig.Bounds bounds = new ReferenceConfig.Bounds(-14, 14);
    DiagonalGaussian p = DiagonalGaussian.of(50);
    RandomStream random = RandomStream.of(2, Purpose.TRAINING_NOISE, 0, 0);
    for (int trial = 0; trial < 200; trial++) {
      float[] mean = gaussians(random, 50, 1);
      float[] raw = gaussians(random, 50, 3);
      float[] x = gaussians(random, 50, 1);
      float[] h = new float[100];
      System.arraycopy(mean, 0, h, 0, 50);
      System.arraycopy(raw, 0, h, 50, 50);
      double[] logVariance = new double[50];
      for (int j = 0; j < 50; j++) {
        logVariance[j] = ReferenceDistributions.bounded(raw[j], bounds);
      }
      double[] logProb = new double[1];
      p.logProb(row(h), row(x), 1, new float[6][50], logProb);
      double exact = ReferenceDistributions.gaussian(wide(x), wide(mean), logVariance);
      assertThat(logProb[0]).isCloseTo(exact, within(4e-6 * (50 + Math.abs(exact))));
    }
  }

  /** The variance too, beside the mean that the contract holds: E[(x − μ)²] = σ². */
  @Test
  void gaussianSamplesHaveTheBoundedVariance() {
    int draws = 100_000;
    DiagonalGaussian p =
        new DiagonalGaussian(
            2, Variance.PER_ROW, MeanRange.UNIT_INTERVAL, new LogVarianceBounds(-3, 1));
    Matrix h = row(new float[] {2, -1, 5, -0.5f});
    ReferenceConfig.Bounds bounds = new ReferenceConfig.Bounds(-3, 1);
    RandomStream random = RandomStream.of(1, Purpose.OBSERVATION_SAMPLE, 0, 0);
    Matrix x = Matrix.zeros(1, 2);
    double[] squares = new double[2];
    for (int i = 0; i < draws; i++) {
      p.sample(h, 0, random, x);
      for (int j = 0; j < 2; j++) {
        double error = x.get(0, j) - ReferenceDistributions.sigmoid(h.get(0, j));
        squares[j] += error * error / draws;
      }
    }
    for (int j = 0; j < 2; j++) {
      double variance = Math.exp(ReferenceDistributions.bounded(h.get(0, 2 + j), bounds));
      // the variance of a squared N(0, σ²) number is 2σ⁴; five standard errors, rate 6·10⁻⁷
      assertThat(squares[j]).isCloseTo(variance, within(5 * variance * Math.sqrt(2.0 / draws)));
    }
  }

  @Test
  void headsAreNamedAndTheVarianceIsSharedOnRequest() {
    assertThat(new Bernoulli(7).heads()).containsExactly(new Head("logits", 7, false));
    assertThat(DiagonalGaussian.of(7).heads())
        .containsExactly(new Head("mean", 7, false), new Head("log_variance", 7, false));
    assertThat(
            new DiagonalGaussian(7, Variance.SHARED, MeanRange.REAL, LogVarianceBounds.NONE)
                .heads())
        .containsExactly(new Head("mean", 7, false), new Head("log_variance", 7, true));
    assertThat(new Bernoulli(7).support()).isEqualTo(Support.UNIT_INTERVAL);
    assertThat(DiagonalGaussian.of(7).support()).isEqualTo(Support.REAL);
  }

  private static Matrix row(float[] values) {
    return Matrix.view(1, values.length, values, 0);
  }

  private static float[] gaussians(RandomStream random, int count, float scale) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = scale * random.nextGaussian();
    }
    return values;
  }

  private static double[] wide(float[] values) {
    double[] wide = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      wide[i] = values[i];
    }
    return wide;
  }
}
