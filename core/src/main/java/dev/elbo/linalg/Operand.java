package dev.elbo.linalg;

/**
 * A matrix on the right of many products, such as a layer's weights, kept where the product engine
 * reads it without copying.
 *
 * <p>It is made from a {@link Matrix} and does not follow it: what changes there is seen here after
 * {@link #refresh}.
 */
public sealed interface Operand permits OneDnn.Copy, PlainProducts.Shared {

  int rows();

  int columns();

  /** Takes over rows [from, to) of the matrix that this was made from. */
  void refresh(int from, int to);
}
