package dev.elbo.cli.report;

import dev.elbo.eval.Marginal;
import dev.elbo.picture.text.Numbers;
import dev.elbo.schema.DateTime;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Histograms of a table's columns, and of rows that its model has drawn. */
final class MarginalFigures {
  /** Columns shown one by one. */
  private static final int MOST = 60;

  /** Levels shown one by one. */
  private static final int LEVELS = 8;

  /** Numbers from here on are written with an exponent. */
  private static final double LONG = 1e9;

  private static final int DECIMALS = 6;

  private static final double WIDTH = 240;
  private static final double HEIGHT = 96;
  private static final double LINE = 16;
  private static final double NAMES = 96;

  private MarginalFigures() {}

  /**
   * As a part of the page.
   *
   * @param rows of the table, missing cells among theirs
   */
  static String html(int rows, List<Marginal> marginals) {
    List<Marginal> farthest =
        marginals.stream()
            .sorted(Comparator.comparingDouble(m -> -beyondChance(m)))
            .limit(MOST)
            .toList();
    StringBuilder figures = new StringBuilder();
    farthest.forEach(m -> figures.append(figure(m)));
    return """
        <p>Bars: cells of %s, missing ones apart. Line: those of %s that the model has drawn. Under
        each the total variation, half the sum of the differences between bars and line (0: alike,
        1: nothing in common), and how much of it chance alone would make. Those that differ
        most beyond chance stand first.%s That every column looks right says nothing of how they go together.</p>
        <div class="histograms">
        %s</div>
        """
        .formatted(
            Numbers.rows(rows),
            Numbers.rows(farthest.stream().mapToLong(Marginal::drawn).max().orElse(0)),
            marginals.size() > MOST
                ? " %s with less to see left out."
                    .formatted(Numbers.counted(marginals.size() - MOST, "column"))
                : "",
            figures);
  }

  private static double beyondChance(Marginal marginal) {
    return marginal.totalVariation() - marginal.totalVariationByChance();
  }

  private static String figure(Marginal marginal) {
    boolean numbers = marginal.column().kind().isNumber();
    return """
        <figure>
        %s<figcaption><strong>%s</strong> total variation %s, %s by chance</figcaption>
        </figure>
        """
        .formatted(
            numbers ? intervals(marginal) : levels(marginal),
            Html.escape(marginal.column().name()),
            Numbers.fixed(marginal.totalVariation(), 3),
            Numbers.fixed(marginal.totalVariationByChance(), 3));
  }

  private static double highest(Marginal marginal) {
    return marginal.bins().stream()
        .mapToDouble(bin -> Math.max(bin.share(), bin.drawnShare()))
        .max()
        .orElse(1);
  }

  /** Upright bars, the ends of the axis below. */
  private static String intervals(Marginal marginal) {
    List<Marginal.Bin> bins = marginal.bins();
    double width = WIDTH / bins.size();
    double scale = HEIGHT / highest(marginal);
    StringBuilder bars = new StringBuilder();
    StringBuilder line = new StringBuilder("M0 " + number(HEIGHT));
    for (int i = 0; i < bins.size(); i++) {
      double bar = bins.get(i).share() * scale;
      bars.append(rectangle(i * width, HEIGHT - bar, width, bar));
      line.append("V" + number(HEIGHT - bins.get(i).drawnShare() * scale));
      line.append("H" + number((i + 1) * width));
    }
    line.append("V" + number(HEIGHT));
    return picture(
        marginal,
        HEIGHT + LINE,
        bars
            + "<path class=\"drawn\" d=\"%s\"></path>\n".formatted(line)
            + text(0, HEIGHT + LINE - 4, "start", value(marginal, bins.get(0).low()))
            + text(
                WIDTH,
                HEIGHT + LINE - 4,
                "end",
                value(marginal, bins.get(bins.size() - 1).high())));
  }

  private static String value(Marginal marginal, double value) {
    return marginal.column().type() instanceof DateTime dates
        ? dates.unit().text(value)
        : number(marginal, value);
  }

  /** With as many digits as tell an interval from the next. */
  private static String number(Marginal marginal, double value) {
    List<Marginal.Bin> bins = marginal.bins();
    double width = (bins.get(bins.size() - 1).high() - bins.get(0).low()) / bins.size();
    if (!(width > 0) || Math.abs(value) >= LONG || width <= 1 / LONG) {
      return Numbers.plain(value);
    }
    int decimals = 1 - (int) Math.floor(Math.log10(width));
    return new BigDecimal(value)
        .setScale(Math.max(0, Math.min(decimals, DECIMALS)), RoundingMode.HALF_EVEN)
        .stripTrailingZeros()
        .toPlainString()
        .replace('-', '−');
  }

  /** Bars from left to right, each beside its level. */
  private static String levels(Marginal marginal) {
    List<Marginal.Bin> bins = marginal.bins();
    List<Marginal.Bin> shown = bins.subList(0, Math.min(LEVELS, bins.size()));
    double scale = (WIDTH - NAMES - 4) / highest(marginal);
    StringBuilder content = new StringBuilder();
    for (int i = 0; i < shown.size(); i++) {
      Marginal.Bin bin = shown.get(i);
      double top = i * LINE;
      double end = NAMES + bin.drawnShare() * scale;
      content
          .append(text(NAMES - 6, top + LINE - 4, "end", shortened(bin.level())))
          .append(rectangle(NAMES, top + 3, bin.share() * scale, LINE - 6))
          .append(
              "<path class=\"drawn\" d=\"M%s %sV%s\"></path>\n"
                  .formatted(number(end), number(top + 1), number(top + LINE - 1)));
    }
    double height = shown.size() * LINE;
    if (bins.size() > LEVELS) {
      String rest = "and %s more".formatted(Numbers.counted(bins.size() - LEVELS, "level"));
      content.append(text(NAMES, height + LINE - 4, "start", rest));
      height += LINE;
    }
    return picture(marginal, height, content.toString());
  }

  private static String shortened(String level) {
    return level.codePointCount(0, level.length()) <= 15
        ? level
        : level.substring(0, level.offsetByCodePoints(0, 14)) + "…";
  }

  private static String picture(Marginal marginal, double height, String content) {
    return """
        <svg role="img" aria-label="%s: cells of the table and of drawn rows" viewbox="0 0 %s %s">
        %s</svg>
        """
        .formatted(Html.escape(marginal.column().name()), number(WIDTH), number(height), content);
  }

  private static String rectangle(double x, double y, double width, double height) {
    return "<rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\"></rect>\n"
        .formatted(number(x), number(y), number(width), number(height));
  }

  private static String text(double x, double y, String anchor, String text) {
    return "<text x=\"%s\" y=\"%s\" text-anchor=\"%s\">%s</text>\n"
        .formatted(number(x), number(y), anchor, Html.escape(text));
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}
