package dev.elbo.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.elbo.reference.ReferenceConfig.Bounds;
import dev.elbo.reference.ReferenceDistributions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class LogVarianceBoundsTest {

  static Stream<LogVarianceBounds> bounds() {
    return Stream.of(
        LogVarianceBounds.ENCODER,
        LogVarianceBounds.DECODER,
        LogVarianceBounds.NONE,
        new LogVarianceBounds(-2, Float.POSITIVE_INFINITY),
        new LogVarianceBounds(Float.NEGATIVE_INFINITY, 1),
        new LogVarianceBounds(-0.5f, 0.5f));
  }

  /** log σ² and its slope at a raw output. */
  private static float[] at(LogVarianceBounds bounds, float raw) {
    float[] value = {raw};
    float[] slope = {Float.NaN};
    bounds.apply(value, slope, new float[1], 1);
    return new float[] {value[0], slope[0]};
  }

  @ParameterizedTest
  @MethodSource("bounds")
  void valueAndSlopeAreThoseOfTheReference(LogVarianceBounds bounds) {
    Bounds exact = new Bounds(bounds.lower(), bounds.upper());
    for (float raw = -30; raw <= 30; raw += 0.01f) {
      float[] result = at(bounds, raw);
      assertThat((double) result[0])
          .as("raw %s", raw)
          .isCloseTo(ReferenceDistributions.bounded(raw, exact), within(5e-6));
      assertThat((double) result[1])
          .as("raw %s", raw)
          .isCloseTo(ReferenceDistributions.boundedDerivative(raw, exact), within(1e-6));
    }
  }

  @ParameterizedTest
  @MethodSource("bounds")
  void slopeIsThatOfTheValueByDifferences(LogVarianceBounds bounds) {
    float step = 0x1p-6f;
    for (float raw = -18; raw <= 18; raw += 0.125f) {
      double difference =
          ((double) at(bounds, raw + step)[0] - at(bounds, raw - step)[0]) / (2 * step);
      assertThat((double) at(bounds, raw)[1]).as("raw %s", raw).isCloseTo(difference, within(5e-4));
    }
  }

  @Test
  void wellInsideItIsTheIdentityToTheExponentialOfTheDistance() {
    LogVarianceBounds bounds = LogVarianceBounds.DECODER;
    for (float raw = -13; raw <= 13; raw += 0.1f) {
      double distance = Math.min(raw + 14, 14 - raw);
      float[] result = at(bounds, raw);
      assertThat((double) result[0] - raw)
          .as("raw %s", raw)
          .isCloseTo(0, within(1.1 * Math.exp(-distance) + 3e-6));
    }
    assertThat(at(bounds, 0)).containsExactly(new float[] {0, 1}, within(2e-6f));
  }

  /** The upper bound is put on top of the lower and pulls it down by log(1 + e^(lower − upper)). */
  @ParameterizedTest
  @MethodSource("bounds")
  void valueStaysWithinTheBoundsAndSlopeWithinZeroAndOne(LogVarianceBounds bounds) {
    float[] raws = {-1e30f, -1e4f, -100, -20, -14, -6, 0, 6, 14, 20, 100, 1e4f, 1e30f};
    for (float raw : raws) {
      float[] result = at(bounds, raw);
      float slack = 5e-6f;
      float overlap = (float) Math.log1p(Math.exp((double) bounds.lower() - bounds.upper()));
      assertThat(result[0]).isBetween(bounds.lower() - overlap - slack, bounds.upper() + slack);
      assertThat(result[1]).isBetween(0f, 1f);
    }
  }

  /** A σ that has run to a bound can come back: the slope is small there, not 0. */
  @Test
  void slopeAtTheBoundIsAHalfAndALittleBeyondItIsPositive() {
    LogVarianceBounds bounds = LogVarianceBounds.DECODER;
    assertThat(at(bounds, -14)[1]).isCloseTo(0.5f, within(1e-6f));
    assertThat(at(bounds, 14)[1]).isCloseTo(0.5f, within(1e-6f));
    assertThat(at(bounds, -24)[1]).isPositive();
    assertThat(at(bounds, 24)[1]).isPositive();
  }

  @ParameterizedTest
  @MethodSource("bounds")
  void precisionAndItsSlopeAreThoseOfTheReference(LogVarianceBounds bounds) {
    Bounds exact = new Bounds(bounds.lower(), bounds.upper());
    for (float raw = -40; raw <= 40; raw += 0.01f) {
      float[] precision = new float[1];
      float[] slope = new float[1];
      bounds.precision(new float[] {raw}, precision, slope, 1);
      double logVariance = ReferenceDistributions.bounded(raw, exact);
      assertThat(precision[0] * Math.exp(logVariance)).as("raw %s", raw).isCloseTo(1, within(6e-7));
      assertThat((double) slope[0])
          .as("raw %s", raw)
          .isCloseTo(ReferenceDistributions.boundedDerivative(raw, exact), within(1e-6));
    }
  }

  /** A float holds no σ² beyond e^±87, whatever the bounds allow. */
  @ParameterizedTest
  @CsvSource({"-1000, 1000", "90, 95", "-95, -90", "-3.4e38, 3.4e38", "-14, 14"})
  void precisionOfAnyRawOutputIsFiniteAndItsProductsToo(float lower, float upper) {
    for (LogVarianceBounds bounds :
        List.of(new LogVarianceBounds(lower, upper), LogVarianceBounds.NONE)) {
      for (float raw : new float[] {-3e38f, -1000, -88, -14, 0, 14, 88, 1000, 3e38f}) {
        float[] precision = new float[1];
        float[] slope = new float[1];
        bounds.precision(new float[] {raw}, precision, slope, 1);
        assertThat(precision[0]).as("raw %s", raw).isPositive().isFinite();
        assertThat(slope[0]).as("raw %s", raw).isBetween(0f, 1.000001f);
        double product = Math.pow(precision[0], bounds.precisionsInAProduct());
        assertThat(product).as("raw %s", raw).isPositive().isFinite();
        assertThat(bounds.precisionsInAProduct()).isPositive();
      }
    }
  }

  /** So that the columns' densities sum to that of the row wherever an output has run. */
  @Test
  void deviationIsThatOfThePrecision() {
    for (float raw : new float[] {-3e38f, -1000, -88, -14, 0, 14, 88, 1000, 3e38f}) {
      float[] precision = new float[1];
      LogVarianceBounds.NONE.precision(new float[] {raw}, precision, new float[1], 1);
      double deviation = LogVarianceBounds.NONE.deviation(raw);
      assertThat(deviation * deviation * precision[0]).as("raw %s", raw).isCloseTo(1, within(1e-6));
    }
  }

  @Test
  void withoutBoundsItIsTheIdentity() {
    for (float raw : new float[] {-1e30f, -1, 0, 1, 1e30f, Float.POSITIVE_INFINITY}) {
      assertThat(at(LogVarianceBounds.NONE, raw)).containsExactly(raw, 1);
    }
  }

  @Test
  void onlyTheFirstEntriesAreTouched() {
    float[] values = {20, 20, 20};
    float[] slopes = {7, 7, 7};
    LogVarianceBounds.ENCODER.apply(values, slopes, new float[3], 2);
    assertThat(values[2]).isEqualTo(20);
    assertThat(slopes[2]).isEqualTo(7);
    assertThat(values[1]).isLessThan(6.001f);
  }

  @ParameterizedTest
  @CsvSource({"1, 1, 1.0 and 1.0", "2, -2, 2.0 and -2.0", "NaN, 1, NaN and 1.0"})
  void lowerMustBeBelowUpper(float lower, float upper, String shown) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new LogVarianceBounds(lower, upper))
        .withMessage("bounds on log σ² need lower < upper, not " + shown);
  }
}
