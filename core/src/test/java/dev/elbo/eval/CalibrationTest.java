package dev.elbo.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CalibrationTest {
  private static Calibration of(double... strangeness) {
    return new Calibration(100, List.of(), 0, DoubleStream.of(strangeness).boxed().toList());
  }

  @ParameterizedTest
  @CsvSource({"9, 0.2", "4, 0.4", "3.5, 0.4", "3, 0.8", "0, 0.8", "-1, 1.0", "-2, 1.0"})
  void pValuesCountTheRowsThatAreAsStrange(double strangeness, double expected) {
    assertThat(of(-1, 3, 3, 4).pValue(strangeness)).isEqualTo(expected);
  }

  @Test
  void theSmallestPValueIsThatOfTheStrangest() {
    Calibration calibration = of(-1, 3, 3, 4);
    assertThat(calibration.smallestPValue()).isEqualTo(calibration.pValue(100));
    assertThat(calibration.flags(100, 0.2)).isTrue();
    assertThat(calibration.flags(100, 0.19)).isFalse();
    assertThat(calibration.flags(4, 0.2)).isFalse();
  }

  /**
   * Of 20,000 calibrations of 99 rows, each with one new row: flagged at 0.05 with a probability of
   * 5/100 exactly, so within 4.9 standard deviations but for 10⁻⁶.
   */
  @Test
  void falseAlarmsComeAtTheRateAskedFor() {
    Random random = new Random(4);
    int trials = 20_000;
    int flagged = 0;
    for (int t = 0; t < trials; t++) {
      double[] strangeness = random.doubles(99).map(u -> -Math.log(u) * 3).sorted().toArray();
      flagged += of(strangeness).flags(-Math.log(random.nextDouble()) * 3, 0.05) ? 1 : 0;
    }
    double deviation = Math.sqrt(trials * 0.05 * 0.95);
    assertThat(Math.abs(flagged - trials * 0.05)).isLessThan(4.9 * deviation);
  }

  @Test
  void strangenessAscends() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> of(1, 0))
        .withMessage("the strangeness of a calibration's rows ascends");
    assertThatIllegalArgumentException()
        .isThrownBy(CalibrationTest::of)
        .withMessage("a calibration needs the strangeness of one or more rows, each a number");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> of(Double.NaN))
        .withMessage("a calibration needs the strangeness of one or more rows, each a number");
  }
}
