package dev.elbo.reference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elbo.reference.ReferenceObjective.Kind;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The hand-derived gradients against central differences of the values: every likelihood variant ×
 * tied or not × activation × objective, each number of each block with |a − b| ≤ {@value
 * #TOLERANCE} (|a| + |b| + {@value #FLOOR}).
 */
class ReferenceGradientTest {
  private static final double TOLERANCE = 1e-7;
  private static final double FLOOR = 1e-3;

  static Stream<Arguments> casesAndObjectives() {
    return ReferenceCase.all().stream()
        .flatMap(c -> objectives(c).stream().map(objective -> Arguments.of(c, objective)));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("casesAndObjectives")
  void gradientAgreesWithCentralDifferences(ReferenceCase c, ReferenceObjective objective) {
    ReferenceResult result = c.evaluate(objective);
    double[][] x = c.x();
    double[][] noise = c.noise();
    Map<String, double[][]> differences =
        CentralDifferences.gradient(
            theta -> ReferenceObjectives.value(c.config(), objective, theta, x, noise),
            c.parameters());

    assertThat(result.gradient().keySet()).containsExactlyElementsOf(differences.keySet());
    result
        .gradient()
        .forEach(
            (name, block) ->
                assertThat(
                        CentralDifferences.relativeError(
                            block, ReferenceParameters.block(differences, name), FLOOR))
                    .as(name)
                    .isLessThanOrEqualTo(TOLERANCE));
  }

  @Test
  void tiedModelHasOneBlockForBothMatrices() {
    for (ReferenceCase c : ReferenceCase.all()) {
      String output = c.config().outputName() + ".weight";
      assertThat(c.parameters().containsKey(output)).as(c.name()).isEqualTo(!c.config().tied());
    }
  }

  @Test
  void perturbedGradientIsNoticed() {
    ReferenceCase c = ReferenceCase.all().get(0);
    double[][] block =
        ReferenceParameters.block(
            c.evaluate(ReferenceObjective.of(Kind.SGVB_A, c.samples())).gradient(),
            "encoder.mean.weight");
    double[][] wrong = ReferenceParameters.copy(block);
    wrong[0][0] += 1e-5 * Math.max(1, Math.abs(wrong[0][0]));
    assertThat(CentralDifferences.relativeError(block, wrong, FLOOR)).isGreaterThan(TOLERANCE);
  }

  private static List<ReferenceObjective> objectives(ReferenceCase c) {
    double[] kl = c.draws().klPerLatent();
    double betweenTheLatents = 0.5 * (kl[0] + kl[1]);
    return List.of(
        ReferenceObjective.of(Kind.SGVB_A, c.samples()),
        ReferenceObjective.of(Kind.SGVB_A, c.samples()).withBeta(0.6).withWeightPrior(7),
        ReferenceObjective.of(Kind.SGVB_B, c.samples()),
        ReferenceObjective.of(Kind.SGVB_B, c.samples())
            .withBeta(1.7)
            .withFreeBits(betweenTheLatents),
        ReferenceObjective.of(Kind.SGVB_B, c.samples()).withBeta(0),
        ReferenceObjective.of(Kind.IWAE, c.samples()),
        ReferenceObjective.of(Kind.IWAE, c.samples()).withBeta(0.6).withWeightPrior(7));
  }
}
