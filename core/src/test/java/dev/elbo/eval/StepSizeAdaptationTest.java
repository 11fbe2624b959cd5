package dev.elbo.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StepSizeAdaptationTest {
  private static final Offset<Double> ROUNDING = within(1e-12);

  @Test
  void firstMovesByHand() {
    StepSizeAdaptation adaptation = new StepSizeAdaptation(0.1, 0.8);
    assertThat(adaptation.stepSize()).isCloseTo(0.1, ROUNDING);
    adaptation.update(0.8);
    adaptation.update(1);
    assertThat(adaptation.stepSize()).isCloseTo(0.4, ROUNDING);
    assertThat(adaptation.average()).isCloseTo(0.4, ROUNDING);
    adaptation.update(0.5);
    double first = Math.log(0.4) - 0.3;
    assertThat(adaptation.stepSize()).isCloseTo(Math.exp(first), ROUNDING);
    assertThat(adaptation.average()).isCloseTo(Math.exp(first), ROUNDING);
    adaptation.update(1);
    double second = first + 0.2 / Math.sqrt(2);
    assertThat(adaptation.stepSize()).isCloseTo(Math.exp(second), ROUNDING);
    assertThat(adaptation.average()).isCloseTo(Math.exp(0.2 * first + 0.8 * second), ROUNDING);
  }

  /** How often a leapfrog of that step size might be accepted: 0.9 at ε = 0.32. */
  private static double acceptance(double stepSize) {
    return Math.exp(-stepSize * stepSize);
  }

  /** From thirty times too small and too large. */
  @ParameterizedTest
  @ValueSource(doubles = {0.01, 0.3, 10})
  void thirtyMovesAreEnoughFromAnywhere(double first) {
    StepSizeAdaptation adaptation = new StepSizeAdaptation(first, 0.9);
    for (int move = 0; move < 30; move++) {
      adaptation.update(acceptance(adaptation.stepSize()));
    }
    assertThat(acceptance(adaptation.average())).isCloseTo(0.9, within(0.05));
    for (int move = 0; move < 1000; move++) {
      adaptation.update(acceptance(adaptation.stepSize()));
    }
    assertThat(acceptance(adaptation.average())).isCloseTo(0.9, within(0.0001));
  }

  /**
   * Moves that are accepted or not, as a chain alone has them. The mean of 100 runs has a standard
   * error of 0.001 and may be five of it away: false alarm once in a million seeds.
   */
  @Test
  void chanceIsAveragedOut() {
    double mean = 0;
    for (int seed = 0; seed < 100; seed++) {
      Random random = new Random(seed);
      StepSizeAdaptation adaptation = new StepSizeAdaptation(1, 0.9);
      for (int move = 0; move < 1000; move++) {
        adaptation.update(random.nextDouble() < acceptance(adaptation.stepSize()) ? 1 : 0);
      }
      mean += acceptance(adaptation.average()) / 100;
    }
    assertThat(mean).isCloseTo(0.9, within(0.005));
  }

  @Test
  void valuesOutsideTheirRangeAreNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new StepSizeAdaptation(0, 0.9))
        .withMessage("the first step size must be positive and finite, not 0.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new StepSizeAdaptation(Double.NaN, 0.9))
        .withMessage("the first step size must be positive and finite, not NaN");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new StepSizeAdaptation(1, 1))
        .withMessage("acceptance must be between 0 and 1, not 1.0");
  }
}
