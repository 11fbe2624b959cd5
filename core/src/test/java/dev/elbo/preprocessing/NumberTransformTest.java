package dev.elbo.preprocessing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.elbo.preprocessing.Curve.Linear;
import dev.elbo.preprocessing.Curve.Logarithm;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class NumberTransformTest {
  private static NumberTransform transform(Curve curve, double mean, double deviation) {
    return new NumberTransform(curve, mean, deviation, 0, -1e300, 1e300);
  }

  static Stream<Arguments> transforms() {
    return Stream.of(
            transform(new Linear(), 0, 1),
            transform(new Linear(), -3.5, 0.01),
            transform(new Linear(), 12, 250),
            transform(new Logarithm(0, 0.5), 1.25, 0.75),
            transform(new Logarithm(1, 0.5), 0, 2),
            transform(new Logarithm(0.001, 0.001), -4, 1.5))
        .flatMap(
            t ->
                Stream.of(-7.25, -0.001, 0.0, 0.25, 0.75, 1.0, 42.0, 999.5)
                    .map(x -> Arguments.of(t, x)));
  }

  /** x in double precision through y in double precision, which the float rounds. */
  private static double exact(NumberTransform t, double x) {
    return (t.curve().apply(x) - t.mean()) / t.deviation();
  }

  @ParameterizedTest
  @MethodSource("transforms")
  void inverseUndoesForward(NumberTransform t, double x) {
    float y = t.forward(x);
    assertThat(y).isEqualTo((float) exact(t, x));
    // A float is off by 6·10⁻⁸ of itself; by the slope, that much in x.
    double slope = Math.exp(t.logJacobian(x));
    double tolerance = (1e-7 * Math.abs(y) + 1e-12) / slope + 1e-12 * Math.abs(x);
    assertThat(t.inverse(y)).isCloseTo(x, within(1.01 * tolerance + 1e-9));
  }

  @ParameterizedTest
  @MethodSource("transforms")
  void jacobianIsTheSlope(NumberTransform t, double x) {
    double h = 1e-6 * Math.max(1e-3, Math.abs(x));
    double slope = (exact(t, x + h) - exact(t, x - h)) / (2 * h);
    assertThat(t.logJacobian(x)).isCloseTo(Math.log(slope), within(1e-5));
  }

  /** ∫ p(x) dx = 1 where p(x) = N(y(x)) |dy/dx|: the Jacobian has the right sign and unit. */
  @Test
  void densitiesOfTheColumnIntegrateToOne() {
    NumberTransform t = transform(new Logarithm(1, 0.5), 1, 0.6);
    double sum = 0;
    double step = 1e-3;
    for (double x = -20; x < 200; x += step) {
      double y = exact(t, x);
      sum += step * Math.exp(-0.5 * y * y - 0.5 * Math.log(2 * Math.PI) + t.logJacobian(x));
    }
    assertThat(sum).isCloseTo(1, within(1e-4));
  }

  @Test
  void theTangentGoesOnWithoutAKink() {
    Logarithm curve = new Logarithm(2, 0.25);
    double knee = 0.25 - 2;
    assertThat(curve.apply(knee - 1e-9)).isCloseTo(curve.apply(knee + 1e-9), within(1e-8));
    assertThat(curve.logSlope(knee - 1e-9)).isCloseTo(curve.logSlope(knee + 1e-9), within(1e-8));
  }

  @ParameterizedTest
  @CsvSource({"0.1, 0.3", "0.01, -12.34", "1, 41", "100, 1200", "0.000001, 0.000003"})
  void roundedValuesComeBackAsPeopleWriteThem(double resolution, double x) {
    NumberTransform t =
        new NumberTransform(
            new Linear(), 7 * resolution, 300 * resolution, resolution, -2000, 2000);
    assertThat(t.inverse(t.forward(x))).isEqualTo(x);
    // Noise that undoes the rounding is rounded away again.
    assertThat(t.inverse(t.forward(t.dequantize(x, 0.001)))).isEqualTo(x);
    assertThat(t.inverse(t.forward(t.dequantize(x, 0.999)))).isEqualTo(x);
    assertThat(t.dequantize(x, 0.5)).isEqualTo(x);
  }

  @Test
  void theInverseDoesNotLeaveTheRange() {
    NumberTransform t = new NumberTransform(new Logarithm(1, 0.5), 0, 2, 1, 0, 99);
    assertThat(t.inverse(1e6f)).isEqualTo(99);
    assertThat(t.inverse(-1e6f)).isZero();
    assertThat(t.inverse(Float.POSITIVE_INFINITY)).isEqualTo(99);
  }

  @Test
  void extremeValuesStayNumbers() {
    NumberTransform plain = transform(new Linear(), 0, 1e-3);
    assertThat(plain.forward(Double.MAX_VALUE)).isEqualTo(1e6f);
    assertThat(plain.forward(-Double.MAX_VALUE)).isEqualTo(-1e6f);
    NumberTransform log = transform(new Logarithm(0, 1e-3), 0, 1);
    assertThat(log.forward(-Double.MAX_VALUE)).isEqualTo(-1e6f);
    assertThat(log.forward(Double.MAX_VALUE)).isEqualTo((float) Math.log(Double.MAX_VALUE));
    assertThat(log.logJacobian(-Double.MAX_VALUE)).isEqualTo(-Math.log(1e-3));
  }

  @Test
  void missingStaysMissing() {
    for (Curve curve : new Curve[] {new Linear(), new Logarithm(1, 1)}) {
      NumberTransform t = new NumberTransform(curve, 0, 1, 0.5, 0, 1);
      assertThat(t.forward(t.dequantize(Double.NaN, 0.2))).isNaN();
      assertThat(t.inverse(Float.NaN)).isNaN();
    }
  }

  @Test
  void whatMakesNoSenseIsRefused() {
    assertThatThrownBy(() -> transform(new Linear(), 0, 0))
        .hasMessage("mean and deviation are finite and the latter above 0, not 0.0 and 0.0");
    assertThatThrownBy(() -> new NumberTransform(new Linear(), 0, 1, -1, 0, 1))
        .hasMessage("the resolution is a number from 0 on, not -1.0");
    assertThatThrownBy(() -> new NumberTransform(new Linear(), 0, 1, 1, 2, 1))
        .hasMessage("no range of numbers: from 2.0 to 1.0");
    assertThatThrownBy(() -> new Logarithm(0, 0))
        .hasMessage("the offset is finite and the knee above 0, not 0.0 and 0.0");
    assertThatThrownBy(() -> new CountTransform(2, 1))
        .hasMessage("no range of counts: from 2 to 1");
  }
}
