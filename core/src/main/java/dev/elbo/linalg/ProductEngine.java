package dev.elbo.linalg;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Something that multiplies matrices whose shapes have been checked. */
sealed interface ProductEngine permits OneDnn, PlainProducts {

  /** C ← op(A)·op(B) + beta·C in float32; beta = 0 overwrites C whatever it holds. */
  void multiply(boolean transposeA, boolean transposeB, Matrix a, Matrix b, float beta, Matrix c);

  /** C ← Aᵀ·B + beta·C, the factors rounded; beta is 0 or 1. */
  void transposedProduct(Precision precision, Matrix a, Matrix b, float beta, Matrix c);

  /**
   * C ← A·op(B) + beta·C for a B of this engine's, A rounded as B is; beta is 0 or 1 unless that is
   * float32.
   */
  void multiply(Matrix a, boolean transposeB, Operand b, float beta, Matrix c);

  /** The matrix as an operand of this engine's. */
  Operand operand(Matrix matrix, Precision precision);

  /** Whether products of such factors are to be had. */
  boolean supports(Precision precision);

  String name();

  /**
   * The fewest rows of A with which a row of A·B has the same bits as among {@link
   * Kernels#ALIKE_ROWS}.
   */
  int fewestAlikeRows();

  /** oneDNN where its native library loads, else plain Java with one line that says why. */
  static ProductEngine best() {
    Logger logger = System.getLogger(ProductEngine.class.getPackageName());
    try {
      OneDnn engine = OneDnn.load();
      logger.log(Level.DEBUG, "matrix products by {0}", engine.name());
      return engine;
    } catch (LinkageError | RuntimeException e) {
      logger.log(
          Level.INFO,
          "matrix products in plain Java, with which training takes about ten times as long as with"
              + " oneDNN, whose native library did not load: {0}",
          e.toString());
      return new PlainProducts();
    }
  }
}
