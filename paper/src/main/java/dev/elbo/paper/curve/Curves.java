package dev.elbo.paper.curve;

import dev.elbo.paper.baseline.Method;
import dev.elbo.paper.frame.Table;
import dev.elbo.picture.Curve;
import dev.elbo.picture.Curve.Ink;
import dev.elbo.picture.Curve.Stroke;
import java.util.Arrays;

/** What the table of a {@link CurvePart} holds. */
public final class Curves {
  private Curves() {}

  /** The points of the curve, without the runs before it. */
  public static Table curve(Table part) {
    return part.where("stage", "curve");
  }

  /** The step size that was chosen. */
  public static double stepSize(Table part) {
    return curve(part).last("step_size");
  }

  /** Seconds of learning for a million samples, over the whole curve. */
  public static double secondsPerMillion(Table part) {
    Table curve = curve(part);
    return curve.last("seconds") / curve.last("samples") * 1e6;
  }

  /** A column of the curve as a solid line. */
  public static Curve solid(Method method, String rows, Table part, String column, double unit) {
    return line(method, rows, Stroke.SOLID, part, column, unit);
  }

  /** A column of the curve as a dashed line. */
  public static Curve dashed(Method method, String rows, Table part, String column, double unit) {
    return line(method, rows, Stroke.DASHED, part, column, unit);
  }

  /**
   * Draws a column.
   *
   * @param rows which rows it is about, for the legend
   * @param unit samples in a unit of the horizontal axis
   */
  private static Curve line(
      Method method, String rows, Stroke stroke, Table part, String column, double unit) {
    Table curve = curve(part);
    double[] x = Arrays.stream(curve.numbers("samples")).map(count -> count / unit).toArray();
    String name = "%s (%s)".formatted(method.label(), rows);
    return Curve.of(name, ink(method), stroke, x, curve.numbers(column));
  }

  private static Ink ink(Method method) {
    return switch (method) {
      case AEVB -> Ink.BLUE;
      case WAKE_SLEEP -> Ink.VERMILION;
      case MONTE_CARLO_EM -> Ink.GREEN;
    };
  }
}
