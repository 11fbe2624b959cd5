package dev.elbo.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** Agreement to 10⁻⁴ relative, of numbers that may be 0 to 10⁻⁵. */
final class Close {
  private static final double RELATIVE = 1e-4;
  private static final double SMALL = 0.1;

  private Close() {}

  static void require(double actual, double expected, String where, Object... arguments) {
    assertThat(actual)
        .as(where, arguments)
        .isCloseTo(expected, within(RELATIVE * Math.max(SMALL, Math.abs(expected))));
  }

  /** Of positive numbers, without a floor. */
  static void requireRelative(double actual, double expected, String where, Object... arguments) {
    assertThat(actual).as(where, arguments).isCloseTo(expected, within(RELATIVE * expected));
  }
}
