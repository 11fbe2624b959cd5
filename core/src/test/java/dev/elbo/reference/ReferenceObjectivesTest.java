package dev.elbo.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.elbo.reference.ReferenceConfig.Activation;
import dev.elbo.reference.ReferenceConfig.Likelihood;
import dev.elbo.reference.ReferenceObjective.Kind;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** How the objectives' values and gradients hang together. */
class ReferenceObjectivesTest {

  /** AEVB eq. 6 and eq. 7 are estimators of one bound: same expectation, value and gradient. */
  @ParameterizedTest
  @EnumSource(Likelihood.class)
  void sgvbAAndSgvbBAgreeInExpectation(Likelihood likelihood) {
    ReferenceConfig config =
        ReferenceConfig.of(likelihood, Activation.TANH, 3, List.of(3), 2, List.of(3));
    ReferenceCase c = ReferenceCase.of("expectation", config, 1, 1, 11);
    double[] a = expected(c, ReferenceObjective.of(Kind.SGVB_A, 1).withBeta(0.7));
    double[] b = expected(c, ReferenceObjective.of(Kind.SGVB_B, 1).withBeta(0.7));
    assertThat(a).hasSameSizeAs(b);
    for (int i = 0; i < a.length; i++) {
      assertThat(a[i]).isCloseTo(b[i], within(1e-10 * Math.max(1, Math.abs(b[i]))));
    }
  }

  /** E[w] = p(x) whatever q is: the importance-sampled likelihood has the right target. */
  @Test
  void expectedWeightIsTheMarginalLikelihood() {
    LinearGaussian model =
        new LinearGaussian(
            new double[][] {{0.9, -0.3}, {0.4, 0.8}, {-0.6, 0.2}},
            new double[] {0.2, 0, -0.1},
            new double[] {0.5, 0.9, 0.6});
    ReferenceConfig config = LinearGaussianTest.reluConfig(3, 2);
    double[][] x = {{0.9, -0.4, 0.3}};
    Map<String, double[][]> parameters = model.reluBlocks();
    double[] weight =
        Quadrature.expectation(
            2,
            epsilon ->
                DoubleStream.of(
                        new ReferenceDraws(config, parameters, x, new double[][] {epsilon}, 1)
                            .logMeanWeights())
                    .map(Math::exp)
                    .toArray());
    assertThat(Math.log(weight[0])).isCloseTo(model.logMarginal(x[0]), within(1e-10));
  }

  @ParameterizedTest
  @MethodSource("dev.elbo.reference.ReferenceCase#all")
  void iwaeWithOneDrawIsSgvbA(ReferenceCase c) {
    double[][] noise = Arrays.copyOf(c.noise(), c.x().length);
    ReferenceResult iwae =
        ReferenceObjectives.evaluate(
            c.config(), ReferenceObjective.of(Kind.IWAE, 1), c.parameters(), c.x(), noise);
    ReferenceResult sgvb =
        ReferenceObjectives.evaluate(
            c.config(), ReferenceObjective.of(Kind.SGVB_A, 1), c.parameters(), c.x(), noise);
    assertThat(iwae.value()).isCloseTo(sgvb.value(), within(1e-12));
    assertThat(flat(iwae.gradient())).containsExactly(flat(sgvb.gradient()), within(1e-12));
  }

  @ParameterizedTest
  @MethodSource("dev.elbo.reference.ReferenceCase#all")
  void valuesAreMadeOfTheReportedParts(ReferenceCase c) {
    ReferenceDraws draws = c.draws();
    double kl = Arrays.stream(draws.klPerLatent()).sum();
    double meanLogWeight =
        Arrays.stream(draws.logWeights(1)).flatMapToDouble(Arrays::stream).average().orElseThrow();
    double meanBound = Arrays.stream(draws.logMeanWeights()).average().orElseThrow();
    assertThat(value(c, Kind.SGVB_B)).isCloseTo(draws.reconstruction() - kl, within(1e-12));
    assertThat(value(c, Kind.SGVB_A)).isCloseTo(meanLogWeight, within(1e-12));
    assertThat(value(c, Kind.IWAE))
        .isCloseTo(meanBound, within(1e-12))
        .isGreaterThan(meanLogWeight);
  }

