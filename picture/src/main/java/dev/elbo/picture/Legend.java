package dev.elbo.picture;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.font.FontRenderContext;

/** A line of names with the signs they stand for, drawn from left to right. */
final class Legend {
  private static final Color INK = new Color(0x2B2F36);
  private static final int SIGN = 26;
  private static final int SIGN_GAP = 8;
  private static final int ENTRY_GAP = 28;
  private static final int HALF_DIAMOND = 6;
  private static final FontRenderContext CONTEXT = new FontRenderContext(null, true, true);

  private final Graphics2D graphics;
  private final FontMetrics metrics;
  private final int middle;
  private int x;

  Legend(Graphics2D graphics, Font font, int left, int middle) {
    this.graphics = graphics;
    this.middle = middle;
    x = left;
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    graphics.setFont(font);
    metrics = graphics.getFontMetrics();
  }

  /** Pixels that a line takes, with its name and the gap behind. */
  static int width(String name, Font font) {
    double text = font.getStringBounds(name, CONTEXT).getWidth();
    return SIGN + SIGN_GAP + (int) Math.ceil(text) + ENTRY_GAP;
  }

  void line(String name, Color color) {
    line(name, color, new BasicStroke(3));
  }

  void line(String name, Color color, BasicStroke stroke) {
    graphics.setColor(color);
    graphics.setStroke(stroke);
    graphics.drawLine(x, middle, x + SIGN, middle);
    name(name, SIGN);
  }

  void diamond(String name, Color color) {
    graphics.setColor(color);
    int centre = x + HALF_DIAMOND;
    graphics.fillPolygon(
        new int[] {x, centre, centre + HALF_DIAMOND, centre},
        new int[] {middle, middle - HALF_DIAMOND, middle, middle + HALF_DIAMOND},
        4);
    name(name, 2 * HALF_DIAMOND);
  }

  private void name(String name, int sign) {
    graphics.setColor(INK);
    x += sign + SIGN_GAP;
    graphics.drawString(name, x, middle + metrics.getAscent() * 3 / 8);
    x += metrics.stringWidth(name) + ENTRY_GAP;
  }
}
