package dev.elbo.picture;

/**
 * Where tiles stand: in rows and columns, a few pixels apart, rows in bands with more room between
 * them. Rows and columns count from 0 at the upper left.
 *
 * @param rows of tiles
 * @param columns of tiles
 * @param gap pixels between neighbours
 * @param bandRows rows of a band
 * @param bandGap pixels between bands, on top of the gap
 */
record Grid(int rows, int columns, int gap, int bandRows, int bandGap) {

  static Grid even(int rows, int columns, int gap) {
    return new Grid(rows, columns, gap, rows, 0);
  }

  int x(Tile tile, int column) {
    return column * (tile.width() + gap);
  }

  int y(Tile tile, int row) {
    return row * (tile.height() + gap) + row / bandRows * bandGap;
  }

  int width(Tile tile) {
    return x(tile, columns - 1) + tile.width();
  }

  int height(Tile tile) {
    return y(tile, rows - 1) + tile.height();
  }
}
