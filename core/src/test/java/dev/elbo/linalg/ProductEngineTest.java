package dev.elbo.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every engine against a double loop, over sizes around the widths of vector registers and kernels'
 * tiles; operands and result are column slices in the middle of larger arrays.
 *
 * <p>The bound is the one that holds for any order of summation: |error| ≤ (k + 2)·2⁻²⁴ · (Σ|a||b|
 * + |c|), and 2⁻⁷·Σ|a||b| on top where both factors are rounded to bfloat16.
 */
class ProductEngineTest {
  private static final int[] SIZES = {1, 2, 3, 7, 8, 9, 16, 17, 31, 33, 100, 257};

  /** Cells around a slice hold this, in operands and results. */
  private static final float OUTSIDE = Float.NaN;

  /** The three products of a linear layer. */
  private enum Form {
    /** A·B. */
    PLAIN,
    /** A·Bᵀ. */
    B_TRANSPOSED,
    /** Aᵀ·B. */
    A_TRANSPOSED;

    void multiply(
        ProductEngine engine, Precision precision, Matrix a, Matrix b, Result result, Matrix c) {
      if (this == A_TRANSPOSED) {
        engine.transposedProduct(precision, a, b, result, c);
      } else {
        engine.product(a, this == B_TRANSPOSED, engine.operand(b, precision), result, c);
      }
    }
  }

  static List<Arguments> products() {
    List<Arguments> products = new ArrayList<>();
    for (ProductEngine engine : engines()) {
      for (Form form : Form.values()) {
        for (Precision precision : Precision.values()) {
          if (engine.supports(precision)) {
            products.add(Arguments.of(engine.name(), engine, form, precision));
          }
        }
      }
    }
    return products;
  }

  /** Plain Java, and oneDNN unless it is known not to be there. */
  private static List<ProductEngine> engines() {
    ProductEngine best = ProductEngine.best();
    return best instanceof PlainProducts ? List.of(best) : List.of(new PlainProducts(), best);
  }

  @ParameterizedTest(name = "{0}, {2}, {3}")
  @MethodSource("products")
  void agreesWithTheDoubleLoopOverAwkwardSizes(
      String name, ProductEngine engine, Form form, Precision precision) {
    Random random = new Random(5);
    for (int m : SIZES) {
      for (int k : SIZES) {
        for (int n : SIZES) {
          Matrix a = form == Form.A_TRANSPOSED ? slice(k, m, random) : slice(m, k, random);
          Matrix b = form == Form.B_TRANSPOSED ? slice(n, k, random) : slice(k, n, random);
          Product exact = Product.of(form, a, b, m, k, n);
          Matrix c = slice(m, n, random);
          for (Result result : Result.values()) {
            Matrix before = copy(c);
            form.multiply(engine, precision, a, b, result, c);
            exact.assertClose(c, precision, result, before, k);
            assertOutsideUntouched(c);
          }
        }
      }
    }
  }

  @ParameterizedTest(name = "{0}, {2}, {3}")
  @MethodSource("products")
  void linearLayerAddsItsBiasToEveryRow(
      String name, ProductEngine engine, Form form, Precision precision) {
    assumeTrue(form != Form.A_TRANSPOSED, "a layer's input is not transposed");
    Random random = new Random(8);
    for (int m : SIZES) {
      for (int k : SIZES) {
        for (int n : SIZES) {
          boolean transposed = form == Form.B_TRANSPOSED;
          Matrix x = slice(m, k, random);
          Matrix w = transposed ? slice(n, k, random) : slice(k, n, random);
          Matrix bias = slice(1, n, random);
          Matrix y = slice(m, n, random);
          Matrix expected = Matrix.zeros(m, n);
          expected.setRows(bias);
          engine.linear(x, transposed, engine.operand(w, precision), bias, y);
          Product.of(form, x, w, m, k, n).assertClose(y, precision, Result.ADD, expected, k);
          assertOutsideUntouched(y);
        }
      }
    }
  }

  @ParameterizedTest(name = "{0}, {2}, {3}")
  @MethodSource("products")
  void linearLayerWithoutInputsIsItsBias(
      String name, ProductEngine engine, Form form, Precision precision) {
    Matrix y = zeros(2, 3);
    Matrix bias = Matrix.view(1, 3, new float[] {1, 2, 3}, 0);
    engine.linear(zeros(2, 0), false, engine.operand(zeros(0, 3), precision), bias, y);
    assertThat(y.toArray()).isDeepEqualTo(new float[][] {{1, 2, 3}, {1, 2, 3}});
  }

