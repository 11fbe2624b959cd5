package dev.elbo.data;

/**
 * Rows of a data set seen as grey pictures, pixels in row-major order.
 *
 * @param height pixel rows, at least 1
 * @param width pixel columns, at least 1
 */
public record ImageShape(int height, int width) {
  public ImageShape {
    if (height < 1 || width < 1) {
      throw new IllegalArgumentException(
          "an image has at least one pixel, not %d × %d".formatted(height, width));
    }
  }

  /** height × width. */
  public int pixels() {
    return Math.multiplyExact(height, width);
  }
}
