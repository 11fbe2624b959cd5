package dev.elbo.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.elbo.model.DrawWeights;
import dev.elbo.model.Draws;
import dev.elbo.model.Twin;
import dev.elbo.reference.ReferenceCase;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** How objectives weigh draws; what the weights do to gradients stands in the gradient test. */
class ObjectiveTest {
  private static final Iwae.Gradient FULL = Iwae.Gradient.FULL;
  private static final Iwae.Gradient DOUBLY = Iwae.Gradient.DOUBLY_REPARAMETERIZED;

  private final Twin twin = Twin.of(ReferenceCase.all().get(0));
  private final Draws draws = twin.draws(Draws.Mode.VALUE);
  private final int k = draws.draws();
  private final int total = draws.rows() * k;

  private DrawWeights weights() {
    DrawWeights weights = new DrawWeights(total, draws.vae().latentSize());
    for (float[] array :
        new float[][] {
          weights.reconstruction(), weights.latent(), weights.divergence(), weights.path()
        }) {
      Arrays.fill(array, Float.NaN);
    }
    weights.setPathwise(true);
    return weights;
  }

  @Test
  void sgvbAWeighsEveryDrawAlike() {
    DrawWeights weights = weights();
    double value = new SgvbA(k).weigh(draws, 0.5, weights);
    assertThat(value)
        .isCloseTo(
            IntStream.range(0, total).mapToDouble(r -> draws.logWeight(r, 0.5)).sum() / k,
            within(1e-12));
    assertThat(weights.reconstruction()).containsOnly(1f / k);
    assertThat(weights.latent()).containsOnly(0.5f / k);
    assertThat(weights.divergence()).containsOnly(0);
    assertThat(weights.pathwise()).isFalse();
  }

  @Test
  void sgvbBTakesTheDivergenceInClosedForm() {
    DrawWeights weights = weights();
    double value = new SgvbB(k).weigh(draws, 0.5, weights);
    double expected = IntStream.range(0, total).mapToDouble(draws::logPx).sum() / k;
    expected -= 0.5 * IntStream.range(0, draws.rows()).mapToDouble(draws::divergence).sum();
    assertThat(value).isCloseTo(expected, within(1e-12));
    assertThat(weights.reconstruction()).containsOnly(1f / k);
    assertThat(weights.latent()).containsOnly(0);
    assertThat(weights.divergence()).containsOnly(0.5f);
    assertThat(weights.pathwise()).isFalse();
  }

  @Test
  void freeBitsStopTheDivergenceOfLatentsBelowThem() {
    double[] kl = twin.referenceDraws().klPerLatent();
    double between = 0.5 * (kl[0] + kl[1]);
    DrawWeights weights = weights();
    double value = new SgvbB(k, between).weigh(draws, 2, weights);
    double free = new SgvbB(k).weigh(draws, 2, weights());
    for (int j = 0; j < 2; j++) {
      assertThat(weights.divergence()[j]).isEqualTo(kl[j] < between ? 0 : 2);
    }
    double missing = between - Math.min(kl[0], kl[1]);
    assertThat(value).isCloseTo(free - 2 * draws.rows() * missing, within(1e-5));
  }

  @Test
  void iwaeWeightsOfARowSumToOneAndFollowItsDraws() {
    DrawWeights weights = weights();
    new Iwae(k, FULL).weigh(draws, 0.5, weights);
    for (int i = 0; i < draws.rows(); i++) {
      double sum = 0;
      for (int l = 0; l < k; l++) {
        int r = i * k + l;
        sum += weights.reconstruction()[r];
        double ratio = Math.exp(draws.logWeight(r, 0.5) - draws.logWeight(i * k, 0.5));
        assertThat(weights.reconstruction()[r] / weights.reconstruction()[i * k])
            .isCloseTo((float) ratio, within(1e-6f * (float) (1 + ratio)));
        assertThat(weights.latent()[r]).isEqualTo(0.5f * weights.reconstruction()[r]);
      }
      assertThat(sum).isCloseTo(1, within(1e-6));
    }
    assertThat(weights.divergence()).containsOnly(0);
    assertThat(weights.pathwise()).isFalse();
  }

  @Test
  void doublyReparameterizedWeighsThePathAgain() {
    DrawWeights weights = weights();
    double value = new Iwae(k, DOUBLY).weigh(draws, 0.5, weights);
    assertThat(value).isEqualTo(new Iwae(k, FULL).weigh(draws, 0.5, weights()));
    assertThat(weights.pathwise()).isTrue();
    for (int r = 0; r < total; r++) {
      assertThat(weights.path()[r])
          .isCloseTo(0.5f + 0.5f * weights.reconstruction()[r], within(1e-7f));
    }
  }

  /** The bound grows with k (IWAE Theorem 1, here for the draws at hand): log-mean ≥ mean-log. */
  @Test
  void iwaeIsAtLeastSgvbAOnTheSameDraws() {
    assertThat(new Iwae(k, FULL).weigh(draws, 1, weights()))
        .isGreaterThan(new SgvbA(k).weigh(draws, 1, weights()));
  }

  static Stream<Iwae> oneDraw() {
    return Stream.of(new Iwae(1, FULL), new Iwae(1, DOUBLY));
  }

  @ParameterizedTest
  @MethodSource("oneDraw")
  void iwaeOfOneDrawIsSgvbA(Iwae iwae) {
    ReferenceCase c = ReferenceCase.all().get(0);
    Twin single = Twin.of(ReferenceCase.of("one draw", c.config(), 3, 1, 17));
    Twin.Result ours = single.evaluate(iwae, 1);
    Twin.Result sgvb = single.evaluate(new SgvbA(1), 1);
    assertThat(ours.value()).isCloseTo(sgvb.value(), within(1e-12));
    if (iwae.gradient() == FULL) {
      ours.gradient()
          .forEach((name, block) -> assertThat(block).isDeepEqualTo(sgvb.gradient().get(name)));
    }
  }

  /** Draws a thousand nats apart: the best takes all, and nothing overflows. */
  @Test
  void iwaeOfDrawsFarApartIsThatOfTheBest() {
    DrawWeights weights = weights();
    double value = new Iwae(k, FULL).weigh(draws, 1e5, weights);
    double expected = 0;
    for (int i = 0; i < draws.rows(); i++) {
      int from = i * k;
      expected +=
          IntStream.range(from, from + k)
                  .mapToDouble(r -> draws.logWeight(r, 1e5))
                  .max()
                  .orElseThrow()
              - Math.log(k);
      float[] own = Arrays.copyOfRange(weights.reconstruction(), from, from + k);
      Arrays.sort(own);
      assertThat(own[k - 1]).isEqualTo(1);
      assertThat(own[0]).isZero();
    }
    assertThat(value).isCloseTo(expected, within(1e-6));
  }

  @Test
  void settingsOutsideTheirRangeAreNamed() {
    for (Runnable wrong :
        new Runnable[] {() -> new SgvbA(0), () -> new SgvbB(0), () -> new Iwae(0, FULL)}) {
      assertThatIllegalArgumentException()
          .isThrownBy(wrong::run)
          .withMessage("draws a row must be 1 or more, not 0");
    }
    for (double freeBits : new double[] {-0.1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new SgvbB(1, freeBits))
          .withMessage(
              "free bits are a finite number of nats a latent, 0 or more, not " + freeBits);
    }
  }
}
