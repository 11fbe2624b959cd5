package dev.elbo.picture;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import org.knowm.xchart.style.XYStyler;

/** What all charts have in common: dark on white, and nothing that is not needed. */
final class ChartStyle {
  static final Color INK = new Color(0x2B2F36);
  private static final Color GRID = new Color(0xE3E6EA);

  /** Pixels for each of a chart's units, so that text is sharp on any screen. */
  static final int SCALE = 2;

  private ChartStyle() {}

  static void apply(XYStyler styler, Font font) {
    styler.setChartBackgroundColor(Color.WHITE).setChartFontColor(INK).setChartPadding(14);
    styler.setPlotBackgroundColor(Color.WHITE).setPlotBorderVisible(false).setPlotContentSize(1);
    styler.setPlotGridLinesColor(GRID).setPlotGridLinesStroke(new BasicStroke(1));
    styler.setPlotGridVerticalLinesVisible(false).setPlotTicksMarksVisible(false);
    styler.setAxisTicksLineVisible(false).setAxisTicksMarksVisible(false).setPlotMargin(0);
    styler.setAxisTickLabelsFont(font.deriveFont(14f)).setAxisTickLabelsColor(INK);
    styler.setAxisTitleFont(font.deriveFont(15f)).setAxisTitlePadding(10);
    styler.setXAxisTitleColor(INK).setYAxisTitleColor(INK);
    styler.setLegendVisible(false);
    styler.setAntiAlias(true).setMarkerSize(7);
  }

  /** So many decimals tell ticks apart, or one more. */
  static int decimals(double step) {
    double decade = Math.pow(10, Math.floor(Math.log10(step)));
    // Ticks stand 1, 2, 5 or 10 times a power of ten apart, whichever is nearest: 5 up to 7.5.
    double rounded = step <= 7.5 * decade ? decade : 10 * decade;
    return (int) Math.round(Math.max(0, Math.min(9, -Math.log10(rounded))));
  }
}
