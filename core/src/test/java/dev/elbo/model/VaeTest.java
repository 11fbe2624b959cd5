package dev.elbo.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.elbo.distribution.Bernoulli;
import dev.elbo.distribution.CategoricalColumn;
import dev.elbo.distribution.DiagonalGaussian;
import dev.elbo.distribution.DiagonalGaussian.MeanRange;
import dev.elbo.distribution.DiagonalGaussian.Variance;
import dev.elbo.distribution.GaussianColumn;
import dev.elbo.distribution.Likelihood;
import dev.elbo.distribution.LogVarianceBounds;
import dev.elbo.distribution.MixedLikelihood;
import dev.elbo.distribution.PoissonColumn;
import dev.elbo.distribution.StudentTColumn;
import dev.elbo.nn.Activation;
import dev.elbo.nn.Block;
import java.util.List;
import org.junit.jupiter.api.Test;

/** AEVB App. C: which layers a model has. The names are also those of the tensors in its file. */
class VaeTest {

  private static Vae vae(Likelihood likelihood, Architecture.Weights weights, Integer... hidden) {
    return Vae.of(
        new Architecture(
            likelihood, List.of(hidden), 2, Activation.TANH, weights, LogVarianceBounds.ENCODER));
  }

  private static List<String> blocks(Vae vae) {
    return vae.layout().blocks().stream().map(VaeTest::describe).toList();
  }

  private static String describe(Block block) {
    return "%s %d × %d".formatted(block.name(), block.rows(), block.columns());
  }

  @Test
  void bernoulliModelHasTwoHeadsInTheEncoderAndLogitsInTheDecoder() {
    assertThat(blocks(vae(new Bernoulli(5), Architecture.Weights.SEPARATE, 4)))
        .containsExactly(
            "encoder.hidden.0.weight 4 × 5",
            "encoder.hidden.0.bias 1 × 4",
            "encoder.mean.weight 2 × 4",
            "encoder.mean.bias 1 × 2",
            "encoder.log_variance.weight 2 × 4",
            "encoder.log_variance.bias 1 × 2",
            "decoder.hidden.0.weight 4 × 2",
            "decoder.hidden.0.bias 1 × 4",
            "decoder.logits.weight 5 × 4",
            "decoder.logits.bias 1 × 5");
  }

  @Test
  void gaussianModelHasTwoDistinctHeadsInBothNetworks() {
    assertThat(blocks(vae(DiagonalGaussian.of(5), Architecture.Weights.SEPARATE, 4, 3)))
        .containsExactly(
            "encoder.hidden.0.weight 4 × 5",
            "encoder.hidden.0.bias 1 × 4",
            "encoder.hidden.1.weight 3 × 4",
            "encoder.hidden.1.bias 1 × 3",
            "encoder.mean.weight 2 × 3",
            "encoder.mean.bias 1 × 2",
            "encoder.log_variance.weight 2 × 3",
            "encoder.log_variance.bias 1 × 2",
            "decoder.hidden.0.weight 3 × 2",
            "decoder.hidden.0.bias 1 × 3",
            "decoder.hidden.1.weight 4 × 3",
            "decoder.hidden.1.bias 1 × 4",
            "decoder.mean.weight 5 × 4",
            "decoder.mean.bias 1 × 5",
            "decoder.log_variance.weight 5 × 4",
            "decoder.log_variance.bias 1 × 5");
  }

  @Test
  void sharedVarianceIsABiasAlone() {
    Likelihood shared =
        new DiagonalGaussian(5, Variance.SHARED, MeanRange.REAL, LogVarianceBounds.DECODER);
    assertThat(blocks(vae(shared, Architecture.Weights.SEPARATE, 4)))
        .endsWith(
            "decoder.mean.weight 5 × 4",
            "decoder.mean.bias 1 × 5",
            "decoder.log_variance.bias 1 × 5")
        .doesNotContain("decoder.log_variance.weight 5 × 4");
  }

  @Test
  void tiedWeightsLeaveTheFirstHeadItsBiasAlone() {
    assertThat(blocks(vae(new Bernoulli(5), Architecture.Weights.TIED, 4)))
        .endsWith("decoder.hidden.0.bias 1 × 4", "decoder.logits.bias 1 × 5")
        .doesNotContain("decoder.logits.weight 5 × 4");
    assertThat(blocks(vae(DiagonalGaussian.of(5), Architecture.Weights.TIED, 4, 3)))
        .endsWith(
            "decoder.hidden.1.bias 1 × 4",
            "decoder.mean.bias 1 × 5",
            "decoder.log_variance.weight 5 × 4",
            "decoder.log_variance.bias 1 × 5");
  }

  @Test
  void biasesStandInTheOrderOfTheHeads() {
    assertThat(vae(new Bernoulli(5), Architecture.Weights.TIED, 4).decoder().biases())
        .extracting(Block::name)
        .containsExactly("decoder.logits.bias");
    assertThat(vae(DiagonalGaussian.of(5), Architecture.Weights.TIED, 4).decoder().biases())
        .extracting(Block::name)
        .containsExactly("decoder.mean.bias", "decoder.log_variance.bias");
  }

  @Test
  void columnsOfTheirOwnFamiliesHaveAHeadForEveryRole() {
    Likelihood p =
        new MixedLikelihood(
            List.of(
                new PoissonColumn(),
                new GaussianColumn(Variance.SHARED, LogVarianceBounds.DECODER),
                new CategoricalColumn(3),
                new StudentTColumn(LogVarianceBounds.DECODER)));
    assertThat(blocks(vae(p, Architecture.Weights.SEPARATE, 4)))
        .endsWith(
            "decoder.hidden.0.bias 1 × 4",
            "decoder.location.weight 2 × 4",
            "decoder.location.bias 1 × 2",
            "decoder.logits.weight 3 × 4",
            "decoder.logits.bias 1 × 3",
            "decoder.log_rate.weight 1 × 4",
            "decoder.log_rate.bias 1 × 1",
            "decoder.log_squared_scale.weight 1 × 4",
            "decoder.log_squared_scale.bias 1 × 1",
            "decoder.shared_log_squared_scale.bias 1 × 1",
            "decoder.degrees_of_freedom.bias 1 × 1");
  }

  @Test
  void sizesAreThoseOfTheArchitecture() {
    Vae vae = vae(new Bernoulli(5), Architecture.Weights.SEPARATE, 4, 3);
    assertThat(vae.dataSize()).isEqualTo(5);
    assertThat(vae.latentSize()).isEqualTo(2);
    assertThat(vae.architecture().widths()).isEqualTo("5–4–3–2–3–4–5");
  }

  @Test
  void architectureStartsFromThePaper() {
    Architecture a = Architecture.of(new Bernoulli(5), List.of(4), 2);
    assertThat(a.activation()).isEqualTo(Activation.TANH);
    assertThat(a.weights()).isEqualTo(Architecture.Weights.SEPARATE);
    assertThat(a.encoderBounds()).isEqualTo(LogVarianceBounds.ENCODER);
  }

  @Test
  void widthsThatMakeNoModelAreNamed() {
    Likelihood p = new Bernoulli(5);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Architecture.of(p, List.of(), 2))
        .withMessage("hidden layers need widths of 1 or more, at least one layer, not []");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Architecture.of(p, List.of(4, 0), 2))
        .withMessage("hidden layers need widths of 1 or more, at least one layer, not [4, 0]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Architecture.of(p, List.of(4), 0))
        .withMessage("latent size must be 1 or more, not 0");
  }
}
