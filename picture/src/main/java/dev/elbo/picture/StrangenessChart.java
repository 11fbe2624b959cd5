package dev.elbo.picture;

import dev.elbo.eval.Calibration;
import dev.elbo.picture.text.Numbers;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.List;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Draws a {@link Calibration}: how strange rows like those trained on are, and how often. */
final class StrangenessChart {
  private static final int WIDTH = 900;
  private static final int HEIGHT = 420;

  /** The share of usual rows beyond the line, as {@code elbo score} flags where nothing is said. */
  private static final double RATE = 0.01;

  /** Fewest and most bars. */
  private static final int FEWEST = 8;

  private static final int MOST = 60;

  private static final Color BARS = new Color(0x0072B2);
  private static final Color THRESHOLD = new Color(0xD55E00);

  private StrangenessChart() {}

  /**
   * Draws.
   *
   * @throws MissingFontException where Java finds no font
   */
  static Drawing draw(Calibration calibration) throws MissingFontException {
    Headless.require();
    Font font = Lettering.usable();
    List<Double> values = calibration.strangeness();
    int bars = Math.max(FEWEST, Math.min(MOST, 2 * (int) Math.sqrt(values.size())));
    double low = values.get(0);
    double width = Math.max(1e-9, (values.get(values.size() - 1) - low) / bars);
    // Corners of the outline, from the left foot to the right one.
    double[] x = new double[2 * bars + 2];
    double[] y = new double[2 * bars + 2];
    int[] counts = new int[bars];
    for (double value : values) {
      counts[Math.min(bars - 1, (int) ((value - low) / width))]++;
    }
    double highest = 0;
    x[0] = low;
    for (int i = 0; i < bars; i++) {
      x[2 * i + 1] = low + i * width;
      x[2 * i + 2] = low + (i + 1) * width;
      y[2 * i + 1] = counts[i];
      y[2 * i + 2] = counts[i];
      highest = Math.max(highest, counts[i]);
    }
    x[2 * bars + 1] = low + bars * width;
    XYChart chart = chart(font, highest);
    chart
        .addSeries("rows", x, y)
        .setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Area)
        .setMarker(SeriesMarkers.NONE)
        .setLineColor(BARS)
        .setFillColor(new Color(0x0072B2 | 0x50000000, true));
    boolean reachable = calibration.smallestPValue() <= RATE;
    if (reachable) {
      double threshold = threshold(values);
      chart
          .addSeries("threshold", new double[] {threshold, threshold}, new double[] {0, highest})
          .setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Line)
          .setMarker(SeriesMarkers.NONE)
          .setLineColor(THRESHOLD)
          .setLineStyle(new BasicStroke(2.2f));
    }
    BufferedImage image =
        new BufferedImage(
            WIDTH * ChartStyle.SCALE, HEIGHT * ChartStyle.SCALE, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.scale(ChartStyle.SCALE, ChartStyle.SCALE);
    chart.paint(graphics, WIDTH, HEIGHT);
    graphics.dispose();
    return new Drawing(image, "Strangeness", caption(values, reachable));
  }

  /** The least strangeness that is flagged: the k-th largest with k = ⌊α(n + 1)⌋. */
  private static double threshold(List<Double> values) {
    return values.get(values.size() - (int) (RATE * (values.size() + 1)));
  }

  private static XYChart chart(Font font, double highest) {
    XYChart chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .xAxisTitle("strangeness (nats short of usual rows)")
            .yAxisTitle("calibration rows")
            .build();
    XYStyler styler = chart.getStyler();
    ChartStyle.apply(styler, font);
    styler.setYAxisMin(0.0).setYAxisMax(1.05 * highest);
    styler.setXAxisTickLabelsFormattingFunction(value -> Numbers.plain(value));
    styler.setYAxisTickLabelsFormattingFunction(
        value -> value == Math.rint(value) ? Numbers.whole(Math.round(value)) : "");
    return chart;
  }

  private static String caption(List<Double> values, boolean reachable) {
    String what =
        "Strangeness of %s that had no part in training: what that of a usual row looks like."
            .formatted(Numbers.rows(values.size()));
    return reachable
        ? what
            + " Rows at or right of the line, %s, are flagged: of usual rows about one in a hundred."
                .formatted(Numbers.fixed(threshold(values), 2))
        : what
            + " They are too few to flag one row in a hundred: p-values begin at %s."
                .formatted(Numbers.fixed(1.0 / (values.size() + 1), 4));
  }
}
