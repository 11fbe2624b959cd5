package dev.elbo.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.elbo.reference.ReferenceConfig.Activation;
import dev.elbo.reference.ReferenceConfig.Likelihood;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The closed forms against numerical integrals and against each other. */
class LinearGaussianTest {

  /** p(x) = E over z ~ N(0, I) of p(x|z), by quadrature over z. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void marginalIsTheIntegralOverTheLatents(int latentSize) {
    for (int d = 1; d <= 4; d++) {
      LinearGaussian model = random(d, latentSize, 100 * d + latentSize);
      double[] x = ReferenceCase.normal(new Random(d), 1, d)[0];
      double[] integral =
          Quadrature.expectation(
              latentSize,
              z -> {
                double prior = ReferenceDistributions.standardNormal(z);
                return new double[] {Math.exp(model.logJoint(x, z) - prior)};
              });
      assertThat(Math.log(integral[0])).isCloseTo(model.logMarginal(x), within(1e-10));
    }
  }

  /** Bayes' rule at any z: log p(x) = log p(x, z) − log p(z|x). */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5})
  void posteriorSatisfiesBayesRule(int latentSize) {
    LinearGaussian model = random(4, latentSize, 7 + latentSize);
    double[][] x = ReferenceCase.normal(new Random(1), 3, 4);
    double[][] z = ReferenceCase.normal(new Random(2), 3, latentSize);
    for (int i = 0; i < x.length; i++) {
      double evidence = model.logJoint(x[i], z[i]) - model.posterior(x[i]).logDensity(z[i]);
      assertThat(evidence).isCloseTo(model.logMarginal(x[i]), within(1e-10));
    }
  }

  /** log p(x) = log p(x_observed) + log p(x_missing | x_observed). */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void conditionalSatisfiesTheChainRule(int latentSize) {
    LinearGaussian model = random(5, latentSize, 31 + latentSize);
    double[] x = ReferenceCase.normal(new Random(9), 1, 5)[0];
    double[] gaps = {x[0], Double.NaN, x[2], Double.NaN, x[4]};
    double observed =
        model.select(new int[] {0, 2, 4}).logMarginal(new double[] {x[0], x[2], x[4]});
    double missing = model.conditional(gaps).logDensity(new double[] {x[1], x[3]});
    assertThat(observed + missing).isCloseTo(model.logMarginal(x), within(1e-10));
  }

  @Test
  void knownNumbers() {
    // W = 1, b = 0, s² = 1: p(x) = N(0, 2), p(z|x) = N(x/2, 1/2)
    LinearGaussian model =
        new LinearGaussian(new double[][] {{1}}, new double[] {0}, new double[] {1});
    double[] x = {3};
    assertThat(model.logMarginal(x))
        .isCloseTo(-0.5 * (Math.log(2 * Math.PI * 2) + 9.0 / 2), within(1e-14));
    assertThat(model.posterior(x).mean()).containsExactly(new double[] {1.5}, within(1e-14));
    assertThat(model.posterior(x).covariance()[0])
        .containsExactly(new double[] {0.5}, within(1e-14));
  }

  /** With the exact posterior as q, log w = log p(x) at every single draw. */
  @Test
  void everyWeightOfTheExactPosteriorIsTheMarginalLikelihood() {
    assertWeightsAreExact(random(3, 1, 21), 3, 1);
    assertWeightsAreExact(
        new LinearGaussian(
            new double[][] {{0.8, 0.5}, {0.8, -0.5}, {0.3, 0}},
            new double[] {0.3, -0.2, 0.1},
            new double[] {0.4, 0.4, 0.7}),
        3,
        2);
  }

  @Test
  void indefiniteMatrixIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LinearGaussian.cholesky(new double[][] {{1, 2}, {2, 1}}))
        .withMessage("the matrix is not positive definite");
  }

  /** The configuration that {@link LinearGaussian#reluBlocks} fills. */
  static ReferenceConfig reluConfig(int dataSize, int latentSize) {
    return ReferenceConfig.of(
            Likelihood.GAUSSIAN,
            Activation.RELU,
            dataSize,
            List.of(2 * dataSize),
            latentSize,
            List.of(2 * latentSize))
        .withGaussian(true, false);
  }

  private static void assertWeightsAreExact(LinearGaussian model, int dataSize, int latentSize) {
    double[][] x = ReferenceCase.normal(new Random(3), 4, dataSize);
    double[][] noise = ReferenceCase.normal(new Random(4), 4 * 5, latentSize);
    ReferenceDraws draws =
        new ReferenceDraws(reluConfig(dataSize, latentSize), model.reluBlocks(), x, noise, 5);
    for (int i = 0; i < x.length; i++) {
      for (double logWeight : draws.logWeights(1)[i]) {
        assertThat(logWeight).isCloseTo(model.logMarginal(x[i]), within(1e-11));
      }
    }
  }

  private static LinearGaussian random(int dataSize, int latentSize, long seed) {
    Random random = new Random(seed);
    double[] variance = new double[dataSize];
    for (int i = 0; i < dataSize; i++) {
      variance[i] = 0.3 + random.nextDouble();
    }
    return new LinearGaussian(
        ReferenceCase.normal(random, dataSize, latentSize),
        ReferenceCase.normal(random, 1, dataSize)[0],
        variance);
  }
}
