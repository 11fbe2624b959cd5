package dev.elbo.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.elbo.linalg.Matrix;
import dev.elbo.reference.ReferenceDistributions;
import org.junit.jupiter.api.Test;

/** The prior, the closed-form divergence and the reparameterised draws. */
class StandardNormalTest {

  private static Matrix matrix(int rows, int columns, float... values) {
    return Matrix.view(rows, columns, values, 0);
  }

  @Test
  void logProbIsThatOfTheFormula() {
    double[] logProb = new double[2];
    StandardNormal.logProb(matrix(2, 2, 0, 0, 1, -2), logProb);
    double log2Pi = Math.log(2 * Math.PI);
    assertThat(logProb).containsExactly(new double[] {-log2Pi, -log2Pi - 2.5}, within(1e-15));
  }

  private static double divergence(float mean, float logVariance) {
    double[] divergence = new double[1];
    StandardNormal.divergence(
        matrix(1, 1, mean),
        matrix(1, 1, logVariance),
        matrix(1, 1, (float) Math.exp(0.5 * logVariance)),
        divergence);
    return divergence[0];
  }

  @Test
  void divergenceIsThatOfTheReference() {
    for (float mean = -3; mean <= 3; mean += 0.25f) {
      for (float logVariance = -14; logVariance <= 6; logVariance += 0.25f) {
        double exact = ReferenceDistributions.kl(mean, logVariance);
        assertThat(divergence(mean, logVariance))
            .as("μ = %s, log σ² = %s", mean, logVariance)
            .isCloseTo(exact, within(1e-7 * (1 + Math.exp(logVariance))));
      }
    }
  }

  /** E[log q(z) − log p(z)] under q by the trapezoid rule, which is exact to rounding here. */
  @Test
  void divergenceIsTheExpectedLogarithmOfTheRatio() {
    for (float mean : new float[] {-2, 0, 0.5f}) {
      for (float logVariance : new float[] {-4, -1, 0, 1}) {
        double sigma = Math.exp(0.5 * logVariance);
        double sum = 0;
        double spacing = 0.125;
        for (double e = -9; e <= 9; e += spacing) {
          double z = mean + sigma * e;
          double logRatio = -0.5 * (logVariance + e * e) + 0.5 * z * z;
          sum += spacing * Math.exp(-0.5 * e * e) / Math.sqrt(2 * Math.PI) * logRatio;
        }
        assertThat(divergence(mean, logVariance)).isCloseTo(sum, within(5e-7));
      }
    }
  }

  @Test
  void divergenceOfThePriorFromItselfIsZero() {
    assertThat(divergence(0, 0)).isZero();
  }

  @Test
  void drawsAreMeanPlusDeviationTimesNoise() {
    Matrix z = Matrix.zeros(4, 2);
    Reparameterization.draw(
        matrix(2, 2, 1, 2, 3, 4),
        matrix(2, 2, 10, 20, 30, 40),
        matrix(4, 2, 1, -1, 0, 2, 0.5f, 0, -1, 1),
        2,
        z);
    assertThat(z.toArray()).isDeepEqualTo(new float[][] {{11, -18}, {1, 42}, {18, 4}, {-27, 44}});
  }

  @Test
  void logProbOfDrawsIsThatOfTheReference() {
    Matrix logVariance = matrix(2, 2, 0.5f, -1, 2, 0);
    Matrix noise = matrix(4, 2, 1, -1, 0, 2, 0.5f, 0, -1, 1);
    double[] logProb = new double[4];
    Reparameterization.logProb(logVariance, noise, 2, logProb);
    for (int r = 0; r < 4; r++) {
      double[] v = {logVariance.get(r / 2, 0), logVariance.get(r / 2, 1)};
      double[] e = {noise.get(r, 0), noise.get(r, 1)};
      assertThat(logProb[r]).isCloseTo(ReferenceDistributions.posterior(v, e), within(1e-14));
    }
  }

  /** The density of a draw is that of N(μ, σ²) at z, however it is written. */
  @Test
  void logProbOfADrawIsTheGaussianDensityThere() {
    float mean = 0.7f;
    float logVariance = -1.3f;
    Matrix noise = matrix(1, 1, 1.9f);
    double[] logProb = new double[1];
    Reparameterization.logProb(matrix(1, 1, logVariance), noise, 1, logProb);
    double z = mean + Math.exp(0.5 * logVariance) * noise.get(0, 0);
    double density =
        ReferenceDistributions.gaussian(
            new double[] {z}, new double[] {mean}, new double[] {logVariance});
    assertThat(logProb[0]).isCloseTo(density, within(1e-12));
  }
}
