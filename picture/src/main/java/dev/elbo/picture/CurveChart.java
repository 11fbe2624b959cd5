package dev.elbo.picture;

import dev.elbo.picture.text.Numbers;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Draws a {@link LearningCurve}: the bound against the epoch. */
public final class CurveChart {
  private static final int WIDTH = 900;
  private static final int HEIGHT = 500;

  /** Height of the legend above the plot. */
  private static final int LEGEND = 40;

  private static final int LEGEND_LEFT = 24;

  /** Pixels between ticks of the vertical axis, at least. */
  private static final int TICK_SPACING = 50;

  /** So few epochs are marked one by one. */
  private static final int SPARSE = 15;

  // Blue and vermilion of Okabe and Ito's palette, told apart with any colour vision.
  private static final Color TRAINING = new Color(0x0072B2);
  private static final Color HELD_OUT = new Color(0xD55E00);

  private static final BasicStroke STROKE =
      new BasicStroke(2.2f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);

  private CurveChart() {}

  /**
   * Draws.
   *
   * @throws MissingFontException where Java finds no font
   */
  public static Drawing draw(LearningCurve curve) throws MissingFontException {
    Headless.require();
    Font font = Lettering.usable();
    Span span = Span.of(curve);
    XYChart chart = chart(font, span, curve.epochs());
    addLine(chart, curve, span, "training rows", TRAINING, LearningCurve.Point::bound);
    curve
        .best()
        .ifPresent(
            best -> {
              addLine(
                  chart,
                  curve,
                  span,
                  "held-out rows",
                  HELD_OUT,
                  point -> point.heldOut().orElse(Double.NaN));
              addBest(chart, best);
            });
    BufferedImage image =
        new BufferedImage(
            WIDTH * ChartStyle.SCALE, HEIGHT * ChartStyle.SCALE, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.scale(ChartStyle.SCALE, ChartStyle.SCALE);
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, WIDTH, HEIGHT);
    Legend legend = new Legend(graphics, font.deriveFont(15f), LEGEND_LEFT, LEGEND / 2 + 4);
    legend.line("training rows", TRAINING);
    curve
        .best()
        .ifPresent(
            best -> {
              legend.line("held-out rows", HELD_OUT);
              legend.diamond(
                  "best: %s after epoch %s"
                      .formatted(
                          Numbers.fixed(best.heldOut().orElseThrow(), 2),
                          Numbers.whole(best.epoch())),
                  ChartStyle.INK);
            });
    graphics.translate(0, LEGEND);
    chart.paint(graphics, WIDTH, HEIGHT - LEGEND);
    graphics.dispose();
    return new Drawing(image, "Learning curve", caption(curve, span));
  }

  private static XYChart chart(Font font, Span span, int epochs) {
    XYChart chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .xAxisTitle("epoch")
            .yAxisTitle("lower bound (nats per row, higher is better)")
            .build();
    XYStyler styler = chart.getStyler();
    ChartStyle.apply(styler, font);
    styler.setXAxisMin(0.0).setXAxisMax(1.012 * Math.max(2, epochs));
    styler.setYAxisMin(span.low()).setYAxisMax(span.high());
    styler.setXAxisTickMarkSpacingHint(90).setYAxisTickMarkSpacingHint(TICK_SPACING);
    styler.setYAxisTickLabelsFormattingFunction(value -> tick(value, span));
    styler.setXAxisTickLabelsFormattingFunction(
        value ->
            value == Math.rint(value) && value <= epochs ? Numbers.whole(Math.round(value)) : "");
    return chart;
  }

  /** As many decimals as tell the ticks apart, or one more. */
  private static String tick(double value, Span span) {
    double step = 0.9 * TICK_SPACING * (span.high() - span.low()) / (HEIGHT - LEGEND);
    return Numbers.fixed(value, ChartStyle.decimals(step));
  }

  private static void addLine(
      XYChart chart,
      LearningCurve curve,
      Span span,
      String name,
      Color color,
      ToDoubleFunction<LearningCurve.Point> height) {
    double[] x = curve.points().stream().mapToDouble(LearningCurve.Point::epoch).toArray();
    double[] y = curve.points().stream().mapToDouble(height).toArray();
    Line line = Line.of(x, y, span.low(), span.high());
    if (line.isVisible()) {
      style(chart.addSeries(name, line.x(), line.y()), color, SeriesMarkers.NONE);
    }
    if (x.length <= SPARSE) {
      addPoints(chart, name + " by epoch", x, y, span, color);
    }
  }

  private static void addPoints(
      XYChart chart, String name, double[] x, double[] y, Span span, Color color) {
    int[] seen = IntStream.range(0, x.length).filter(i -> y[i] >= span.low()).toArray();
    if (seen.length > 0) {
      double[] seenX = IntStream.of(seen).mapToDouble(i -> x[i]).toArray();
      double[] seenY = IntStream.of(seen).mapToDouble(i -> y[i]).toArray();
      style(chart.addSeries(name, seenX, seenY), color, SeriesMarkers.CIRCLE)
          .setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Scatter);
    }
  }

  private static void addBest(XYChart chart, LearningCurve.Point best) {
    double[] x = {best.epoch()};
    double[] y = {best.heldOut().orElseThrow()};
    style(chart.addSeries("best", x, y), ChartStyle.INK, SeriesMarkers.DIAMOND)
        .setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Scatter);
  }

  private static XYSeries style(XYSeries series, Color color, Marker marker) {
    series.setLineColor(color).setLineStyle(STROKE);
    series.setMarker(marker).setMarkerColor(color);
    return series;
  }

  private static String caption(LearningCurve curve, Span span) {
    StringBuilder text =
        new StringBuilder(
            "The lower bound after each pass over the training rows: on these, as a mean over the"
                + " pass while parameters moved");
    curve
        .best()
        .ifPresentOrElse(
            best ->
                text.append(
                    ", and on rows held out from training. The model kept is that of epoch %s of %s."
                        .formatted(Numbers.whole(best.epoch()), Numbers.whole(curve.epochs()))),
            () -> text.append(". No rows were held out; the model kept is the last one."));
    if (curve.points().stream().anyMatch(point -> point.bound() < span.low())) {
      text.append(" Epochs far below the others are cut off.");
    }
    return text.toString();
  }
}
