package dev.elbo.picture;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;

/** A picture made of tiles in a grid, with labels around it. */
final class Sheet {
  private static final int MARGIN = 14;
  private static final int LABEL_GAP = 8;
  private static final int FRAME = 1;
  private static final int NARROWEST = 240;
  private static final Color PAPER = Color.WHITE;

  /** Neither black nor white, so that tiles of any content show their edge. */
  private static final Color FRAME_COLOR = new Color(0xB4BAC3);

  private final Grid grid;
  private final Tile tile;
  private final Tones tones;
  private final Lettering lettering;
  private final BufferedImage image;
  private final Graphics2D graphics;
  private final int left;
  private final int top;

  /**
   * An empty sheet.
   *
   * @param widestLabel the longest label that will stand left of the grid; empty for none
   * @param linesAbove lines of labels above the grid
   * @param linesBelow lines of labels below it
   */
  Sheet(
      Grid grid,
      Tile tile,
      Tones tones,
      Lettering lettering,
      String widestLabel,
      int linesAbove,
      int linesBelow) {
    Headless.require();
    this.grid = grid;
    this.tile = tile;
    this.tones = tones;
    this.lettering = lettering;
    int label = lettering.width(widestLabel);
    left = MARGIN + (label == 0 ? 0 : label + LABEL_GAP);
    top = MARGIN + linesAbove * lettering.height();
    int width = Math.max(NARROWEST, left + grid.width(tile) + MARGIN);
    int height = top + grid.height(tile) + linesBelow * lettering.height() + MARGIN;
    image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    graphics = image.createGraphics();
    graphics.setColor(PAPER);
    graphics.fillRect(0, 0, width, height);
  }

  /** Pixel of the left edge of a column of tiles. */
  int x(int column) {
    return left + grid.x(tile, column);
  }

  /** Pixel of the upper edge of a row of tiles. */
  int y(int row) {
    return top + grid.y(tile, row);
  }

  /** Draws a row of data. */
  void put(int row, int column, float[] values) {
    int x = x(column);
    int y = y(row);
    // Where rows of a band touch, a frame would cover the row before.
    int above = grid.gap() > 0 || row % grid.bandRows() == 0 ? FRAME : 0;
    graphics.setColor(FRAME_COLOR);
    graphics.fillRect(
        x - FRAME, y - above, tile.width() + 2 * FRAME, tile.height() + above + FRAME);
    tile.paint(values, tones, image, x, y);
  }

  /** Writes left of the grid, in the middle between two of its rows. */
  void labelRows(int first, int last, String text) {
    int middle = (y(first) + y(last) + tile.height()) / 2;
    lettering.write(graphics, text, left - LABEL_GAP, middle, Lettering.Align.RIGHT);
  }

  /** Writes above the grid, in the middle of a column. */
  void labelColumn(int column, String text) {
    int middle = x(column) + tile.width() / 2;
    int y = top - lettering.height() / 2 - 1;
    lettering.write(graphics, text, middle, y, Lettering.Align.CENTRE);
  }

  /** Numbers the cells of a strip above the grid, as many as there is room for. */
  void numberCells() {
    int cells = tile.shape().width();
    int widest = lettering.width(Integer.toString(cells)) + LABEL_GAP;
    int step = niceStep((double) widest * cells / tile.width());
    numberCell(1);
    for (int number = Math.max(2, step); number <= cells; number += step) {
      numberCell(number);
    }
  }

  private void numberCell(int number) {
    int middle = left + (int) ((number - 0.5) * tile.width() / tile.shape().width());
    int y = top - lettering.height() / 2 - 1;
    lettering.write(graphics, Integer.toString(number), middle, y, Lettering.Align.CENTRE);
  }

  /** The axes of a plane: the horizontal one below, the vertical one to the left, upwards. */
  void labelAxes(String low, String high, String horizontal, String vertical) {
    int right = x(grid.columns() - 1) + tile.width();
    int bottom = y(grid.rows() - 1) + tile.height();
    int below = bottom + lettering.height() / 2 + 3;
    lettering.write(graphics, low, left, below, Lettering.Align.LEFT);
    lettering.write(graphics, horizontal, (left + right) / 2, below, Lettering.Align.CENTRE);
    lettering.write(graphics, high, right, below, Lettering.Align.RIGHT);
    int beside = left - LABEL_GAP - 4;
    lettering.writeUpwards(graphics, low, beside, bottom, Lettering.Align.LEFT);
    lettering.writeUpwards(graphics, vertical, beside, (top + bottom) / 2, Lettering.Align.CENTRE);
    lettering.writeUpwards(graphics, high, beside, top, Lettering.Align.RIGHT);
  }

  /** 1, 2, 5, 10, 20, 50, …: the first that is at least {@code least}. */
  private static int niceStep(double least) {
    int power = 1;
    while (true) {
      for (int factor : new int[] {1, 2, 5}) {
        if (factor * power >= least) {
          return factor * power;
        }
      }
      power *= 10;
    }
  }

  /** The finished picture. */
  BufferedImage image() {
    graphics.dispose();
    return image;
  }
}
