package dev.elbo.benchmarks.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * A curve of {@link GrowthCommand} as SVG: milliseconds from 0 upwards against what grows, with the
 * quartiles as bars. Written by hand, since a chart library needs the machine's fonts.
 */
final class GrowthChart {
  private static final int WIDTH = 640;
  private static final int HEIGHT = 380;
  private static final int LEFT = 72;
  private static final int RIGHT = 28;
  private static final int TOP = 52;
  private static final int BOTTOM = 62;
  private static final int TICKS = 5;

  // Blue of Okabe and Ito's palette.
  private static final String LINE = "#0072B2";
  private static final String INK = "#2B2F36";
  private static final String GRID = "#E3E6EA";

  private final Dimension dimension;
  private final List<GrowthCommand.Point> curve;
  private final double step;
  private final double top;
  private final StringBuilder svg = new StringBuilder();

  private GrowthChart(Dimension dimension, List<GrowthCommand.Point> curve) {
    this.dimension = dimension;
    this.curve = curve;
    double largest =
        curve.stream().mapToDouble(p -> p.milliseconds().upperQuartile()).max().orElse(1);
    step = roundStep(1.05 * largest / TICKS);
    top = step * Math.ceil(1.05 * largest / step);
  }

  /** The name of the file for a dimension. */
  static String file(Dimension dimension) {
    return "growth-" + dimension.name().toLowerCase(Locale.ROOT) + ".svg";
  }

  static void write(Dimension dimension, List<GrowthCommand.Point> curve, Path folder)
      throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve(file(dimension)), new GrowthChart(dimension, curve).draw());
  }

  /** 1, 2 or 5 times a power of ten, not below {@code value}. */
  static double roundStep(double value) {
    double decade = Math.pow(10, Math.floor(Math.log10(value)));
    for (int factor : new int[] {1, 2, 5}) {
      if (value <= factor * decade * (1 + 1e-9)) {
        return factor * decade;
      }
    }
    return 10 * decade;
  }

  private String draw() {
    svg.append(
        """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="sans-serif" \
        font-size="13" fill="%s">
        <title>Milliseconds a step over %s</title>
        <rect width="100%%" height="100%%" fill="#FFFFFF"/>
        <text x="%d" y="28" font-size="16">Milliseconds a step over %s</text>
        """
            .formatted(WIDTH, HEIGHT, INK, dimension.title(), LEFT - 44, dimension.title()));
    for (int i = 0; i * step <= top * (1 + 1e-9); i++) {
      horizontal(i * step);
    }
    curve.forEach(this::vertical);
    text((LEFT + WIDTH - RIGHT) / 2.0, HEIGHT - 16, "middle", dimension.title());
    line();
    curve.forEach(this::mark);
    return svg.append("</svg>\n").toString();
  }

  private void horizontal(double value) {
    add("<path d=\"M%d %.1fH%d\" stroke=\"%s\"/>", LEFT, y(value), WIDTH - RIGHT, GRID);
    int decimals = step >= 1 ? 0 : (int) Math.ceil(-Math.log10(step) - 1e-9);
    String label = String.format(Locale.ROOT, "%." + decimals + "f", value);
    text(LEFT - 10, y(value) + 4.5, "end", label);
  }

  private void vertical(GrowthCommand.Point point) {
    String label = String.format(Locale.ROOT, "%,d", point.value());
    text(x(point.value()), HEIGHT - BOTTOM + 20, "middle", label);
  }

  private void line() {
    StringBuilder path = new StringBuilder();
    for (GrowthCommand.Point p : curve) {
      path.append(path.isEmpty() ? 'M' : 'L');
      path.append(
          String.format(Locale.ROOT, "%.1f %.1f", x(p.value()), y(p.milliseconds().median())));
    }
    add("<path d=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2.2\"/>", path, LINE);
  }

  private void mark(GrowthCommand.Point point) {
    Statistics s = point.milliseconds();
    double x = x(point.value());
    add(
        "<path d=\"M%.1f %.1fV%.1f\" stroke=\"%s\" stroke-width=\"6\" stroke-opacity=\"0.3\"/>",
        x, y(s.lowerQuartile()), y(s.upperQuartile()), LINE);
    add("<circle cx=\"%.1f\" cy=\"%.1f\" r=\"4\" fill=\"%s\"/>", x, y(s.median()), LINE);
  }

  private void text(double x, double y, String anchor, String text) {
    add("<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>", x, y, anchor, text);
  }

  private void add(String format, Object... arguments) {
    svg.append(String.format(Locale.ROOT, format, arguments)).append('\n');
  }

  /** Rows span decades: their axis is logarithmic. The others start at 0. */
  private double x(int value) {
    double first = curve.get(0).value();
    double last = curve.get(curve.size() - 1).value();
    double share =
        dimension == Dimension.ROWS
            ? last == first ? 0.5 : Math.log(value / first) / Math.log(last / first)
            : value / last;
    int indent = dimension == Dimension.ROWS ? 24 : 0;
    return LEFT + indent + share * (WIDTH - RIGHT - 20 - LEFT - indent);
  }

  private double y(double value) {
    return HEIGHT - BOTTOM - value / top * (HEIGHT - BOTTOM - TOP);
  }
}
