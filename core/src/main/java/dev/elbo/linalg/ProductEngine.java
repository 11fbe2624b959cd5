package dev.elbo.linalg;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Something that multiplies matrices whose shapes have been checked. */
sealed interface ProductEngine permits OneDnn, PlainProducts {

  /** C ← Aᵀ·B, or + C, the factors rounded. */
  void transposedProduct(Precision precision, Matrix a, Matrix b, Result result, Matrix c);

  /** C ← A·op(B), or + C, for a B of this engine's, A rounded as B is. */
  void product(Matrix a, boolean transposeB, Operand b, Result result, Matrix c);

  /** Y ← X·op(B) + 1·bias, for a B of this engine's, X rounded as B is. */
  void linear(Matrix x, boolean transposeB, Operand b, Matrix bias, Matrix y);

  /** The matrix as an operand of this engine's. */
  Operand operand(Matrix matrix, Precision precision);

  /** Whether products of such factors are to be had. */
  boolean supports(Precision precision);

  String name();

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
