package dev.elbo.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ScheduleTest {

  static Stream<Schedule> schedules() {
    return Stream.of(
        new Schedule.Constant(), new Schedule.Cosine(), Schedule.Step.DEFAULT, step(1, 0.5));
  }

  private static Schedule step(int stages, double drop) {
    return new Schedule.Step(stages, drop);
  }

  @ParameterizedTest
  @MethodSource("schedules")
  void startsAtOneAndNeverRises(Schedule schedule) {
    assertThat(schedule.factor(0, 1000)).isEqualTo(1);
    double before = 1;
    for (long step = 1; step <= 1200; step++) {
      double factor = schedule.factor(step, 1000);
      assertThat(factor).isBetween(0.0, before);
      before = factor;
    }
  }

  @ParameterizedTest
  @MethodSource("schedules")
  void runWithoutStepsHasAFiniteFactor(Schedule schedule) {
    assertThat(schedule.factor(0, 0)).isBetween(0.0, 1.0);
  }

  @Test
  void constantIsOne() {
    assertThat(new Schedule.Constant().factor(999, 1000)).isEqualTo(1);
  }

  @Test
  void delayedIsZeroAndThenOne() {
    Schedule delayed = new Schedule.Delayed(100);
    assertThat(delayed.factor(0, 1000)).isZero();
    assertThat(delayed.factor(99, 1000)).isZero();
    assertThat(delayed.factor(100, 1000)).isEqualTo(1);
    assertThat(new Schedule.Delayed(0).factor(0, 1000)).isEqualTo(1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Schedule.Delayed(-1))
        .withMessage("a delay has 0 or more steps, not -1");
  }

  @Test
  void cosineIsHalfInTheMiddleAndZeroAtTheEndAndAfter() {
    Schedule cosine = new Schedule.Cosine();
    assertThat(cosine.factor(250, 1000)).isCloseTo(0.5 + Math.sqrt(0.125), within(1e-15));
    assertThat(cosine.factor(500, 1000)).isCloseTo(0.5, within(1e-15));
    assertThat(cosine.factor(1000, 1000)).isZero();
    assertThat(cosine.factor(5000, 1000)).isZero();
  }

  @Test
  void stepDropsAtEqualPartsOfTheRun() {
    Schedule step = step(4, 0.5);
    assertThat(step.factor(249, 1000)).isEqualTo(1);
    assertThat(step.factor(250, 1000)).isEqualTo(0.5);
    assertThat(step.factor(749, 1000)).isEqualTo(0.25);
    assertThat(step.factor(750, 1000)).isEqualTo(0.125);
    assertThat(step.factor(1000, 1000)).isEqualTo(0.125);
    assertThat(Schedule.Step.DEFAULT.factor(999, 1000)).isCloseTo(0.01, within(1e-17));
  }

  @Test
  void stepThatDropsNothingIsConstant() {
    assertThat(step(3, 1).factor(999, 1000)).isEqualTo(1);
  }

  @Test
  void stepSettingsOutsideTheirRangeAreNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> step(0, 0.1))
        .withMessage(
            "a step schedule needs stages of 1 or more and a drop in (0, 1], not 0 and 0.1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> step(3, 0))
        .withMessage(
            "a step schedule needs stages of 1 or more and a drop in (0, 1], not 3 and 0.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> step(3, 1.5))
        .withMessage(
            "a step schedule needs stages of 1 or more and a drop in (0, 1], not 3 and 1.5");
  }
}
