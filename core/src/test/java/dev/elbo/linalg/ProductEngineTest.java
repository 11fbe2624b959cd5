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

  /** Plain Java, and OpenBLAS unless it is known not to be there. */
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

  private static Matrix zeros(int rows, int columns) {
    return Matrix.zeros(rows, columns);
  }

  /** On this platform a fallback would mean that the library has stopped loading unnoticed. */
  @Test
  void openBlasIsInUseOnLinuxX86() {
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String processor = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
    assumeTrue(
        system.contains("linux") && (processor.equals("amd64") || processor.equals("x86_64")),
        () -> "not Linux on x86-64 but %s on %s".formatted(system, processor));
    assertThat(Kernels.engine()).isEqualTo("OpenBLAS");
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
