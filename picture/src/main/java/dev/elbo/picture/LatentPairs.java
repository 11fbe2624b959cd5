package dev.elbo.picture;

import dev.elbo.picture.text.Numbers;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;

/**
 * The latent means μ of rows, two latents at a time: each pair once, below each other by their
 * second latent, beside each other by their first.
 */
final class LatentPairs {
  private static final int CELL = 250;
  private static final int GAP = 14;
  private static final int MARGIN = 40;
  private static final double DOT = 3;

  /** As far as the axes go, from 0: of the prior one latent in 700 is farther out. */
  private static final double REACH = 3.2;

  /** Within this of the origin lie 95 % of the points of a normal distribution in the plane. */
  private static final double MOST_OF_THE_PRIOR = Math.sqrt(-2 * Math.log(0.05));

  private static final Color PAPER = Color.WHITE;
  private static final Color FRAME = new Color(0xB4BAC3);
  private static final Color PRIOR = new Color(0xD55E00);
  private static final Color ROWS = new Color(0x0072B2 | 0x60000000, true);

  private LatentPairs() {}

  /**
   * Draws.
   *
   * @param means μ of q(z|x), a row each
   * @param latents the two or more to be shown, from 0 on
   */
  static Drawing draw(float[][] means, List<Integer> latents) {
    Headless.require();
    int cells = latents.size() - 1;
    int side = 2 * MARGIN + cells * CELL + (cells - 1) * GAP;
    BufferedImage image =
        new BufferedImage(
            side * ChartStyle.SCALE, side * ChartStyle.SCALE, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.scale(ChartStyle.SCALE, ChartStyle.SCALE);
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setColor(PAPER);
    graphics.fillRect(0, 0, side, side);
    Lettering lettering = Lettering.ofThisMachine();
    for (int below = 1; below < latents.size(); below++) {
      int y = MARGIN + (below - 1) * (CELL + GAP);
      String vertical = "latent " + (latents.get(below) + 1);
      lettering.writeUpwards(graphics, vertical, MARGIN / 2, y + CELL / 2, Lettering.Align.CENTRE);
      for (int beside = 0; beside < below; beside++) {
        int x = MARGIN + beside * (CELL + GAP);
        Graphics2D cell = (Graphics2D) graphics.create(x, y, CELL, CELL);
        paint(cell, means, latents.get(beside), latents.get(below));
        cell.dispose();
      }
    }
    for (int beside = 0; beside < cells; beside++) {
      int x = MARGIN + beside * (CELL + GAP) + CELL / 2;
      String horizontal = "latent " + (latents.get(beside) + 1);
      lettering.write(graphics, horizontal, x, side - MARGIN / 2, Lettering.Align.CENTRE);
    }
    graphics.dispose();
    return new Drawing(image, "Latent means", caption(means, latents));
  }

  private static void paint(Graphics2D cell, float[][] means, int horizontal, int vertical) {
    cell.setColor(FRAME);
    cell.setStroke(new BasicStroke(1));
    cell.draw(new Rectangle2D.Double(0.5, 0.5, CELL - 1.0, CELL - 1.0));
    cell.setColor(ROWS);
    for (float[] mean : means) {
      cell.fill(circle(mean[horizontal], mean[vertical], DOT / 2));
    }
    cell.setColor(PRIOR);
    cell.setStroke(new BasicStroke(1.5f));
    cell.draw(circle(0, 0, MOST_OF_THE_PRIOR * CELL / (2 * REACH)));
  }

  /** Around a point of the latent plane, with a radius on paper. */
  private static Ellipse2D circle(double x, double y, double radius) {
    double centreX = (x + REACH) / (2 * REACH) * CELL;
    double centreY = (REACH - y) / (2 * REACH) * CELL;
    return new Ellipse2D.Double(centreX - radius, centreY - radius, 2 * radius, 2 * radius);
  }

  private static String caption(float[][] means, List<Integer> latents) {
    long outside =
        Arrays.stream(means)
            .filter(mean -> latents.stream().anyMatch(j -> Math.abs(mean[j]) > REACH))
            .count();
    return ("The codes μ of %s, %s. The circle holds 95 %% of the prior N(0, I). A row has σ around its"
            + " μ, too: a latent that says nothing of the rows has all of them near 0."
            + " Axes go from %s to %s%s.")
        .formatted(
            Numbers.rows(means.length),
            latents.size() == 2
                ? "by two latents"
                : "two latents at a time, of the %d most active ones".formatted(latents.size()),
            Numbers.fixed(-REACH, 1),
            Numbers.fixed(REACH, 1),
            outside == 0
                ? ""
                : "; %s %s farther out"
                    .formatted(Numbers.rows(outside), outside == 1 ? "is" : "are"));
  }
}
