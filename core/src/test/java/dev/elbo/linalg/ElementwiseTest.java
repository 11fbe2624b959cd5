package dev.elbo.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.function.Consumer;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Accuracy against double over dense grids, the edges of the float range, and whole-matrix sums.
 */
class ElementwiseTest {
  private static final int GRID = 2_000_001;

  static Stream<Arguments> functions() {
    return Stream.of(
        function("tanh", Elementwise::tanh, Math::tanh),
        function("sigmoid", Elementwise::sigmoid, x -> 1 / (1 + Math.exp(-x))),
        function("softplus", Elementwise::softplus, ElementwiseTest::softplus),
        function("rectify", Elementwise::rectify, x -> Math.max(x, 0)),
        function("exp", ElementwiseTest::exp, Math::exp));
  }

  private static Arguments function(
      String name, Consumer<Matrix> function, DoubleUnaryOperator exact) {
    return Arguments.of(name, function, exact);
  }

  private static void exp(Matrix y) {
    for (int i = 0; i < y.rows(); i++) {
      float[] result = new float[y.columns()];
      Elementwise.exp(y.row(i), result, result.length);
      System.arraycopy(result, 0, y.array(), y.at(i, 0), result.length);
    }
  }

  private static double softplus(double x) {
    return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
  }

  @Test
  void tanhIsRightTo4e7AndOddAndWithinOne() {
    float[] x = grid(-20, 20);
    float[] y = x.clone();
    Elementwise.tanh(y, 0, y.length);
    for (int i = 0; i < x.length; i++) {
      check(Math.abs(y[i] - Math.tanh(x[i])) < 4e-7, "tanh", x[i], y[i]);
      check(Math.abs(y[i]) <= 1, "|tanh| ≤ 1:", x[i], y[i]);
      check(y[i] == -y[x.length - 1 - i], "odd tanh", x[i], y[i]);
    }
  }

  /** Near 0 the relative error counts: small activations must not lose their digits. */
  @Test
  void tanhOfSmallNumbersIsRightTo3e7Relative() {
    for (float x = 1e-37f; x < 0.5f; x *= 1.01f) {
      float[] y = {x};
      Elementwise.tanh(y, 0, 1);
      assertThat(y[0] / Math.tanh(x)).as("tanh %s", x).isCloseTo(1, within(3e-7));
    }
  }

  @Test
  void tanhTouchesItsSpanOnly() {
    float[] y = {1, 1, 1, 1, 1};
    Elementwise.tanh(y, 1, 3);
    assertThat(y[0]).isEqualTo(1);
    assertThat(y[4]).isEqualTo(1);
    assertThat(y[1]).isCloseTo((float) Math.tanh(1), within(4e-7f));
  }

  @Test
  void sigmoidIsRightTo3e7AndWithinZeroAndOne() {
    float[] x = grid(-40, 40);
    float[] y = x.clone();
    Elementwise.sigmoid(Matrix.view(1, y.length, y, 0));
    for (int i = 0; i < x.length; i++) {
      check(Math.abs(y[i] - 1 / (1 + Math.exp(-x[i]))) < 3e-7, "sigmoid", x[i], y[i]);
      check(y[i] >= 0 && y[i] <= 1, "0 ≤ sigmoid ≤ 1:", x[i], y[i]);
    }
  }

  /** Absolute error where the value is small; a float's own rounding where it is large. */
  @Test
  void softplusIsRightTo4e7AndNeverNegative() {
    float[] x = grid(-100, 100);
    float[] y = x.clone();
    Elementwise.softplus(Matrix.view(1, y.length, y, 0));
    for (int i = 0; i < x.length; i++) {
      double exact = softplus(x[i]);
      check(Math.abs(y[i] - exact) < 4e-7 + 0x1p-24 * exact, "softplus", x[i], y[i]);
      check(y[i] >= 0, "softplus ≥ 0:", x[i], y[i]);
    }
  }

