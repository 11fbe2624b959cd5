package dev.elbo.picture;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.List;

/** Pictures beside and below each other, each under its title, as in the figures of a paper. */
public final class Plate {
  private static final int TITLE_ROOM = 10;

  private Plate() {}

  /**
   * Puts pictures into a grid, whose cells are as large as the largest.
   *
   * @param across pictures a line
   * @param drawings at least one
   */
  public static Drawing of(String title, String caption, int across, List<Drawing> drawings) {
    Lettering lettering = Lettering.ofThisMachine();
    int above = TITLE_ROOM + lettering.height();
    int width = 0;
    int height = 0;
    for (Drawing drawing : drawings) {
      width = Math.max(width, drawing.image().getWidth());
      height = Math.max(height, above + drawing.image().getHeight());
    }
    int columns = Math.min(across, drawings.size());
    int rows = (drawings.size() + across - 1) / across;
    BufferedImage image =
        new BufferedImage(columns * width, rows * height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
    for (int i = 0; i < drawings.size(); i++) {
      Drawing drawing = drawings.get(i);
      int x = i % across * width;
      int y = i / across * height;
      graphics.drawImage(drawing.image(), x, y + above, null);
      int middle = x + drawing.image().getWidth() / 2;
      lettering.write(graphics, drawing.title(), middle, y + above / 2, Lettering.Align.CENTRE);
    }
    graphics.dispose();
    return new Drawing(image, title, caption);
  }
}
