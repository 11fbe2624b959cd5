package dev.elbo.picture;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;

/** A line cut off at the lower and the upper edge of a picture. */
record Line(List<Double> x, List<Double> y) {

  /** The points between {@code low} and {@code high}, with those where the line crosses either. */
  static Line of(double[] x, double[] y, double low, double high) {
    Line line = new Line(new ArrayList<>(), new ArrayList<>());
    for (int i = 0; i < x.length; i++) {
      if (i > 0 && Double.isFinite(y[i - 1] + y[i])) {
        line.addCrossings(x[i - 1], y[i - 1], x[i], y[i], low, high);
      }
      // A gap in the line is a NaN.
      line.add(x[i], y[i] >= low && y[i] <= high ? y[i] : Double.NaN);
    }
    return line;
  }

  private void addCrossings(double x0, double y0, double x1, double y1, double low, double high) {
    DoubleStream.of(low, high)
        .filter(edge -> (y0 < edge) != (y1 < edge) && edge != y0 && edge != y1)
        .boxed()
        .sorted((a, b) -> Double.compare(Math.abs(a - y0), Math.abs(b - y0)))
        .forEach(edge -> add(x0 + (edge - y0) / (y1 - y0) * (x1 - x0), edge));
  }

  private void add(double a, double b) {
    x.add(a);
    y.add(b);
  }

  /** Whether any of the points lies in the picture. */
  boolean isVisible() {
    return y.stream().anyMatch(value -> !value.isNaN());
  }
}