  @Test
  void softplusFollowsFromTanhOfHalf() {
    float[] x = grid(-100, 100);
    float[] y = x.clone();
    float[] t = new float[x.length];
    Elementwise.tanhOfHalf(x, t, x.length);
    Elementwise.softplus(y, t, x.length);
    for (int i = 0; i < x.length; i++) {
      double exact = softplus(x[i]);
      check(Math.abs(y[i] - exact) < 4e-7 + 0x1p-24 * exact, "softplus", x[i], y[i]);
    }
    float[] notANumber = {Float.NaN};
    Elementwise.softplus(notANumber, new float[] {Float.NaN}, 1);
    assertThat(notANumber[0]).isNaN();
  }

  @Test
  void expIsRightTo3e7RelativeOverItsWholeRange() {
    float[] x = grid(-87, 88);
    float[] y = new float[x.length];
    Elementwise.exp(x.clone(), y, x.length);
    for (int i = 0; i < x.length; i++) {
      check(Math.abs(y[i] / Math.exp(x[i]) - 1) < 3e-7, "exp", x[i], y[i]);
    }
  }

  /** Whole powers of two sit where k changes: the digits of k must not be taken from two sides. */
  @Test
  void expIsRightOnBothSidesOfEveryHalfPowerOfTwo() {
    for (int half = -250; half <= 252; half++) {
      float middle = (float) (0.5 * half * Math.log(2));
      float[] x = {
        Math.nextDown(Math.nextDown(middle)),
        Math.nextDown(middle),
        middle,
        Math.nextUp(middle),
        Math.nextUp(Math.nextUp(middle))
      };
      float[] y = new float[x.length];
      Elementwise.exp(x.clone(), y, x.length);
      for (int i = 0; i < x.length; i++) {
        check(Math.abs(y[i] / Math.exp(x[i]) - 1) < 3e-7, "exp", x[i], y[i]);
      }
    }
  }

  private static void checkLog(float[] x) {
    float[] y = new float[x.length];
    Elementwise.log(x, y, new float[x.length], x.length);
    for (int i = 0; i < x.length; i++) {
      double exact = Math.log(x[i]);
      check(Math.abs(y[i] - exact) < 2e-7 * Math.max(1, Math.abs(exact)), "log", x[i], y[i]);
    }
  }

  @Test
  void logIsRightTo2e7OverAllNormalNumbers() {
    float[] x = grid(-87, 88);
    for (int i = 0; i < x.length; i++) {
      x[i] = (float) Math.exp(x[i]);
    }
    checkLog(x);
    checkLog(
        new float[] {
          Float.MIN_VALUE,
          3e-40f,
          Float.MIN_NORMAL,
          1,
          Math.nextUp(1f),
          Math.nextDown(1f),
          Float.MAX_VALUE
        });
  }

  /** Where k changes. */
  @Test
  void logIsRightOnBothSidesOfEveryRootOfAPowerOfTwo() {
    for (int k = -125; k <= 126; k++) {
      float middle = (float) (Math.sqrt(0.5) * Math.pow(2, k));
      checkLog(new float[] {Math.nextDown(middle), middle, Math.nextUp(middle)});
    }
  }

  @Test
  void logOfLessIsThatOfTheLeastAndOfWhatIsNotFiniteNone() {
    float[] x = {
      Float.MIN_VALUE, 0, -1, Float.NEGATIVE_INFINITY, Float.NaN, Float.POSITIVE_INFINITY
    };
    float[] y = new float[x.length];
    Elementwise.log(x, y, new float[x.length], x.length);
    assertThat(y).containsExactly(y[0], y[0], y[0], y[0], Float.NaN, Float.NaN);
  }

  @Test
  void expBeyondItsRangeIsThatOfTheNearestEnd() {
    float[] x = {-87, -88, -1e4f, Float.NEGATIVE_INFINITY, 88, 89, 1e4f, Float.POSITIVE_INFINITY};
    float[] y = new float[x.length];
    Elementwise.exp(x, y, x.length);
    assertThat(y).containsExactly(y[0], y[0], y[0], y[0], y[4], y[4], y[4], y[4]);
    assertThat(y[0]).isGreaterThanOrEqualTo(Float.MIN_NORMAL);
    assertThat(y[4]).isFinite();
  }

  @Test
  void expOfZeroIsOne() {
    float[] y = new float[3];
    Elementwise.exp(new float[] {0f, -0f, Float.MIN_VALUE}, y, 3);
    assertThat(y).containsExactly(1, 1, 1);
  }

