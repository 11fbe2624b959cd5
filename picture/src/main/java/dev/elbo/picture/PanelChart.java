package dev.elbo.picture;

import dev.elbo.picture.text.Numbers;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Panels beside and below each other under one legend, as in the figures of a paper. */
public final class PanelChart {
  private static final int WIDTH = 430;
  private static final int HEIGHT = 330;
  private static final int LEGEND = 40;
  private static final int LEGEND_LEFT = 24;
  private static final int LEGEND_LINE = 24;
  private static final int TITLE = 26;
  private static final int TICK_SPACING = 50;

  /** Share of an axis beyond its ends, without which they would have no tick. */
  private static final double MARGIN = 0.002;

  /** About what axes and titles leave of a panel. */
  private static final double INSIDE = 0.82;

  private static final float LINE = 2.2f;

  private PanelChart() {}

  /**
   * Draws.
   *
   * @param across panels a line
   * @param panels at least one
   * @throws MissingFontException where Java finds no font
   */
  public static Drawing draw(String title, String caption, int across, List<Panel> panels)
      throws MissingFontException {
    Headless.require();
    Font font = Lettering.usable();
    int columns = Math.min(across, panels.size());
    int rows = (panels.size() + across - 1) / across;
    int width = columns * WIDTH;
    Font legendFont = font.deriveFont(15f);
    List<List<Curve>> legend = legend(panels, legendFont, width);
    int top = LEGEND + Math.max(0, legend.size() - 1) * LEGEND_LINE;
    int height = top + rows * (TITLE + HEIGHT);
    BufferedImage image =
        new BufferedImage(
            width * ChartStyle.SCALE, height * ChartStyle.SCALE, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.scale(ChartStyle.SCALE, ChartStyle.SCALE);
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, width, height);
    for (int i = 0; i < legend.size(); i++) {
      int middle = LEGEND / 2 + 4 + i * LEGEND_LINE;
      Legend line = new Legend(graphics, legendFont, LEGEND_LEFT, middle);
      legend.get(i).forEach(curve -> line.line(curve.name(), color(curve), stroke(curve)));
    }
    Lettering lettering = Lettering.ofThisMachine();
    for (int i = 0; i < panels.size(); i++) {
      int x = i % across * WIDTH;
      int y = top + i / across * (TITLE + HEIGHT);
      Panel panel = panels.get(i);
      lettering.write(
          graphics, panel.title(), x + WIDTH / 2, y + TITLE / 2, Lettering.Align.CENTRE);
      Graphics2D own = (Graphics2D) graphics.create(x, y + TITLE, WIDTH, HEIGHT);
      chart(panel, font).paint(own, WIDTH, HEIGHT);
      own.dispose();
    }
    graphics.dispose();
    return new Drawing(image, title, caption);
  }

  /** A curve of each name, a list for each line of the legend. */
  private static List<List<Curve>> legend(List<Panel> panels, Font font, int width) {
    List<List<Curve>> lines = new ArrayList<>();
    Set<String> named = new HashSet<>();
    int room = 0;
    for (Panel panel : panels) {
      for (Curve curve : panel.curves()) {
        if (named.add(curve.name())) {
          int own = Legend.width(curve.name(), font);
          if (lines.isEmpty() || own > room) {
            lines.add(new ArrayList<>());
            room = width - LEGEND_LEFT;
          }
          lines.get(lines.size() - 1).add(curve);
          room -= own;
        }
      }
    }
    return lines;
  }

  private static Color color(Curve curve) {
    return new Color(curve.ink().rgb);
  }

  private static BasicStroke stroke(Curve curve) {
    return curve.stroke() == Curve.Stroke.SOLID
        ? new BasicStroke(LINE, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND)
        : new BasicStroke(
            LINE, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, new float[] {7, 5}, 0);
  }

