package dev.elbo.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.elbo.distribution.Bernoulli;
import dev.elbo.distribution.BernoulliColumn;
import dev.elbo.distribution.CategoricalColumn;
import dev.elbo.distribution.DiagonalGaussian.Variance;
import dev.elbo.distribution.GaussianColumn;
import dev.elbo.distribution.LogVarianceBounds;
import dev.elbo.distribution.MixedLikelihood;
import dev.elbo.distribution.PoissonColumn;
import dev.elbo.linalg.Matrix;
import dev.elbo.nn.Activation;
import java.util.List;
import org.junit.jupiter.api.Test;

class FeaturesTest {
  private static final MixedLikelihood MIXED =
      new MixedLikelihood(
          List.of(
              new GaussianColumn(Variance.PER_ROW, LogVarianceBounds.DECODER),
              new CategoricalColumn(3),
              new PoissonColumn(),
              new BernoulliColumn()));

  private static Matrix row(float... values) {
    return Matrix.view(1, values.length, values, 0);
  }

  private static float[] inputs(float... x) {
    Features features = Features.of(MIXED);
    Matrix room = features.room(1);
    room.fill(7); // what another row has left
    return features.of(row(x), room).row(0);
  }

  @Test
  void rowsOfOneFamilyAreGivenAsTheyAre() {
    Features features = Features.of(new Bernoulli(2));
    Matrix x = row(0.5f, 1);
    assertThat(features.plain()).isTrue();
    assertThat(features.width()).isEqualTo(2);
    assertThat(features.missingFlags()).isEmpty();
    assertThat(features.of(x, features.room(1))).isSameAs(x);
  }

  @Test
  void everyColumnHasInputsOfItsKind() {
    assertThat(Features.of(MIXED).width()).isEqualTo(2 + 3 + 2 + 2);
    assertThat(inputs(-0.5f, 2, 4, 1))
        .containsExactly(-0.5f, 0, 0, 0, 1, (float) Math.log(5), 0, 1, 0);
  }

  @Test
  void aMissingCellSaysThatItIsMissingAndNothingElse() {
    assertThat(inputs(Float.NaN, Float.NaN, Float.NaN, Float.NaN))
        .containsExactly(0, 1, 0, 0, 0, 0, 1, 0, 1);
    assertThat(Features.of(MIXED).missingFlags()).containsExactly(1, 6, 8);
  }

  @Test
  void tiedWeightsNeedRowsThatAreGivenAsTheyAre() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new Architecture(
                    MIXED,
                    List.of(4),
                    2,
                    Activation.TANH,
                    Architecture.Weights.TIED,
                    LogVarianceBounds.ENCODER))
        .withMessage(
            "tied weights need columns of one family, which the encoder is given as they are, not"
                + " mixed: 1 bernoulli, 1 categorical, 1 gaussian, 1 poisson");
  }
}
