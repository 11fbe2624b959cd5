package dev.elbo.nn;

/**
 * A named matrix inside the flat parameter vector: rows × columns from {@code offset} on,
 * row-major.
 *
 * @param name such as {@code encoder.mean.weight}; also the tensor's name in a model file
 */
public record Block(String name, int offset, int rows, int columns) {

  public int size() {
    return rows * columns;
  }

  /** One past the last index. */
  public int end() {
    return offset + size();
  }
}
