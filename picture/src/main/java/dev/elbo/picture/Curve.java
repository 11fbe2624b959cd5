package dev.elbo.picture;

import java.util.Arrays;
import java.util.List;

/**
 * A line of a {@link Panel} through points in the order of their x.
 *
 * @param name for the legend; curves of one name look alike
 * @param ink its colour
 * @param stroke whether the line is whole
 * @param x of each point
 * @param y of each point; what is not finite is left out
 * @param errors half the length of each point's error bar; empty for none
 */
public record Curve(
    String name, Ink ink, Stroke stroke, List<Double> x, List<Double> y, List<Double> errors) {

  /** Colours that are told apart with any colour vision (Okabe and Ito). */
  public enum Ink {
    BLUE(0x0072B2),
    VERMILION(0xD55E00),
    GREEN(0x009E73),
    PURPLE(0xCC79A7),
    ORANGE(0xE69F00),
    SKY(0x56B4E9),
    BLACK(0x2B2F36);

    final int rgb;

    Ink(int rgb) {
      this.rgb = rgb;
    }
  }

  /** How a line is drawn. */
  public enum Stroke {
    SOLID,
    DASHED
  }

  /**
   * Checks the numbers of points.
   *
   * @throws IllegalArgumentException where they differ
   */
  public Curve {
    x = List.copyOf(x);
    y = List.copyOf(y);
    errors = List.copyOf(errors);
    if (x.size() != y.size() || !(errors.isEmpty() || errors.size() == x.size())) {
      throw new IllegalArgumentException(
          "%s: %d x, %d y and %d errors".formatted(name, x.size(), y.size(), errors.size()));
    }
  }

  /** A curve without error bars. */
  public static Curve of(String name, Ink ink, Stroke stroke, double[] x, double[] y) {
    return new Curve(name, ink, stroke, list(x), list(y), List.of());
  }

  /** The same curve with error bars. */
  public Curve withErrors(double[] halves) {
    return new Curve(name, ink, stroke, x, y, list(halves));
  }

  private static List<Double> list(double[] values) {
    return Arrays.stream(values).boxed().toList();
  }
}
