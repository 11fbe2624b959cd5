package dev.elbo.picture;

import dev.elbo.data.ImageShape;
import java.awt.image.BufferedImage;

/**
 * A row of data as a rectangle of pixels. Each cell becomes a block of equal pixels; where there
 * are more cells than pixels, some cells are left out.
 *
 * @param shape how a row lies: an image, or one line of cells
 * @param width in pixels
 * @param height in pixels
 */
record Tile(ImageShape shape, int width, int height) {
  /** A tile larger than this is not enlarged further. */
  private static final int LARGEST = 160;

  /** About how wide a picture should be. */
  private static final int PICTURE = 960;

  /** About how wide a strip should be, which has labels beside it. */
  private static final int STRIP = 840;

  private static final int NARROWEST_STRIP = 240;
  private static final int WIDEST_CELL = 48;

  /** Wider than this it must not become by our choice. */
  private static final int WIDEST = 1900;

  /** Images that would make a picture too wide are not shrunk below this. */
  private static final int SMALLEST = 64;

  /** An image of which {@code across} stand side by side, {@code gap} pixels apart. */
  static Tile image(ImageShape shape, int across, int gap) {
    int longer = Math.max(shape.width(), shape.height());
    double room = Math.min(LARGEST, (double) PICTURE / across - gap);
    int factor = Math.max(1, (int) Math.round(room / longer));
    double shrink = Math.min(1, Math.max(SMALLEST, (double) WIDEST / across - gap) / longer);
    return factor > 1 || shrink == 1
        ? new Tile(shape, shape.width() * factor, shape.height() * factor)
        : new Tile(shape, shrunk(shape.width(), shrink), shrunk(shape.height(), shrink));
  }

  private static int shrunk(int length, double factor) {
    return Math.max(1, (int) (length * factor));
  }

  /** A line of cells, as wide as a picture if there are enough of them. */
  static Tile strip(int columns, int height) {
    int widest = Math.max(WIDEST_CELL, NARROWEST_STRIP / columns);
    int cell = Math.max(1, Math.min(widest, Math.round((float) STRIP / columns)));
    int width = Math.min(columns * cell, WIDEST - PICTURE + STRIP);
    return new Tile(new ImageShape(1, columns), width, height);
  }

  /** Draws a row with its upper left corner at (x, y). */
  void paint(float[] row, Tones tones, BufferedImage target, int x, int y) {
    for (int v = 0; v < height; v++) {
      int line = (int) ((long) v * shape.height() / height) * shape.width();
      for (int u = 0; u < width; u++) {
        int cell = line + (int) ((long) u * shape.width() / width);
        target.setRGB(x + u, y + v, tones.rgb(cell, row[cell]));
      }
    }
  }
}
