package dev.elbo.nn;

/**
 * A named matrix inside the flat parameter vector: rows × columns from {@code offset} on,
 * row-major.
 *
 * @param name such as {@code encoder.mean.weight}; also the tensor's name in a model file
 */
public record Block(String name, int offset, int rows, int columns) {

  /** Whether this is a layer's bias, a row, and not a weight matrix, which may have one row too. */
  public boolean isBias() {
    return name.endsWith(".bias");
  }

  public int size() {
    return rows * columns;
  }

  /** One past the last index. */
  public int end() {
    return offset + size();
  }
}
