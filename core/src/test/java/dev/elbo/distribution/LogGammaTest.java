package dev.elbo.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.elbo.reference.ReferenceColumns;
import org.junit.jupiter.api.Test;

class LogGammaTest {
  private static final double EULER = 0.5772156649015329;

  @Test
  void knownValues() {
    assertThat(LogGamma.of(1)).isCloseTo(0, within(1e-12));
    assertThat(LogGamma.of(0.5)).isCloseTo(0.5 * Math.log(Math.PI), within(1e-12));
    assertThat(LogGamma.of(11)).isCloseTo(Math.log(3_628_800), within(1e-12));
    assertThat(LogGamma.derivative(1)).isCloseTo(-EULER, within(1e-12));
    assertThat(LogGamma.derivative(0.5)).isCloseTo(-EULER - 2 * Math.log(2), within(1e-12));
  }

  @Test
  void agreesWithAnotherApproximation() {
    for (double x = 0.01; x < 1e7; x *= 1.07) {
      double exact = ReferenceColumns.logGamma(x);
      assertThat(LogGamma.of(x)).as("%s", x).isCloseTo(exact, within(1e-11 + 1e-14 * exact));
    }
  }

  @Test
  void derivativeIsThatOfTheValue() {
    for (double x = 0.05; x < 1e5; x *= 1.3) {
      double step = 1e-3 * x;
      double near = LogGamma.of(x + step) - LogGamma.of(x - step);
      double far = LogGamma.of(x + 2 * step) - LogGamma.of(x - 2 * step);
      double difference = (8 * near - far) / (12 * step);
      assertThat(LogGamma.derivative(x))
          .as("%s", x)
          .isCloseTo(difference, within(1e-8 * (1 + Math.abs(difference))));
    }
  }

  @Test
  void factorialsAreTheSameFromTheTableAndBeyond() {
    double sum = 0;
    for (int n = 1; n < 1000; n++) {
      sum += Math.log(n);
      assertThat(LogGamma.logFactorial(n)).isCloseTo(sum, within(1e-11 * (1 + sum)));
    }
    assertThat(LogGamma.logFactorial(0)).isEqualTo(0);
  }
}
