package dev.elbo.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.elbo.linalg.Matrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ActivationTest {

  private static double exact(Activation activation, double x) {
    return switch (activation) {
      case TANH -> Math.tanh(x);
      case RELU -> Math.max(x, 0);
      case SOFTPLUS -> Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
    };
  }

  private static float apply(Activation activation, float x) {
    Matrix y = Matrix.view(1, 1, new float[] {x}, 0);
    activation.apply(y);
    return y.get(0, 0);
  }

  @ParameterizedTest
  @EnumSource(Activation.class)
  void valueIsThatOfTheFormula(Activation activation) {
    for (float x = -12; x <= 12; x += 0.01f) {
      double exact = exact(activation, x);
      assertThat((double) apply(activation, x))
          .as("x = %s", x)
          .isCloseTo(exact, within(4e-7 + 0x1p-24 * Math.abs(exact)));
    }
  }

  /** Central differences of the formula in double; truncation below 1e-9, off relu's kink. */
  @ParameterizedTest
  @EnumSource(Activation.class)
  void derivativeIsThatOfTheFormulaByDifferences(Activation activation) {
    double step = 1e-5;
    for (float x = -12.0051f; x <= 12; x += 0.01f) {
      double slope = (exact(activation, x + step) - exact(activation, x - step)) / (2 * step);
      float[] dy = {1};
      activation.timesDerivative(new float[] {apply(activation, x)}, dy, 0, 1);
      assertThat((double) dy[0]).as("x = %s", x).isCloseTo(slope, within(1e-6));
    }
  }

  @Test
  void reluHasSlopeZeroAtItsKink() {
    float[] dy = {3, 3, 3};
    Activation.RELU.timesDerivative(new float[] {0f, -0f, Float.MIN_VALUE}, dy, 0, 3);
    assertThat(dy[0]).isZero();
    assertThat(dy[1]).isZero();
    assertThat(dy[2]).isEqualTo(3);
  }

  /** Slices are worked row by row, packed matrices at once; both give the same bits. */
  @ParameterizedTest
  @EnumSource(Activation.class)
  void derivativeMultipliesSlicesAndPackedMatrices(Activation activation) {
    float[] expected = {1, 2, 3, 4};
    activation.timesDerivative(new float[] {.1f, .2f, .3f, .4f}, expected, 0, 4);
    Matrix packed = Matrix.view(2, 2, new float[] {1, 2, 3, 4}, 0);
    activation.timesDerivative(Matrix.view(2, 2, new float[] {.1f, .2f, .3f, .4f}, 0), packed);
    assertThat(packed.array()).containsExactly(expected);
    Matrix y = Matrix.view(2, 4, new float[] {9, .1f, .2f, 9, 9, .3f, .4f, 9}, 0).columns(1, 3);
    Matrix dy = Matrix.view(2, 4, new float[] {7, 1, 2, 7, 7, 3, 4, 7}, 0).columns(1, 3);
    activation.timesDerivative(y, dy);
    assertThat(dy.array())
        .containsExactly(7, expected[0], expected[1], 7, 7, expected[2], expected[3], 7);
  }

  @Test
  void gradientMustStandAsTheOutputsDo() {
    Matrix y = Matrix.zeros(2, 6).columns(1, 3);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Activation.TANH.timesDerivative(y, Matrix.zeros(2, 2)))
        .withMessage(
            "outputs 2 × 2 at 1, stride 6, need a gradient that stands alike,"
                + " not 2 × 2 at 0, stride 2");
  }

  /** Small outputs of softplus lie far in its tail; their slope must keep its digits. */
  @Test
  void slopeOfASmallSoftplusIsRightTo4e7Relative() {
    for (float y = 1e-37f; y < 40; y *= 1.01f) {
      float[] dy = {1};
      Activation.SOFTPLUS.timesDerivative(new float[] {y}, dy, 0, 1);
      assertThat(dy[0] / -Math.expm1(-y)).as("y = %s", y).isCloseTo(1, within(4e-7));
    }
  }
}
