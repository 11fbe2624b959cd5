package dev.elbo.paper.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elbo.distribution.Bernoulli;
import dev.elbo.distribution.DiagonalGaussian;
import dev.elbo.distribution.DiagonalGaussian.MeanRange;
import dev.elbo.distribution.DiagonalGaussian.Variance;
import dev.elbo.distribution.LogVarianceBounds;
import dev.elbo.nn.Activation;
import dev.elbo.nn.Initialization;
import dev.elbo.objective.SgvbB;
import dev.elbo.optim.Adagrad;
import dev.elbo.optim.Schedule;
import dev.elbo.paper.data.PaperSet;
import dev.elbo.train.TrainOptions;
import org.junit.jupiter.api.Test;

/** The recipe against the words of the paper. */
class AevbRecipeTest {
  private final AevbRecipe digits = new AevbRecipe(PaperSet.MNIST, 500, 20, 5_000_000, 0.02, 3);
  private final AevbRecipe faces = new AevbRecipe(PaperSet.FREY_FACES, 200, 2, 1, 0.01, 3);

  @Test
  void networks() {
    assertThat(digits.architecture().widths()).isEqualTo("784–500–20–500–784");
    assertThat(digits.architecture().activation()).isEqualTo(Activation.TANH);
    assertThat(digits.architecture().likelihood()).isEqualTo(new Bernoulli(784));
    assertThat(faces.architecture().widths()).isEqualTo("560–200–2–200–560");
    assertThat(faces.architecture().likelihood())
        .isEqualTo(
            new DiagonalGaussian(
                560, Variance.PER_ROW, MeanRange.UNIT_INTERVAL, LogVarianceBounds.DECODER));
  }

  @Test
  void training() {
    TrainOptions options = digits.options();
    assertThat(options.objective()).isEqualTo(new SgvbB(1));
    assertThat(options.optimizer()).isEqualTo(new Adagrad(0.02, 1e-8));
    assertThat(options.schedule()).isEqualTo(new Schedule.Delayed(100));
    assertThat(options.minibatch()).isEqualTo(100);
    assertThat(options.initialization()).isEqualTo(Initialization.PAPER);
    assertThat(options.weightPrior()).isTrue();
    assertThat(options.patience()).isZero();
    assertThat(options.seed()).isEqualTo(3);
  }

  @Test
  void samplesAreWholePasses() {
    assertThat(digits.options().epochs()).hasValue(83);
    assertThat(faces.options().epochs()).hasValue(1);
  }
}