  /** A result that falls where the argument grows would turn a ranking round. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("functions")
  void neverFallsByMoreThanItsRounding(
      String name, Consumer<Matrix> function, DoubleUnaryOperator exact) {
    float[] x = grid(-30, 30);
    float[] y = x.clone();
    function.accept(Matrix.view(1, y.length, y, 0));
    for (int i = 1; i < y.length; i++) {
      check(y[i] >= y[i - 1] - 5e-7f * Math.max(1, y[i]), "no fall of " + name, x[i], y[i]);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("functions")
  void nanStaysNan(String name, Consumer<Matrix> function, DoubleUnaryOperator exact) {
    float[] y = new float[37];
    y[3] = Float.NaN;
    y[36] = Float.NaN;
    function.accept(Matrix.view(1, y.length, y, 0));
    for (int i = 0; i < y.length; i++) {
      assertThat(Float.isNaN(y[i])).as("entry %d", i).isEqualTo(i == 3 || i == 36);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("functions")
  void edgesOfTheFloatRangeGiveTheLimit(
      String name, Consumer<Matrix> function, DoubleUnaryOperator exact) {
    float[] x = {
      0f,
      -0f,
      Float.MIN_VALUE,
      -Float.MIN_VALUE,
      1e-40f,
      -1e-40f,
      Float.MIN_NORMAL,
      -Float.MAX_VALUE,
      Float.NEGATIVE_INFINITY
    };
    float[] y = x.clone();
    function.accept(Matrix.view(1, y.length, y, 0));
    for (int i = 0; i < x.length; i++) {
      assertThat((double) y[i])
          .as("%s of %s", name, x[i])
          .isCloseTo(exact.applyAsDouble(x[i]), within(4e-7));
    }
  }

  @Test
  void largeNumbersAndInfinityGiveTheLimit() {
    for (float x : new float[] {50, 1e4f, Float.MAX_VALUE, Float.POSITIVE_INFINITY}) {
      assertThat(apply(Elementwise::tanh, x)).isCloseTo(1, within(4e-7f));
      assertThat(apply(Elementwise::sigmoid, x)).isCloseTo(1, within(3e-7f));
      assertThat(apply(Elementwise::softplus, x)).isEqualTo(x);
      assertThat(apply(Elementwise::rectify, x)).isEqualTo(x);
    }
  }

  /** A slice is worked row by row, a packed matrix at once; both give the same bits. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("functions")
  void slicesAndPackedMatricesGiveTheSameBits(
      String name, Consumer<Matrix> function, DoubleUnaryOperator exact) {
    float[] values = grid(-5, 5, 60);
    Matrix slice = Matrix.view(5, 12, values.clone(), 0).columns(1, 11);
    Matrix packed = Matrix.zeros(5, 10);
    for (int i = 0; i < 5; i++) {
      System.arraycopy(slice.row(i), 0, packed.array(), packed.at(i, 0), 10);
    }
    function.accept(slice);
    function.accept(packed);
    assertThat(slice.toArray()).isDeepEqualTo(packed.toArray());
    for (int i = 0; i < 5; i++) {
      assertThat(slice.array()[12 * i]).isEqualTo(values[12 * i]);
      assertThat(slice.array()[12 * i + 11]).isEqualTo(values[12 * i + 11]);
    }
  }

  @Test
  void rowsAreScaledAndSummed() {
    Matrix wide = Matrix.view(2, 4, new float[] {9, 1, 2, 9, 9, 3, 4, 9}, 0);
    Matrix y = wide.columns(1, 3);
    Matrix row = Matrix.view(1, 2, new float[] {7, 10, 20}, 1);
    Elementwise.addColumnSums(y, row);
    assertThat(row.toArray()).isDeepEqualTo(new float[][] {{14, 26}});
    Elementwise.scaleRows(y, new float[] {4, -2, 50}, 0.5f);
    assertThat(y.toArray()).isDeepEqualTo(new float[][] {{2, 4}, {-3, -4}});
    Elementwise.multiply(y, 0.5f);
    assertThat(wide.toArray()).isDeepEqualTo(new float[][] {{9, 1, 2, 9}, {9, -1.5f, -2, 9}});
  }

  @Test
  void rowOfAnotherWidthIsRefused() {
    Matrix y = Matrix.zeros(3, 4);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Elementwise.addColumnSums(y, Matrix.zeros(2, 4)))
        .withMessage("a row of 4 for 3 × 4 needs the shape 1 × 4, not 2 × 4");
  }

  @Test
  void sumCountsEveryEntryOfItsSpanOnce() {
    float[] values = new float[20];
    for (int i = 0; i < values.length; i++) {
      values[i] = 1 << i;
    }
    for (int start = 0; start < 6; start++) {
      for (int length = 0; length <= 14; length++) {
        int expected = ((1 << length) - 1) << start;
        assertThat(Elementwise.sum(values, start, length)).isEqualTo(expected);
      }
    }
  }

  /** A float accumulator would stop at 2²⁴. */
  @Test
  void sumIsAccumulatedInDouble() {
    float[] values = new float[1_000_001];
    Arrays.fill(values, 1);
    values[0] = 0x1p26f;
    assertThat(Elementwise.sum(values, 0, values.length)).isEqualTo(0x1p26 + 1_000_000);
  }

