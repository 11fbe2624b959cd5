package dev.elbo.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.elbo.objective.Iwae;
import dev.elbo.objective.Objective;
import dev.elbo.objective.SgvbA;
import dev.elbo.objective.SgvbB;
import dev.elbo.reference.ReferenceCase;
import dev.elbo.reference.ReferenceConfig;
import dev.elbo.reference.ReferenceConfig.Activation;
import dev.elbo.reference.ReferenceConfig.Likelihood;
import dev.elbo.reference.ReferenceObjective;
import dev.elbo.reference.ReferenceObjective.Kind;
import dev.elbo.reference.ReferenceParameters;
import dev.elbo.reference.ReferenceResult;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The library's values and gradients against the double reference, which central differences hold:
 * every likelihood variant × tied or not × activation × objective, block by block by name.
 *
 * <p>Each number of a block must satisfy |a − b| ≤ {@value #OWN} (|a| + |b|) + {@value #BLOCK} ·
 * (largest |b| of the block); values must agree to {@value #VALUE} relative.
 */
class GradientTest {
  private static final double OWN = 2e-5;
  private static final double BLOCK = 5e-6;
  private static final double VALUE = 1e-6;

  /** An objective of the library and the reference's name for it. */
  private record Pair(Objective objective, double beta, ReferenceObjective exact) {
    @Override
    public String toString() {
      return "%s, β = %s".formatted(objective, beta);
    }
  }

  private static List<Pair> pairs(Twin twin) {
    int k = twin.samples();
    double[] kl = twin.referenceDraws().klPerLatent();
    double between = 0.5 * (kl[0] + kl[1]);
    Objective full = new Iwae(k, Iwae.Gradient.FULL);
    Objective doubly = new Iwae(k, Iwae.Gradient.DOUBLY_REPARAMETERIZED);
    List<Pair> pairs = new ArrayList<>();
    for (double beta : new double[] {1, 0.5, 0}) {
      pairs.add(pair(new SgvbA(k), beta, Kind.SGVB_A, k));
      pairs.add(pair(new SgvbB(k), beta, Kind.SGVB_B, k));
      pairs.add(pair(full, beta, Kind.IWAE, k));
      pairs.add(pair(doubly, beta, Kind.DREG_ANY_BETA, k));
    }
    pairs.add(pair(doubly, 1, Kind.DREG, k));
    for (double freeBits : new double[] {between, 50}) {
      pairs.add(
          new Pair(
              new SgvbB(k, freeBits),
              1.7,
              ReferenceObjective.of(Kind.SGVB_B, k).withBeta(1.7).withFreeBits(freeBits)));
    }
    return pairs;
  }

  private static Pair pair(Objective objective, double beta, Kind kind, int samples) {
    return new Pair(objective, beta, ReferenceObjective.of(kind, samples).withBeta(beta));
  }

  static Stream<Arguments> smallModels() {
    return ReferenceCase.all().stream().map(c -> Arguments.of(c.name(), Twin.of(c)));
  }

  /** Widths and rows that fill whole kernels; relu is left out, since some unit is at its kink. */
  static Stream<Arguments> realSizedModels() {
    List<Arguments> models = new ArrayList<>();
    for (Activation activation : List.of(Activation.TANH, Activation.SOFTPLUS)) {
      for (Likelihood likelihood : Likelihood.values()) {
        for (boolean tied : List.of(false, true)) {
          ReferenceConfig config =
              ReferenceConfig.of(likelihood, activation, 64, List.of(50), 8, List.of(50))
                  .withTied(tied);
          models.add(
              Arguments.of(
                  "64–50–8 %s %s%s".formatted(likelihood, activation, tied ? " tied" : ""),
                  Twin.random(config, 20, 3, 0.1, 5)));
        }
      }
    }
    return models.stream();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource({"smallModels", "realSizedModels"})
  void valueAndEveryBlockOfTheGradientAreThoseOfTheReference(String name, Twin twin) {
    for (Pair pair : pairs(twin)) {
      Twin.Result actual = twin.evaluate(pair.objective, pair.beta);
      ReferenceResult exact = twin.reference(pair.exact);
      assertThat(actual.value())
          .as("value of %s", pair)
          .isCloseTo(exact.value(), within(VALUE * (1 + Math.abs(exact.value()))));
      assertThat(actual.gradient().keySet()).containsExactlyElementsOf(exact.gradient().keySet());
      actual
          .gradient()
          .forEach(
              (block, numbers) ->
                  assertClose(
                      numbers,
                      ReferenceParameters.block(exact.gradient(), block),
                      "%s of %s".formatted(block, pair)));
    }
  }

  /** The terms that every objective and every estimate of log p(x) is made of. */
  @ParameterizedTest(name = "{0}")
  @MethodSource({"smallModels", "realSizedModels"})
  void termsOfTheLogWeightsAreThoseOfTheReference(String name, Twin twin) {
    var exact = twin.referenceDraws();
    for (Draws.Mode mode : Draws.Mode.values()) {
      Draws draws = twin.draws(mode);
      for (int r = 0; r < exact.rows() * exact.samples(); r++) {
        int i = r / exact.samples();
        int l = r % exact.samples();
        assertTerm(draws.logPx(r), exact.logLikelihood()[i][l], "log p(x|z)", r);
        assertTerm(draws.logPz(r), exact.logPrior()[i][l], "log p(z)", r);
        assertTerm(draws.logQ(r), exact.logPosterior()[i][l], "log q(z|x)", r);
        assertTerm(draws.logWeight(r, 1), exact.logWeights(1)[i][l], "log w", r);
        assertTerm(draws.logWeight(r, 0.5), exact.logWeights(0.5)[i][l], "log w, β ½", r);
      }
      for (int i = 0; i < exact.rows(); i++) {
        double[] kl = exact.posterior(i).kl();
        double sum = 0;
        for (int j = 0; j < kl.length; j++) {
          assertTerm(draws.divergence(i, j), kl[j], "KL of latent " + j, i);
          sum += kl[j];
        }
        assertTerm(draws.divergence(i), sum, "KL", i);
      }
    }
  }

  private static void assertTerm(double actual, double exact, String term, int index) {
    assertThat(actual)
        .as("%s of %d", term, index)
        .isCloseTo(exact, within(2e-6 * (1 + Math.abs(exact))));
  }

  private static void assertClose(double[][] actual, double[][] exact, String what) {
    double largest = 0;
    for (double[] row : exact) {
      for (double value : row) {
        largest = Math.max(largest, Math.abs(value));
      }
    }
    for (int i = 0; i < exact.length; i++) {
      for (int j = 0; j < exact[i].length; j++) {
        double a = actual[i][j];
        double b = exact[i][j];
        assertThat(Math.abs(a - b))
            .as("%s (%d, %d): %s, not %s", what, i, j, a, b)
            .isLessThanOrEqualTo(OWN * (Math.abs(a) + Math.abs(b)) + BLOCK * largest);
      }
    }
  }
}
