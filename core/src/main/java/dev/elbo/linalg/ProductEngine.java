package dev.elbo.linalg;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Something that multiplies matrices whose shapes have been checked. */
sealed interface ProductEngine permits OpenBlas, PlainProducts {

  /** C ← op(A)·op(B) + beta·C; beta = 0 overwrites C whatever it holds. */
  void multiply(boolean transposeA, boolean transposeB, Matrix a, Matrix b, float beta, Matrix c);

  String name();

  /** OpenBLAS where its native library loads, else plain Java with one line that says why. */
  static ProductEngine best() {
    Logger logger = System.getLogger(ProductEngine.class.getPackageName());
    try {
      OpenBlas engine = OpenBlas.load();
      logger.log(Level.DEBUG, "matrix products by OpenBLAS, {0}", engine.library());
      return engine;
    } catch (LinkageError | RuntimeException e) {
      logger.log(
          Level.INFO,
          "matrix products in plain Java, with which training takes about ten times as long as with"
              + " OpenBLAS, whose native library did not load: {0}",
          e.toString());
      return new PlainProducts();
    }
  }
}
