package dev.elbo.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.elbo.reference.ReferenceConfig.Activation;
import dev.elbo.reference.ReferenceConfig.Likelihood;
import dev.elbo.reference.ReferenceObjective.Kind;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * DReG (arXiv 1810.04152) is not the derivative of the sampled bound, so it is held from four
 * sides: the decoder's share by central differences at fixed z, the encoder's by central
 * differences of the frozen construction, the tied block by the sum of both, and the whole by its
 * expectation, which must be that of IWAE's gradient.
 */
class ReferenceDregTest {
  private static final double TOLERANCE = 1e-7;
  private static final double FLOOR = 1e-3;

  static Stream<ReferenceCase> untied() {
    return ReferenceCase.all().stream().filter(c -> !c.config().tied());
  }

  static Stream<ReferenceCase> tied() {
    return ReferenceCase.all().stream().filter(c -> c.config().tied());
  }

  @ParameterizedTest
  @MethodSource("untied")
  void decoderShareIsTheDerivativeOfTheBoundAtFixedDraws(ReferenceCase c) {
    ReferenceObjective objective = ReferenceObjective.of(Kind.DREG, c.samples()).withBeta(0.8);
    ReferenceResult result = c.evaluate(objective);
    double[][] x = c.x();
    double[][] noise = c.noise();
    // without ties no decoder block moves z, so the value's own differences are those at fixed z
    Map<String, double[][]> differences =
        CentralDifferences.gradient(
            theta -> ReferenceObjectives.value(c.config(), objective, theta, x, noise),
            c.parameters());
    assertAgree(result.gradient(), differences, "decoder.");
  }