  /** Draw l of row i uses noise row i·L + l, and a minibatch is the mean of its rows. */
  @ParameterizedTest
  @MethodSource("dev.elbo.reference.ReferenceCase#all")
  void minibatchIsTheMeanOfItsRows(ReferenceCase c) {
    for (Kind kind : Kind.values()) {
      ReferenceObjective objective = ReferenceObjective.of(kind, c.samples());
      ReferenceResult whole = c.evaluate(objective);
      double[] mean = new double[flat(whole.gradient()).length];
      double value = 0;
      int n = c.x().length;
      for (int i = 0; i < n; i++) {
        double[][] row = {c.x()[i]};
        double[][] noise = Arrays.copyOfRange(c.noise(), i * c.samples(), (i + 1) * c.samples());
        ReferenceResult alone =
            ReferenceObjectives.evaluate(c.config(), objective, c.parameters(), row, noise);
        value += alone.value() / n;
        double[] gradient = flat(alone.gradient());
        for (int k = 0; k < mean.length; k++) {
          mean[k] += gradient[k] / n;
        }
      }
      assertThat(whole.value()).isCloseTo(value, within(1e-12));
      assertThat(flat(whole.gradient())).containsExactly(mean, within(1e-11));
    }
  }

  @Test
  void freeBitsAboveEveryKlLeaveTheReconstructionAlone() {
    ReferenceCase c = ReferenceCase.all().get(0);
    ReferenceObjective objective = ReferenceObjective.of(Kind.SGVB_B, c.samples());
    ReferenceResult free = c.evaluate(objective.withBeta(2).withFreeBits(50));
    ReferenceResult reconstruction = c.evaluate(objective.withBeta(0));
    assertThat(free.value()).isCloseTo(reconstruction.value() - 2 * 2 * 50, within(1e-10));
    assertThat(flat(free.gradient()))
        .containsExactly(flat(reconstruction.gradient()), within(1e-14));
  }

  static Stream<Runnable> wrongInputs() {
    ReferenceConfig good =
        ReferenceConfig.of(Likelihood.BERNOULLI, Activation.TANH, 3, List.of(2), 1, List.of(4));
    return Stream.of(
        () -> good.withTied(true),
        () -> good.withGaussian(true, false),
        () -> new ReferenceConfig.Bounds(1, 1),
        () -> new ReferenceObjective(Kind.IWAE, 0, 1, 0, 0),
        () -> ReferenceObjective.of(Kind.IWAE, 2).withFreeBits(0.1),
        () ->
            new ReferenceDraws(
                good, ReferenceParameters.zeros(good), new double[2][3], new double[3][1], 2),
        () -> ReferenceParameters.block(ReferenceParameters.zeros(good), "decoder.mean.bias"));
  }

  @ParameterizedTest
  @MethodSource("wrongInputs")
  void wrongInputsAreRefused(Runnable input) {
    assertThatIllegalArgumentException().isThrownBy(input::run);
  }

  private static double value(ReferenceCase c, Kind kind) {
    return c.evaluate(ReferenceObjective.of(kind, c.samples())).value();
  }

  /** E over ε of the value and of each number of the gradient, one row and one draw. */
  private static double[] expected(ReferenceCase c, ReferenceObjective objective) {
    Map<String, double[][]> parameters = c.parameters();
    double[][] x = c.x();
    return Quadrature.expectation(
        2,
        epsilon -> {
          ReferenceResult result =
              ReferenceObjectives.evaluate(
                  c.config(), objective, parameters, x, new double[][] {epsilon});
          return DoubleStream.concat(
                  DoubleStream.of(result.value()), DoubleStream.of(flat(result.gradient())))
              .toArray();
        });
  }

  private static double[] flat(Map<String, double[][]> blocks) {
    return blocks.values().stream()
        .flatMap(Arrays::stream)
        .flatMapToDouble(Arrays::stream)
        .toArray();
  }
}
