package dev.elbo.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.elbo.reference.ReferenceConfig.Bounds;
import org.junit.jupiter.api.Test;

/** The densities against their definitions and against numerical integrals. */
class ReferenceDistributionsTest {
  private static final double INFINITY = Double.POSITIVE_INFINITY;

  @Test
  void bernoulliIsTheFormulaOfAppendixC1() {
    double[] logits = {-1.3, 0, 2.1};
    double[] x = {0.25, 1, 0};
    double expected = 0;
    for (int i = 0; i < x.length; i++) {
      double y = 1 / (1 + Math.exp(-logits[i]));
      expected += x[i] * Math.log(y) + (1 - x[i]) * Math.log(1 - y);
    }
    assertThat(ReferenceDistributions.bernoulli(x, logits)).isCloseTo(expected, within(1e-14));
  }

  @Test
  void bernoulliSumsToOneOverTheCorners() {
    double[] logits = {-1.3, 0.4, 2.1};
    double sum = 0;
    for (int corner = 0; corner < 8; corner++) {
      double[] x = {corner & 1, (corner >> 1) & 1, (corner >> 2) & 1};
      sum += Math.exp(ReferenceDistributions.bernoulli(x, logits));
    }
    assertThat(sum).isCloseTo(1, within(1e-14));
  }

  @Test
  void bernoulliDoesNotSaturate() {
    double[] worst = {-800, 800};
    assertThat(ReferenceDistributions.bernoulli(new double[] {1, 0}, worst)).isEqualTo(-1600);
    assertThat(ReferenceDistributions.bernoulli(new double[] {0, 1}, worst)).isZero();
  }

  /** ∫ p dx = 1 with mean μ and variance σ², as E of p/N(0, 1) under N(0, 1). */
  @Test
  void gaussianHasItsMoments() {
    double mean = 0.4;
    double variance = 0.7;
    double[] moments =
        Quadrature.expectation(
            1,
            x -> {
              double p =
                  Math.exp(
                      ReferenceDistributions.gaussian(
                              x, new double[] {mean}, new double[] {Math.log(variance)})
                          - ReferenceDistributions.standardNormal(x));
              double difference = x[0] - mean;
              return new double[] {p, p * x[0], p * difference * difference};
            });
    assertThat(moments).containsExactly(new double[] {1, mean, variance}, within(1e-12));
  }

  @Test
  void posteriorIsTheGaussianAtTheReparameterisedDraw() {
    double[] mean = {0.3, -1.2};
    double[] logVariance = {-0.7, 0.9};
    double[] noise = {1.1, -0.4};
    double[] z = new double[2];
    for (int j = 0; j < 2; j++) {
      z[j] = mean[j] + Math.sqrt(Math.exp(logVariance[j])) * noise[j];
    }
    assertThat(ReferenceDistributions.posterior(logVariance, noise))
        .isCloseTo(ReferenceDistributions.gaussian(z, mean, logVariance), within(1e-14));
    assertThat(ReferenceDistributions.standardNormal(z))
        .isCloseTo(ReferenceDistributions.gaussian(z, new double[2], new double[2]), within(1e-14));
  }

  /** AEVB App. B against E over q of log q − log p. */
  @Test
  void klIsTheExpectedLogRatio() {
    for (double mean : new double[] {-1.5, 0, 0.8}) {
      for (double logVariance : new double[] {-2, 0, 1.1}) {
        double[] kl =
            Quadrature.expectation(
                1,
                noise -> {
                  double[] z = {mean + Math.exp(0.5 * logVariance) * noise[0]};
                  double logQ = ReferenceDistributions.posterior(new double[] {logVariance}, noise);
                  return new double[] {logQ - ReferenceDistributions.standardNormal(z)};
                });
        assertThat(ReferenceDistributions.kl(mean, logVariance)).isCloseTo(kl[0], within(1e-12));
      }
    }
    assertThat(ReferenceDistributions.kl(0, 0)).isZero();
  }

  @Test
  void boundedStaysInsideAndKeepsItsSlope() {
    Bounds bounds = new Bounds(-6, 3);
    double before = -INFINITY;
    for (double s = -30; s <= 30; s += 0.5) {
      double value = ReferenceDistributions.bounded(s, bounds);
      double h = 1e-4;
      double slope =
          (ReferenceDistributions.bounded(s + h, bounds)
                  - ReferenceDistributions.bounded(s - h, bounds))
              / (2 * h);
      // the upper step also lowers the lower end, by softplus(lower − upper)
      assertThat(value).isBetween(-6 - ReferenceDistributions.softplus(-9), 3.0);
      assertThat(value).isGreaterThanOrEqualTo(before);
      assertThat(ReferenceDistributions.boundedDerivative(s, bounds))
          .isPositive()
          .isCloseTo(slope, within(1e-8));
      before = value;
    }
    assertThat(ReferenceDistributions.bounded(-1.5, bounds)).isCloseTo(-1.5, within(0.01));
  }

  @Test
  void infiniteSideIsNoBound() {
    assertThat(ReferenceDistributions.bounded(-40, Bounds.NONE)).isEqualTo(-40);
    assertThat(ReferenceDistributions.boundedDerivative(40, Bounds.NONE)).isEqualTo(1);
    assertThat(ReferenceDistributions.bounded(40, new Bounds(-6, INFINITY))).isEqualTo(40);
    assertThat(ReferenceDistributions.bounded(-40, new Bounds(-INFINITY, 3))).isEqualTo(-40);
    assertThat(ReferenceDistributions.bounded(-40, new Bounds(-6, INFINITY)))
        .isCloseTo(-6, within(1e-14));
    assertThat(ReferenceDistributions.bounded(40, new Bounds(-INFINITY, 3)))
        .isCloseTo(3, within(1e-14));
  }

  @Test
  void logMeanExpIsStable() {
    assertThat(ReferenceDistributions.logMeanExp(new double[] {0, Math.log(3)}))
        .isCloseTo(Math.log(2), within(1e-15));
    assertThat(ReferenceDistributions.logMeanExp(new double[] {-5000, -5000})).isEqualTo(-5000);
  }
}
