package dev.elbo.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.elbo.data.Part;
import dev.elbo.model.Vae;
import dev.elbo.objective.Iwae;
import dev.elbo.objective.SgvbA;
import dev.elbo.objective.SgvbB;
import dev.elbo.optim.Adagrad;
import dev.elbo.optim.Sgd;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** One seed, one result, bit for bit, on any number of threads. */
class DeterminismTest {
  /** 42,248 parameters: more than the optimiser takes at once. */
  private static final Vae VAE = Runs.digitsVae(256, 8);

  private static float[] train(TrainOptions.Builder options, int threads) {
    return Runs.run(
            VAE, options.threads(threads).build(), Runs.digits(Part.TRAIN), Runs.digits(Part.TEST))
        .parameters()
        .values();
  }

  static Stream<Arguments> options() {
    return Stream.of(
        arguments("defaults", Runs.options(2)),
        arguments("SGVB-A, many shards", Runs.options(2).objective(new SgvbA(2)).shards(7)),
        arguments("free bits, one shard", Runs.options(2).objective(new SgvbB(1, 0.5)).shards(1)),
        arguments(
            "IWAE, clipped",
            Runs.options(2).objective(new Iwae(4, Iwae.Gradient.FULL)).clipNorm(0.5).shards(3)),
        arguments(
            "DReG, SGD",
            Runs.options(2)
                .objective(new Iwae(4, Iwae.Gradient.DOUBLY_REPARAMETERIZED))
                .optimizer(new Sgd(0.001, 0.9))
                .shards(4)),
        arguments(
            "weight prior, Adagrad, warm-up",
            Runs.options(2)
                .weightPrior(true)
                .clipNorm(5)
                .optimizer(new Adagrad(0.01, 1e-8))
                .warmUpEpochs(2)
                .shards(4)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("options")
  void threadsDoNotMatter(String name, TrainOptions.Builder options) {
    float[] one = train(options, 1);
    assertThat(train(options, 2)).containsExactly(one);
    assertThat(train(options, 3)).containsExactly(one);
  }

  @Test
  void anotherSeedGivesAnotherResult() {
    assertThat(train(Runs.options(1).seed(2), 1)).isNotEqualTo(train(Runs.options(1), 1));
  }

  /** What a step draws does not depend on the shards; only the sums round otherwise. */
  @Test
  void shardsOnlyRound() {
    TrainOptions.Builder oneStep = Runs.options(1).optimizer(new Sgd(0.1, 0)).minibatch(2000);
    float[] one = train(oneStep.shards(1), 1);
    for (int shards : new int[] {2, 5, 700}) {
      assertThat(train(oneStep.shards(shards), 1)).containsExactly(one, within(1e-5f));
    }
  }
}