  /** Rooms to multiply in are lent from product to product: those of dead threads, too. */
  @ParameterizedTest(name = "{0}, {2}, {3}")
  @MethodSource("products")
  void anyNumberOfThreadsMultiplyAtOnce(
      String name, ProductEngine engine, Form form, Precision precision)
      throws InterruptedException {
    Matrix a = matrix(33, 33, new Random(10));
    Matrix b = matrix(33, 33, new Random(11));
    Matrix expected = zeros(33, 33);
    form.multiply(engine, precision, a, b, Result.SET, expected);
    AtomicInteger alike = new AtomicInteger();
    for (int generation = 0; generation < 2; generation++) {
      List<Thread> threads = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        threads.add(
            new Thread(
                () -> {
                  Matrix c = zeros(33, 33);
                  for (int product = 0; product < 20; product++) {
                    form.multiply(engine, precision, a, b, Result.SET, c);
                    alike.addAndGet(Arrays.equals(c.array(), expected.array()) ? 1 : 0);
                  }
                }));
      }
      threads.forEach(Thread::start);
      for (Thread thread : threads) {
        thread.join();
      }
    }
    assertThat(alike.get()).isEqualTo(2 * 100 * 20);
  }

  @ParameterizedTest(name = "{0}, {2}, {3}")
  @MethodSource("products")
  void setOverwritesNan(String name, ProductEngine engine, Form form, Precision precision) {
    Random random = new Random(6);
    for (int size : SIZES) {
      Matrix a = slice(size, size, random);
      Matrix b = slice(size, size, random);
      Matrix c = slice(size, size, random);
      c.fill(Float.NaN);
      form.multiply(engine, precision, a, b, Result.SET, c);
      for (int i = 0; i < size; i++) {
        for (int j = 0; j < size; j++) {
          assertThat(c.get(i, j)).as("size %d, entry %d, %d", size, i, j).isFinite();
        }
      }
    }
  }

  @ParameterizedTest(name = "{0}, {2}, {3}")
  @MethodSource("products")
  void nanInAnOperandReachesItsRowOrColumnOnly(
      String name, ProductEngine engine, Form form, Precision precision) {
    Random random = new Random(7);
    Matrix a = slice(9, 9, random);
    a.set(4, 4, Float.NaN);
    Matrix c = slice(9, 9, random);
    form.multiply(engine, precision, a, slice(9, 9, random), Result.SET, c);
    for (int i = 0; i < 9; i++) {
      for (int j = 0; j < 9; j++) {
        assertThat(Float.isNaN(c.get(i, j))).as("entry %d, %d", i, j).isEqualTo(i == 4);
      }
    }
  }

  @ParameterizedTest(name = "{0}, {2}, {3}")
  @MethodSource("products")
  void resultWithoutRowsOrColumnsIsLeftAlone(
      String name, ProductEngine engine, Form form, Precision precision) {
    if (form == Form.PLAIN) {
      form.multiply(engine, precision, zeros(0, 3), zeros(3, 2), Result.SET, zeros(0, 2));
      form.multiply(engine, precision, zeros(2, 3), zeros(3, 0), Result.SET, zeros(2, 0));
    }
  }

  private static Matrix zeros(int rows, int columns) {
    return Matrix.zeros(rows, columns);
  }

  @ParameterizedTest(name = "{0}, {2}, {3}")
  @MethodSource("products")
  void operandsFollowAfterARefresh(
      String name, ProductEngine engine, Form form, Precision precision) {
    Matrix b = Matrix.view(3, 3, new float[] {1, 2, 3, 4, 5, 6, 7, 8, 9}, 0);
    Operand operand = engine.operand(b, precision);
    assertThat(operand.rows()).isEqualTo(3);
    assertThat(operand.columns()).isEqualTo(3);
    b.set(1, 0, 11);
    operand.refresh(1, 2);
    Matrix c = zeros(1, 3);
    engine.product(Matrix.view(1, 3, new float[] {0, 1, 1}, 0), false, operand, Result.SET, c);
    assertThat(c.row(0)).containsExactly(11 + 7, 5 + 8, 6 + 9);
  }

  /** What {@link Kernels#ALIKE_ROWS} promises, on this processor. */
  @ParameterizedTest(name = "{0}, {2}, {3}")
  @MethodSource("products")
  void rowsAreAlikeWhereverTheyStandAndHoweverMany(
      String name, ProductEngine engine, Form form, Precision precision) {
    assumeTrue(form == Form.PLAIN && precision == Precision.F32, "A·B in f32 is what counts");
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
      Operand b = engine.operand(matrix(layer[0], layer[1], random), precision);
      Matrix bias = matrix(1, layer[1], random);
      Matrix many = matrix(128, layer[0], random);
      Matrix c = zeros(128, layer[1]);
      engine.linear(many, false, b, bias, c);
      for (int rows = Kernels.ALIKE_ROWS; rows < 128; rows = 2 * rows + 1) {
        Matrix few = zeros(rows, layer[1]);
        int from = 128 - rows;
        engine.linear(many.rows(from, 128), false, b, bias, few);
        assertThat(few.toArray())
            .as("%d rows, %d → %d", rows, layer[0], layer[1])
            .isDeepEqualTo(c.rows(from, 128).toArray());
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

    static Product of(Form form, Matrix a, Matrix b, int m, int k, int n) {
      Product product = new Product(m, n);
      for (int i = 0; i < m; i++) {
        for (int p = 0; p < k; p++) {
          double left = form == Form.A_TRANSPOSED ? a.get(p, i) : a.get(i, p);
          for (int j = 0; j < n; j++) {
            double term = left * (form == Form.B_TRANSPOSED ? b.get(j, p) : b.get(p, j));
            product.value[i][j] += term;
            product.magnitude[i][j] += Math.abs(term);
          }
        }
      }
      return product;
    }

    void assertClose(Matrix c, Precision precision, Result result, Matrix before, int k) {
      double rounding = precision == Precision.F32 ? 0 : 0x1p-7 + 0x1p-16;
      for (int i = 0; i < c.rows(); i++) {
        for (int j = 0; j < c.columns(); j++) {
          double old = result == Result.SET ? 0 : (double) before.get(i, j);
          double error = Math.abs(c.get(i, j) - (value[i][j] + old));
          double bound =
              (k + 2) * 0x1p-24 * (magnitude[i][j] + Math.abs(old)) + rounding * magnitude[i][j];
          if (!(error <= bound)) {
            throw new AssertionError(
                "entry (%d, %d) of %d × %d, inner %d, %s: %s, not %s"
                    .formatted(
                        i, j, c.rows(), c.columns(), k, result, c.get(i, j), value[i][j] + old));
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