  /** Groups of rows and what is left of them, packed and in a slice. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 7, 8, 9, 33})
  void columnSumsCountEveryRowOnce(int rows) {
    for (int columns : new int[] {1, 3, 17}) {
      Matrix y = Matrix.zeros(rows, columns + 2).columns(1, columns + 1);
      Matrix row = Matrix.view(1, columns, new float[columns + 2], 1);
      float[] expected = new float[columns];
      for (int j = 0; j < columns; j++) {
        row.set(0, j, j);
        expected[j] = j + rows * (rows - 1) / 2f + rows * j;
        for (int i = 0; i < rows; i++) {
          y.set(i, j, i + j);
        }
      }
      Elementwise.addColumnSums(y, row);
      assertThat(row.row(0)).containsExactly(expected);
      assertThat(row.array()[0]).isZero();
      assertThat(row.array()[columns + 1]).isZero();
    }
  }

  @Test
  void sumOfSquaresCountsEveryEntryOfItsSpanOnce() {
    float[] values = new float[20];
    for (int i = 0; i < values.length; i++) {
      values[i] = 1 << i;
    }
    for (int start = 0; start < 6; start++) {
      for (int length = 0; length <= 14; length++) {
        double expected = ((1L << (2 * length)) - 1) / 3.0 * Math.pow(4, start);
        assertThat(Elementwise.sumOfSquares(values, start, length)).isEqualTo(expected);
      }
    }
    assertThat(Elementwise.sumOfSquares(new float[] {3e30f, 4e30f}, 0, 2)).isFinite();
  }

  @Test
  void sumOfLogsIsThatOfEveryEntryOfItsSpan() {
    float[] values = new float[40];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) Math.exp(i - 25.0);
    }
    for (int most : new int[] {1, 2, 5, 8, 13}) {
      for (int length = 0; length <= 37; length++) {
        double expected = 0;
        for (int i = 3; i < 3 + length; i++) {
          expected += Math.log(values[i]);
        }
        assertThat(Elementwise.sumOfLogs(values, 3, length, most))
            .as("%d values, %d at most together", length, most)
            .isCloseTo(expected, within(1e-11));
      }
    }
    values[30] = Float.NaN;
    assertThat(Elementwise.sumOfLogs(values, 3, 37, 8)).isNaN();
  }

  private static float apply(Consumer<Matrix> function, float x) {
    Matrix y = Matrix.view(1, 1, new float[] {x}, 0);
    function.accept(y);
    return y.get(0, 0);
  }

  private static float[] grid(double from, double to) {
    return grid(from, to, GRID);
  }

  private static float[] grid(double from, double to, int points) {
    float[] grid = new float[points];
    IntStream.range(0, points)
        .forEach(i -> grid[i] = (float) (from + (to - from) * i / (points - 1)));
    return grid;
  }

  /** AssertJ's fluent form is too slow for millions of points. */
  private static void check(boolean holds, String what, float x, float y) {
    if (!holds) {
      throw new AssertionError("%s at %s does not hold: %s".formatted(what, x, y));
    }
  }
}
