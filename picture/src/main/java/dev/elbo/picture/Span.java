package dev.elbo.picture;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The part of the vertical axis that a learning curve is shown on: all of it, unless the first
 * twentieth of the epochs would take more room than the rest.
 */
record Span(double low, double high) {
  private static final double SKIPPED = 0.05;
  private static final double OUTLIERS = 0.01;
  private static final double PADDING = 0.06;

  static Span of(LearningCurve curve) {
    List<LearningCurve.Point> points = curve.points();
    List<Double> all = values(points);
    if (all.isEmpty()) {
      return new Span(-1, 0);
    }
    int skipped = points.size() < 4 ? 0 : (int) Math.ceil(SKIPPED * points.size());
    List<Double> later = values(points.subList(skipped, points.size()));
    double high = Collections.max(all);
    double low = Collections.min(all);
    if (!later.isEmpty()) {
      Collections.sort(later);
      double usual = later.get((int) (OUTLIERS * later.size()));
      if (high - low > 2 * (high - usual)) {
        low = usual;
      }
    }
    double padding = high > low ? PADDING * (high - low) : Math.max(0.01 * Math.abs(high), 0.1);
    return new Span(low - padding, high + padding);
  }

  private static List<Double> values(List<LearningCurve.Point> points) {
    List<Double> values = new ArrayList<>();
    for (LearningCurve.Point point : points) {
      if (Double.isFinite(point.bound())) {
        values.add(point.bound());
      }
      if (point.heldOut().isPresent() && Double.isFinite(point.heldOut().getAsDouble())) {
        values.add(point.heldOut().getAsDouble());
      }
    }
    return values;
  }
}
