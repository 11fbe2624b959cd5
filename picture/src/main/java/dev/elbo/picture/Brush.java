package dev.elbo.picture;

import dev.elbo.data.ImageShape;

/** What every picture of a model is drawn with. */
record Brush(Tones tones, Lettering lettering) {
  /** Pixels between images. */
  static final int GAP = 3;

  /** Further pixels between images, or strips, that do not belong together. */
  static final int BAND_GAP = 10;

  /** Height of a row of a table. */
  static final int STRIP = 16;

  /** How to read strips. */
  static final String STRIP_LEGEND =
      "A cell is a column, dark for its low values and light for its high ones.";

  /** Images of which so many stand side by side. */
  Tile image(ImageShape shape, int across) {
    return Tile.image(shape, across, GAP);
  }

  /** A sheet for images, with so many lines of labels above and below. */
  Sheet images(Grid grid, Tile tile, String widestLabel, int above, int below) {
    return new Sheet(grid, tile, tones, lettering, widestLabel, above, below);
  }

  /** A sheet for strips of so many columns, whose cells are numbered. */
  Sheet strips(Grid grid, int columns, int height, String widestLabel) {
    Tile tile = Tile.strip(columns, height);
    Sheet sheet = new Sheet(grid, tile, tones, lettering, widestLabel, 1, 0);
    sheet.numberCells();
    return sheet;
  }
}