  private static XYChart chart(Panel panel, Font font) {
    XYChart chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .xAxisTitle(panel.x().title())
            .yAxisTitle(panel.y().title())
            .build();
    XYStyler styler = chart.getStyler();
    ChartStyle.apply(styler, font);
    styler.setXAxisMin(panel.x().place(-MARGIN)).setXAxisMax(panel.x().place(1 + MARGIN));
    styler.setYAxisMin(panel.y().place(-MARGIN)).setYAxisMax(panel.y().place(1 + MARGIN));
    styler.setXAxisTickMarkSpacingHint(spacing(panel.x(), WIDTH, 90));
    styler.setYAxisTickMarkSpacingHint(spacing(panel.y(), HEIGHT, TICK_SPACING));
    styler.setXAxisTickLabelsFormattingFunction(value -> tick(value, panel.x(), WIDTH));
    styler.setYAxisTickLabelsFormattingFunction(value -> tick(value, panel.y(), HEIGHT));
    styler.setErrorBarsColorSeriesColor(true);
    for (int i = 0; i < panel.curves().size(); i++) {
      add(chart, panel, panel.curves().get(i), i);
    }
    return chart;
  }

  /** Pixels between ticks: of a logarithmic axis that of a power of ten, unless that is short. */
  private static int spacing(Axis axis, int length, int least) {
    double decades = axis.place(1) - axis.place(0);
    return axis.scale() == Axis.Scale.LOG
        ? (int) Math.max(least, INSIDE * length / decades)
        : least;
  }

  private static String tick(double place, Axis axis, int length) {
    if (axis.scale() == Axis.Scale.LOG) {
      return Numbers.powerOfTen((int) Math.rint(place));
    }
    double step = 0.9 * TICK_SPACING * (axis.high() - axis.low()) / length;
    return Numbers.fixed(place, ChartStyle.decimals(step));
  }

  private static void add(XYChart chart, Panel panel, Curve curve, int number) {
    Line line = cut(panel, curve);
    String name = number + " " + curve.name();
    if (line.isVisible()) {
      XYSeries series = chart.addSeries(name, line.x(), line.y());
      series.setLineColor(color(curve)).setLineStyle(stroke(curve));
      series.setMarker(SeriesMarkers.NONE);
    }
    if (!curve.errors().isEmpty()) {
      addErrors(chart, panel, curve, name + " errors");
    }
  }

  /** The points over the panel, cut off where the line on the paper leaves it up or down. */
  private static Line cut(Panel panel, Curve curve) {
    Axis across = panel.x();
    Axis up = panel.y();
    int[] over =
        IntStream.range(0, curve.x().size()).filter(i -> across.holds(curve.x().get(i))).toArray();
    return Line.of(
        IntStream.of(over).mapToDouble(i -> across.scale().place(curve.x().get(i))).toArray(),
        IntStream.of(over).mapToDouble(i -> up.scale().place(curve.y().get(i))).toArray(),
        up.place(0),
        up.place(1));
  }

  /** Bars that lie in the panel. */
  private static void addErrors(XYChart chart, Panel panel, Curve curve, String name) {
    List<Double> x = new ArrayList<>();
    List<Double> y = new ArrayList<>();
    List<Double> errors = new ArrayList<>();
    Axis.Scale up = panel.y().scale();
    for (int i = 0; i < curve.x().size(); i++) {
      double middle = curve.y().get(i);
      double half = curve.errors().get(i);
      if (panel.x().holds(curve.x().get(i))
          && panel.y().holds(middle - half)
          && panel.y().holds(middle + half)) {
        x.add(panel.x().scale().place(curve.x().get(i)));
        y.add(up.place(middle));
        errors.add(up.place(middle + half) - up.place(middle));
      }
    }
    if (!x.isEmpty()) {
      XYSeries series = chart.addSeries(name, x, y, errors);
      series.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Scatter);
      series.setLineColor(color(curve));
      series.setMarker(SeriesMarkers.CIRCLE).setMarkerColor(color(curve));
    }
  }
}
