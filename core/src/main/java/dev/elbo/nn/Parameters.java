package dev.elbo.nn;

import dev.elbo.linalg.Matrix;

/**
 * One flat float32 vector with the layout of a model. Values, gradients and averages share this
 * type, so optimisers, checkpoints and gradient checks are one loop each.
 */
public final class Parameters {
  private final Layout layout;
  private final float[] values;

  private Parameters(Layout layout, float[] values) {
    this.layout = layout;
    this.values = values;
  }

  public static Parameters zeros(Layout layout) {
    return new Parameters(layout, new float[layout.size()]);
  }

  public Layout layout() {
    return layout;
  }

  /** The vector itself, not a copy. */
  public float[] values() {
    return values;
  }

  public int size() {
    return values.length;
  }

  /** The block as a matrix that shares this vector. */
  public Matrix matrix(Block block) {
    return Matrix.view(block.rows(), block.columns(), values, block.offset());
  }

  public Parameters copy() {
    return new Parameters(layout, values.clone());
  }

  /** Overwrites this vector with another of the same size. */
  public void set(Parameters other) {
    if (other.size() != size()) {
      throw new IllegalArgumentException(
          "%d parameters cannot take the place of %d".formatted(other.size(), size()));
    }
    System.arraycopy(other.values, 0, values, 0, values.length);
  }
}
