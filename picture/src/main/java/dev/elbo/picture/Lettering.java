package dev.elbo.picture;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.font.FontRenderContext;
import java.awt.geom.AffineTransform;
import java.util.Optional;

/**
 * Small labels beside images. Where Java finds no font they have no width and are left out, and the
 * images are drawn all the same.
 */
final class Lettering {
  private static final Color INK = new Color(0x4A5058);
  private static final int SIZE = 14;
  private static final FontRenderContext CONTEXT = new FontRenderContext(null, true, true);

  private final Optional<Font> font;

  private Lettering(Optional<Font> font) {
    this.font = font;
  }

  static Lettering ofThisMachine() {
    Headless.require();
    try {
      return new Lettering(Optional.of(usable()));
    } catch (MissingFontException e) {
      return none();
    }
  }

  static Lettering none() {
    return new Lettering(Optional.empty());
  }

  /** A font that has been tried. */
  static Font usable() throws MissingFontException {
    try {
      Font font = new Font(Font.SANS_SERIF, Font.PLAIN, SIZE);
      font.getStringBounds("0", CONTEXT);
      return font;
    } catch (RuntimeException | InternalError | LinkageError e) {
      // What AWT throws depends on which library or file is missing, and on whether it tried
      // before.
      throw new MissingFontException(e);
    }
  }

  int width(String text) {
    return font.map(f -> (int) Math.ceil(f.getStringBounds(text, CONTEXT).getWidth())).orElse(0);
  }

  /** Height of a line. */
  int height() {
    return font.isPresent() ? SIZE + 4 : 0;
  }

  /** Where a line of text stands with respect to its x. */
  enum Align {
    LEFT,
    CENTRE,
    RIGHT
  }

  /** Writes with the middle of the small letters at height y. */
  void write(Graphics2D g, String text, int x, int y, Align align) {
    if (font.isEmpty()) {
      return;
    }
    int left =
        switch (align) {
          case LEFT -> x;
          case CENTRE -> x - width(text) / 2;
          case RIGHT -> x - width(text);
        };
    g.setFont(font.get());
    g.setColor(INK);
    g.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    g.setRenderingHint(
        RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
    g.drawString(text, left, y + SIZE * 3 / 8);
  }

  /** Writes from the bottom upwards. */
  void writeUpwards(Graphics2D g, String text, int x, int y, Align align) {
    AffineTransform before = g.getTransform();
    g.rotate(-Math.PI / 2, x, y);
    write(g, text, x, y, align);
    g.setTransform(before);
  }
}
