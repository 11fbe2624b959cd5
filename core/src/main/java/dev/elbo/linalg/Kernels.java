package dev.elbo.linalg;

/**
 * Matrix products on the fastest engine that loads here: OpenBLAS where its native library does,
 * plain Java otherwise. The one class that knows engines; everything above sees {@link Matrix}
 * only.
 *
 * <p>Products run on the calling thread. Falling back to plain Java is logged once at {@code INFO}.
 */
public final class Kernels {
  private static final ProductEngine ENGINE = ProductEngine.best();

  private Kernels() {}

  /** The engine in use, for reports: {@code OpenBLAS} or {@code plain Java}. */
  public static String engine() {
    return ENGINE.name();
  }

  /** C ← A·Bᵀ + beta·C for A (m × k), B (n × k), C (m × n). */
  public static void productTransposed(Matrix a, Matrix b, float beta, Matrix c) {
    check(a.rows(), a.columns(), b.columns(), b.rows(), "A·Bᵀ", a, b, c);
    ENGINE.multiply(false, true, a, b, beta, c);
  }

  /** C ← A·B + beta·C for A (m × k), B (k × n), C (m × n). */
  public static void product(Matrix a, Matrix b, float beta, Matrix c) {
    check(a.rows(), a.columns(), b.rows(), b.columns(), "A·B", a, b, c);
    ENGINE.multiply(false, false, a, b, beta, c);
  }

  /** C ← Aᵀ·B + beta·C for A (k × m), B (k × n), C (m × n). */
  public static void transposedProduct(Matrix a, Matrix b, float beta, Matrix c) {
    check(a.columns(), a.rows(), b.rows(), b.columns(), "Aᵀ·B", a, b, c);
    ENGINE.multiply(true, false, a, b, beta, c);
  }

  private static void check(
      int m, int k, int kb, int n, String form, Matrix a, Matrix b, Matrix c) {
    if (k != kb || c.rows() != m || c.columns() != n) {
      throw new IllegalArgumentException(
          "%s of A (%d × %d) and B (%d × %d) into C (%d × %d)"
              .formatted(
                  form, a.rows(), a.columns(), b.rows(), b.columns(), c.rows(), c.columns()));
    }
  }
}
