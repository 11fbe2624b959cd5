package dev.elbo.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every engine against a double loop, over sizes around the widths of vector registers and kernels'
 * tiles; operands and result are column slices in the middle of larger arrays.
 *
 * <p>The bound is the one that holds for any order of summation: |error| ≤ (k + 2)·2⁻²⁴ · (Σ|a||b|
 * + |beta·c|).
 */
class ProductEngineTest {
  private static final int[] SIZES = {1, 2, 3, 7, 8, 9, 16, 17, 31, 33, 100, 257};

  /** Cells around a slice hold this, in operands and results. */
  private static final float OUTSIDE = Float.NaN;

  static Stream<Arguments> enginesAndTranspositions() {
    return engines()
        .flatMap(
            engine ->
                Stream.of(
                    Arguments.of(engine.name(), engine, false, false),
                    Arguments.of(engine.name(), engine, false, true),
                    Arguments.of(engine.name(), engine, true, false),
                    Arguments.of(engine.name(), engine, true, true)));
  }

  /** Plain Java, and oneDNN unless it is known not to be there. */
  private static Stream<ProductEngine> engines() {
    ProductEngine best = ProductEngine.best();
    return best instanceof PlainProducts ? Stream.of(best) : Stream.of(new PlainProducts(), best);
  }

  @ParameterizedTest(name = "{0}, A transposed {2}, B transposed {3}")
  @MethodSource("enginesAndTranspositions")
  void agreesWithTheDoubleLoopOverAwkwardSizes(
      String name, ProductEngine engine, boolean transposeA, boolean transposeB) {
    Random random = new Random(5);
    for (int m : SIZES) {
      for (int k : SIZES) {
        for (int n : SIZES) {
          Matrix a = transposeA ? slice(k, m, random) : slice(m, k, random);
          Matrix b = transposeB ? slice(n, k, random) : slice(k, n, random);
          Product exact = Product.of(transposeA, transposeB, a, b, m, k, n);
          Matrix c = slice(m, n, random);
          for (float beta : new float[] {1, 0, -0.5f}) {
            Matrix before = copy(c);
            engine.multiply(transposeA, transposeB, a, b, beta, c);
            exact.assertClose(c, beta, before, k);
            assertOutsideUntouched(c);
          }
        }
      }
    }
  }

  @ParameterizedTest(name = "{0}, A transposed {2}, B transposed {3}")
  @MethodSource("enginesAndTranspositions")
  void betaZeroOverwritesNan(
      String name, ProductEngine engine, boolean transposeA, boolean transposeB) {
    Random random = new Random(6);
    for (int size : SIZES) {
      Matrix a = slice(size, size, random);
      Matrix b = slice(size, size, random);
      Matrix c = slice(size, size, random);
      c.fill(Float.NaN);
      engine.multiply(transposeA, transposeB, a, b, 0, c);
      for (int i = 0; i < size; i++) {
        for (int j = 0; j < size; j++) {
          assertThat(c.get(i, j)).as("size %d, entry %d, %d", size, i, j).isFinite();
        }
      }
    }
  }

  @ParameterizedTest(name = "{0}, A transposed {2}, B transposed {3}")
  @MethodSource("enginesAndTranspositions")
  void nanInAnOperandReachesItsRowOrColumnOnly(
      String name, ProductEngine engine, boolean transposeA, boolean transposeB) {
    Random random = new Random(7);
    Matrix a = slice(9, 9, random);
    a.set(4, 4, Float.NaN);
    Matrix c = slice(9, 9, random);
    engine.multiply(transposeA, transposeB, a, slice(9, 9, random), 0, c);
    for (int i = 0; i < 9; i++) {
      for (int j = 0; j < 9; j++) {
        assertThat(Float.isNaN(c.get(i, j))).as("entry %d, %d", i, j).isEqualTo(i == 4);
      }
    }
  }

  @ParameterizedTest(name = "{0}, A transposed {2}, B transposed {3}")
  @MethodSource("enginesAndTranspositions")
  void resultWithoutRowsOrColumnsIsLeftAlone(
      String name, ProductEngine engine, boolean transposeA, boolean transposeB) {
    engine.multiply(transposeA, transposeB, zeros(0, 3), zeros(3, 2), 0, Matrix.zeros(0, 2));
    engine.multiply(transposeA, transposeB, zeros(2, 3), zeros(3, 0), 0, Matrix.zeros(2, 0));
  }

  @ParameterizedTest(name = "{0}, A transposed {2}, B transposed {3}")
  @MethodSource("enginesAndTranspositions")
  void operandsGiveTheSameBitsAsMatrices(
      String name, ProductEngine engine, boolean transposeA, boolean transposeB) {
    Random random = new Random(8);
    for (int size : SIZES) {
      Matrix a = slice(size, 9, random);
      Matrix b = transposeB ? slice(17, 9, random) : slice(9, 17, random);
      Operand operand = engine.operand(b, Precision.F32);
      assertThat(operand.rows()).isEqualTo(b.rows());
      assertThat(operand.columns()).isEqualTo(b.columns());
      for (float beta : new float[] {1, 0}) {
        Matrix expected = slice(size, 17, random);
        Matrix actual = copy(expected);
        engine.multiply(false, transposeB, a, b, beta, expected);
        engine.multiply(a, transposeB, operand, beta, actual);
        assertThat(actual.toArray()).isDeepEqualTo(expected.toArray());
      }
    }
  }

