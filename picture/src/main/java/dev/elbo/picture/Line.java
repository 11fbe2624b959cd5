package dev.elbo.picture;

import java.util.ArrayList;
import java.util.List;

/** A line of the learning curve, cut off at the lower edge of the picture. */
record Line(List<Double> x, List<Double> y) {

  /** The points that are not below {@code low}, with those where the line crosses that height. */
  static Line of(double[] x, double[] y, double low) {
    Line line = new Line(new ArrayList<>(), new ArrayList<>());
    for (int i = 0; i < x.length; i++) {
      if (i > 0 && (y[i - 1] < low) != (y[i] < low) && Double.isFinite(y[i - 1] + y[i])) {
        double part = (low - y[i - 1]) / (y[i] - y[i - 1]);
        line.add(x[i - 1] + part * (x[i] - x[i - 1]), low);
      }
      // A gap in the line is a NaN.
      line.add(x[i], y[i] >= low && Double.isFinite(y[i]) ? y[i] : Double.NaN);
    }
    return line;
  }

  private void add(double a, double b) {
    x.add(a);
    y.add(b);
  }

  /** How many of the points lie in the picture. */
  boolean isVisible() {
    return y.stream().anyMatch(value -> !value.isNaN());
  }
}
