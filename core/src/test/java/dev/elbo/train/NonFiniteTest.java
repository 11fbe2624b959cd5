package dev.elbo.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.elbo.data.Part;
import dev.elbo.nn.Parameters;
import dev.elbo.optim.Schedule;
import dev.elbo.optim.Sgd;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NonFiniteTest {
  private static final String ADVICE =
      " Try a smaller learning rate, a limit on the gradient's norm, or data scaled to standard"
          + " deviation 1";

  private static TrainOptions.Builder atRate(double rate) {
    return Runs.options(5).optimizer(new Sgd(rate, 0)).schedule(new Schedule.Constant());
  }

  @Test
  void theMessageSaysWhenAndWhere() {
    assertThatThrownBy(
            () -> Runs.run(Runs.smallVae(), atRate(1e39).minibatch(10).build(), Runs.uniform(30)))
        .isExactlyInstanceOf(NonFiniteException.class)
        .hasMessage(
            "training stopped at epoch 1, step 2: the bound is NaN; the first non-finite number is"
                + " in parameter block encoder.hidden.0.weight."
                + ADVICE);
  }

  @Test
  void aHugeRateStops() {
    assertThatThrownBy(
            () -> Runs.run(Runs.digitsVae(32, 4), atRate(1e30).build(), Runs.digits(Part.TRAIN)))
        .isExactlyInstanceOf(NonFiniteException.class)
        .message()
        .matches(
            "training stopped at epoch 1, step [0-9]+: the bound is (NaN|-Infinity); the first"
                + " non-finite number is in (the gradient of )?parameter block [a-z0-9._]+\\."
                + ADVICE);
  }

  /** One step an epoch: what the step left is found out before anybody is told of it. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void nobodyHearsOfParametersThatAreNoModel(boolean heldOut) {
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void improved(EpochReport report, Parameters parameters) {
            throw new AssertionError("called better: " + report);
          }
        };
    Trainer trainer =
        new Trainer(
            Runs.smallVae(),
            atRate(1e39).minibatch(30).build(),
            Runs.uniform(30),
            heldOut ? Optional.of(Runs.uniform(5)) : Optional.empty(),
            listener);
    assertThatThrownBy(trainer::run)
        .isExactlyInstanceOf(NonFiniteException.class)
        .message()
        .startsWith("training stopped at epoch 1, step 1: the bound is NaN; ");
  }

  @Test
  void smallRatesPass() {
    assertThat(Runs.run(Runs.smallVae(), atRate(0.1).build(), Runs.uniform(30)).history())
        .hasSize(5);
  }
}