  @ParameterizedTest
  @MethodSource("untied")
  void encoderShareIsTheDerivativeOfTheFrozenConstruction(ReferenceCase c) {
    for (Kind kind : List.of(Kind.DREG, Kind.DREG_ANY_BETA)) {
      for (double beta : new double[] {1, 0.6}) {
        ReferenceObjective objective = ReferenceObjective.of(kind, c.samples()).withBeta(beta);
        Map<String, double[][]> differences =
            CentralDifferences.gradient(frozen(c, kind, beta)::value, c.parameters());
        assertAgree(c.evaluate(objective).gradient(), differences, "encoder.");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("tied")
  void tiedBlockAddsTheSharesOfEncoderAndDecoder(ReferenceCase c) {
    ReferenceObjective objective = ReferenceObjective.of(Kind.DREG, c.samples()).withBeta(0.8);
    ReferenceConfig untied = c.config().withTied(false);
    Map<String, double[][]> parameters = ReferenceParameters.zeros(untied);
    String output = untied.outputName() + ".weight";
    String first = "encoder.hidden.0.weight";
    parameters.putAll(c.parameters());
    parameters.put(output, ReferenceLayers.transpose(ReferenceParameters.block(parameters, first)));

    ReferenceResult apart =
        ReferenceObjectives.evaluate(untied, objective, parameters, c.x(), c.noise());
    ReferenceResult together = c.evaluate(objective);

    Map<String, double[][]> expected = ReferenceParameters.copy(apart.gradient());
    double[][] decoderShare =
        ReferenceLayers.transpose(ReferenceParameters.block(expected, output));
    double[][] sum = ReferenceParameters.block(expected, first);
    for (int k = 0; k < sum.length; k++) {
      sum[k] = ReferenceLayers.sum(sum[k], decoderShare[k]);
    }
    expected.remove(output);
    assertThat(together.value()).isEqualTo(apart.value());
    assertThat(together.gradient().keySet()).isEqualTo(expected.keySet());
    assertAgree(together.gradient(), expected, "");
  }

  @ParameterizedTest
  @MethodSource("dev.elbo.reference.ReferenceCase#all")
  void valueAndWeightPriorAreThoseOfIwae(ReferenceCase c) {
    ReferenceObjective dreg = ReferenceObjective.of(Kind.DREG, c.samples()).withBeta(0.8);
    ReferenceObjective iwae = ReferenceObjective.of(Kind.IWAE, c.samples()).withBeta(0.8);
    ReferenceResult withPrior = c.evaluate(dreg.withWeightPrior(5));
    ReferenceResult without = c.evaluate(dreg);
    assertThat(withPrior.value()).isEqualTo(c.evaluate(iwae.withWeightPrior(5)).value());
    c.parameters()
        .forEach(
            (name, block) ->
                assertThat(
                        ReferenceParameters.block(without.gradient(), name)[0][0]
                            - ReferenceParameters.block(withPrior.gradient(), name)[0][0])
                    .isCloseTo(block[0][0] / 5, within(1e-12)));
  }

  @Test
  void expectedGradientIsThatOfIwae() {
    assertThat(biasOfEncoderGradient(Kind.DREG, 1)).isLessThan(1e-10);
    assertThat(biasOfEncoderGradient(Kind.DREG_ANY_BETA, 1)).isLessThan(1e-10);
  }

  /** Only the score β ∂log q/∂φ may be reparameterised again: for β ≠ 1 plain w̃² is biased. */
  @Test
  void betaOtherThanOneNeedsTheMixedWeights() {
    assertThat(biasOfEncoderGradient(Kind.DREG_ANY_BETA, 0.5)).isLessThan(1e-10);
    assertThat(biasOfEncoderGradient(Kind.DREG, 0.5)).isGreaterThan(1e-2);
  }

  /**
   * The largest |E[kind] − E[IWAE]| of any number of the encoder's gradient, relative to the
   * largest such number; one latent, two draws, the expectation over ε by quadrature.
   */
  private static double biasOfEncoderGradient(Kind kind, double beta) {
    double worst = 0;
    for (Likelihood likelihood : Likelihood.values()) {
      ReferenceConfig config =
          ReferenceConfig.of(likelihood, Activation.TANH, 2, List.of(2), 1, List.of(2));
      ReferenceCase c = ReferenceCase.of("expectation", config, 1, 2, 5);
      double[] dreg = expectedEncoderGradient(c, ReferenceObjective.of(kind, 2).withBeta(beta));
      double[] iwae =
          expectedEncoderGradient(c, ReferenceObjective.of(Kind.IWAE, 2).withBeta(beta));
      double scale = Arrays.stream(iwae).map(Math::abs).max().orElseThrow();
      for (int i = 0; i < iwae.length; i++) {
        worst = Math.max(worst, Math.abs(dreg[i] - iwae[i]) / scale);
      }
    }
    return worst;
  }

  private static double[] expectedEncoderGradient(ReferenceCase c, ReferenceObjective objective) {
    Map<String, double[][]> parameters = c.parameters();
    double[][] x = c.x();
    return Quadrature.expectation(
        2,
        epsilon -> {
          double[][] noise = {{epsilon[0]}, {epsilon[1]}};
          return ReferenceObjectives.evaluate(c.config(), objective, parameters, x, noise)
              .gradient()
              .entrySet()
              .stream()
              .filter(entry -> entry.getKey().startsWith("encoder."))
              .flatMapToDouble(
                  entry -> Arrays.stream(entry.getValue()).flatMapToDouble(Arrays::stream))
              .toArray();
        });
  }

  private static Frozen frozen(ReferenceCase c, Kind kind, double beta) {
    ReferenceDraws draws = c.draws();
    double[][] logWeights = draws.logWeights(beta);
    double[][] factors = new double[draws.rows()][draws.samples()];
    for (int i = 0; i < draws.rows(); i++) {
      double sum = Arrays.stream(logWeights[i]).map(Math::exp).sum();
      for (int l = 0; l < draws.samples(); l++) {
        double w = Math.exp(logWeights[i][l]) / sum;
        factors[i][l] = kind == Kind.DREG ? w * w : (1 - beta) * w + beta * w * w;
      }
    }
    return new Frozen(c, draws, factors, beta);
  }

  /**
   * mean over rows of Σₗ factorₗ [log p(x|zₗ(φ)) + β (log p(zₗ(φ)) − log q₀(zₗ(φ)))], with the
   * factors, the decoder and the μ, σ of q₀ frozen where they are, so only z moves with φ.
   */
  private static final class Frozen {
    private final ReferenceCase c;
    private final ReferenceDraws at;
    private final double[][] factors;
    private final double beta;
    private final ReferenceDecoder decoder;

    Frozen(ReferenceCase c, ReferenceDraws at, double[][] factors, double beta) {
      this.c = c;
      this.at = at;
      this.factors = factors;
      this.beta = beta;
      decoder = new ReferenceDecoder(c.config(), c.parameters());
    }

    double value(Map<String, double[][]> parameters) {
      double sum = 0;
      double[][] x = c.x();
      for (int i = 0; i < at.rows(); i++) {
        ReferenceEncoder.Posterior moved =
            new ReferenceEncoder(c.config(), parameters).encode(x[i]);
        ReferenceEncoder.Posterior q0 = at.posterior(i);
        for (int l = 0; l < at.samples(); l++) {
          double[] z = moved.reparameterise(at.noise(i, l));
          double logWeight =
              decoder.logLikelihood(decoder.decode(z), x[i])
                  + beta * ReferenceDistributions.standardNormal(z)
                  - beta * ReferenceDistributions.gaussian(z, q0.mean(), q0.logVariance());
          sum += factors[i][l] * logWeight;
        }
      }
      return sum / at.rows();
    }
  }

  private static void assertAgree(
      Map<String, double[][]> gradient, Map<String, double[][]> expected, String prefix) {
    List<String> names = gradient.keySet().stream().filter(n -> n.startsWith(prefix)).toList();
    assertThat(names).isNotEmpty();
    for (String name : names) {
      double[][] a = ReferenceParameters.block(gradient, name);
      double[][] b = ReferenceParameters.block(expected, name);
      assertThat(CentralDifferences.relativeError(a, b, FLOOR))
          .as(name)
          .isLessThanOrEqualTo(TOLERANCE);
    }
  }
}
