package dev.elbo.linalg;

/**
 * Matrix products on the fastest engine that loads here: oneDNN where its native library does,
 * plain Java otherwise. The one class that knows engines; everything above sees {@link Matrix} and
 * {@link Operand} only.
 *
 * <p>Products run on the calling thread. Falling back to plain Java is logged once at {@code INFO}.
 */
public final class Kernels {
  /**
   * With so many rows of A or more, a row of A·B has the same bits whatever rows stand beside it
   * and however many. A single row may be summed in another order.
   */
  public static final int ALIKE_ROWS = 2;

  private static final ProductEngine ENGINE = ProductEngine.best();

  private Kernels() {}

  /** The engine in use, for reports: {@code oneDNN} or {@code plain Java}. */
  public static String engine() {
    return ENGINE.name();
  }

  /** Whether products of such factors are to be had on this processor. */
  public static boolean supports(Precision precision) {
    return ENGINE.supports(precision);
  }

  /**
   * Checks a precision.
   *
   * @throws IllegalArgumentException where {@link #supports} says no
   */
  public static void require(Precision precision) {
    if (!supports(precision)) {
      throw new IllegalArgumentException(
          "products in bf16 need oneDNN and a processor with AVX512-BF16 or AMX instructions;"
              + " this one has none, or products are computed in plain Java (here by %s). Use f32"
                  .formatted(engine()));
    }
  }

  /**
   * A matrix made ready to stand on the right of many products, which then round both factors.
   *
   * @throws IllegalArgumentException where {@link #supports} says no
   */
  public static Operand operand(Matrix matrix, Precision precision) {
    require(precision);
    return ENGINE.operand(matrix, precision);
  }

  /** C ← A·Bᵀ, or + C, for A (m × k), B (n × k), C (m × n). */
  public static void productTransposed(Matrix a, Operand b, Result result, Matrix c) {
    check(a.rows(), a.columns(), b.columns(), b.rows(), "A·Bᵀ", a, b.rows(), b.columns(), c);
    ENGINE.product(a, true, b, result, c);
  }

  /** C ← A·B, or + C, for A (m × k), B (k × n), C (m × n). */
  public static void product(Matrix a, Operand b, Result result, Matrix c) {
    check(a.rows(), a.columns(), b.rows(), b.columns(), "A·B", a, b.rows(), b.columns(), c);
    ENGINE.product(a, false, b, result, c);
  }

  /** Y ← X·W + 1·bias, for X (m × k), W (k × n), bias (1 × n), Y (m × n): a linear layer. */
  public static void linear(Matrix x, Operand w, Matrix bias, Matrix y) {
    check(x.rows(), x.columns(), w.rows(), w.columns(), "X·W", x, w.rows(), w.columns(), y);
    checkBias(bias, y);
    ENGINE.linear(x, false, w, bias, y);
  }

  /** Y ← X·Wᵀ + 1·bias, for X (m × k), W (n × k), bias (1 × n), Y (m × n): a linear layer. */
  public static void linearTransposed(Matrix x, Operand w, Matrix bias, Matrix y) {
    check(x.rows(), x.columns(), w.columns(), w.rows(), "X·Wᵀ", x, w.rows(), w.columns(), y);
    checkBias(bias, y);
    ENGINE.linear(x, true, w, bias, y);
  }

  private static void checkBias(Matrix bias, Matrix y) {
    if (bias.rows() != 1 || bias.columns() != y.columns()) {
      throw new IllegalArgumentException(
          "a bias of %d × %d for Y of %d × %d"
              .formatted(bias.rows(), bias.columns(), y.rows(), y.columns()));
    }
  }

  /**
   * C ← Aᵀ·B, or + C, for A (k × m), B (k × n), C (m × n), the factors rounded.
   *
   * @throws IllegalArgumentException where {@link #supports} says no
   */
  public static void transposedProduct(
      Precision precision, Matrix a, Matrix b, Result result, Matrix c) {
    require(precision);
    check(a.columns(), a.rows(), b.rows(), b.columns(), "Aᵀ·B", a, b.rows(), b.columns(), c);
    ENGINE.transposedProduct(precision, a, b, result, c);
  }

  private static void check(
      int m, int k, int kb, int n, String form, Matrix a, int rowsOfB, int columnsOfB, Matrix c) {
    if (k != kb || c.rows() != m || c.columns() != n) {
      throw new IllegalArgumentException(
          "%s of A (%d × %d) and B (%d × %d) into C (%d × %d)"
              .formatted(form, a.rows(), a.columns(), rowsOfB, columnsOfB, c.rows(), c.columns()));
    }
  }
}