  @ParameterizedTest(name = "{0}, A transposed {2}, B transposed {3}")
  @MethodSource("enginesAndTranspositions")
  void operandsFollowAfterARefresh(
      String name, ProductEngine engine, boolean transposeA, boolean transposeB) {
    Matrix b = Matrix.view(2, 2, new float[] {1, 2, 3, 4}, 0);
    Operand operand = engine.operand(b, Precision.F32);
    b.set(1, 0, 7);
    operand.refresh(1, 2);
    Matrix c = Matrix.zeros(1, 2);
    engine.multiply(Matrix.view(1, 2, new float[] {0, 1}, 0), false, operand, 0, c);
    assertThat(c.row(0)).containsExactly(7, 4);
  }

  /** What {@link Kernels#ALIKE_ROWS} promises, on this processor. */
  @ParameterizedTest(name = "{0}, A transposed {2}, B transposed {3}")
  @MethodSource("enginesAndTranspositions")
  void rowsAreAlikeWhereverTheyStand(
      String name, ProductEngine engine, boolean transposeA, boolean transposeB) {
    assumeTrue(!transposeA && !transposeB, "A·B is what is asked for");
    Random random = new Random(9);
    int[][] layers = {
      {784, 500},
      {500, 784},
      {500, 20},
      {20, 500},
      {30, 64},
      {64, 8},
      {8, 64},
      {64, 30},
      {784, 1},
      {3, 2},
      {200, 50},
      {50, 200},
      {17, 33},
      {2000, 100},
      {5000, 64},
      {1, 1},
      {257, 257}
    };
    for (int[] layer : layers) {
      Operand b = engine.operand(matrix(layer[0], layer[1], random), Precision.F32);
      Matrix many = matrix(Kernels.ALIKE_ROWS, layer[0], random);
      Matrix c = Matrix.zeros(Kernels.ALIKE_ROWS, layer[1]);
      engine.multiply(many, false, b, 0, c);
      Matrix few = Matrix.zeros(engine.fewestAlikeRows(), layer[0]);
      Matrix fewC = Matrix.zeros(engine.fewestAlikeRows(), layer[1]);
      for (int i = 0; i < many.rows(); i++) {
        few.setRows(many.rows(i, i + 1));
        engine.multiply(few, false, b, 0, fewC);
        for (float[] row : fewC.toArray()) {
          assertThat(row).as("row %d, %d → %d", i, layer[0], layer[1]).containsExactly(c.row(i));
        }
      }
    }
  }

  private static Matrix matrix(int rows, int columns, Random random) {
    float[] values = new float[rows * columns];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return Matrix.view(rows, columns, values, 0);
  }

  private static Matrix zeros(int rows, int columns) {
    return Matrix.zeros(rows, columns);
  }

  /** On this platform a fallback would mean that the library has stopped loading unnoticed. */
  @Test
  void oneDnnIsInUseOnLinuxX86() {
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String processor = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
    assumeTrue(
        system.contains("linux") && (processor.equals("amd64") || processor.equals("x86_64")),
        () -> "not Linux on x86-64 but %s on %s".formatted(system, processor));
    assertThat(Kernels.engine()).isEqualTo("oneDNN");
  }

  /** A·B in double and Σ|a||b|, entry by entry. */
  private static final class Product {
    private final double[][] value;
    private final double[][] magnitude;

    private Product(int m, int n) {
      value = new double[m][n];
      magnitude = new double[m][n];
    }

    static Product of(
        boolean transposeA, boolean transposeB, Matrix a, Matrix b, int m, int k, int n) {
      Product product = new Product(m, n);
      for (int i = 0; i < m; i++) {
        for (int p = 0; p < k; p++) {
          double left = transposeA ? a.get(p, i) : a.get(i, p);
          for (int j = 0; j < n; j++) {
            double term = left * (transposeB ? b.get(j, p) : b.get(p, j));
            product.value[i][j] += term;
            product.magnitude[i][j] += Math.abs(term);
          }
        }
      }
      return product;
    }

    void assertClose(Matrix c, float beta, Matrix before, int k) {
      for (int i = 0; i < c.rows(); i++) {
        for (int j = 0; j < c.columns(); j++) {
          double old = beta == 0 ? 0 : (double) beta * before.get(i, j);
          double error = Math.abs(c.get(i, j) - (value[i][j] + old));
          double bound = (k + 2) * 0x1p-24 * (magnitude[i][j] + Math.abs(old));
          if (!(error <= bound)) {
            throw new AssertionError(
                "entry (%d, %d) of %d × %d, inner %d, beta %s: %s, not %s"
                    .formatted(
                        i, j, c.rows(), c.columns(), k, beta, c.get(i, j), value[i][j] + old));
          }
        }
      }
    }
  }

  /** Uniform on (−1, 1), with two foreign columns on the left, one on the right, and an offset. */
  private static Matrix slice(int rows, int columns, Random random) {
    int offset = 5;
    float[] array = new float[offset + rows * (columns + 3) + 4];
    Arrays.fill(array, OUTSIDE);
    Matrix slice = Matrix.view(rows, columns + 3, array, offset).columns(2, columns + 2);
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        slice.set(i, j, 2 * random.nextFloat() - 1);
      }
    }
    return slice;
  }

  private static Matrix copy(Matrix m) {
    Matrix copy = Matrix.zeros(m.rows(), m.columns());
    for (int i = 0; i < m.rows(); i++) {
      System.arraycopy(m.array(), m.at(i, 0), copy.array(), copy.at(i, 0), m.columns());
    }
    return copy;
  }

  private static void assertOutsideUntouched(Matrix c) {
    int foreign = 0;
    for (float value : c.array()) {
      foreign += Float.isNaN(value) ? 1 : 0;
    }
    assertThat(foreign).isEqualTo(c.array().length - c.rows() * c.columns());
  }
}
