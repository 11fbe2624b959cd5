package dev.elbo.picture;

import java.util.Arrays;
import java.util.stream.DoubleStream;

/**
 * An axis of a {@link Panel}.
 *
 * @param title what it measures, with its unit
 * @param scale how values stand on it
 * @param low its lower end
 * @param high its upper end
 */
public record Axis(String title, Scale scale, double low, double high) {

  /** Share of a range that stays free on either side. */
  private static final double ROOM = 0.06;

  /** How values stand on an axis. */
  public enum Scale {
    LINEAR,
    /** Equal factors are equal distances. */
    LOG;

    /** Where a value stands, up to place and unit. */
    double place(double value) {
      return this == LOG ? Math.log10(value) : value;
    }
  }

  /**
   * Checks the ends.
   *
   * @throws IllegalArgumentException unless they are finite and in order, and positive on a
   *     logarithmic axis
   */
  public Axis {
    boolean finite = Double.isFinite(low) && Double.isFinite(high);
    if (!(finite && low < high && (scale == Scale.LINEAR || low > 0))) {
      throw new IllegalArgumentException(
          "no axis goes from %s to %s on a %s scale".formatted(low, high, scale));
    }
  }

  /** The place at a share of the way from the lower end to the upper. */
  double place(double share) {
    double start = scale.place(low);
    return start + share * (scale.place(high) - start);
  }

  /** Whether a value lies between its ends. */
  boolean holds(double value) {
    return value >= low && value <= high;
  }

  /** A linear axis with a little room around the values that are finite. */
  public static Axis around(String title, double... values) {
    double low = finite(values).min().orElse(0);
    double high = finite(values).max().orElse(1);
    double room = high > low ? ROOM * (high - low) : Math.max(1, Math.abs(high)) * ROOM;
    return linear(title, low - room, high + room);
  }

  /** A logarithmic axis from a power of ten below the values that are positive to one above. */
  public static Axis decadesAround(String title, double... values) {
    double low = finite(values).filter(value -> value > 0).min().orElse(1);
    double high = finite(values).max().orElse(1);
    double bottom = Math.floor(Math.log10(low));
    double top = Math.max(bottom + 1, Math.ceil(Math.log10(Math.max(low, high))));
    return log(title, Math.pow(10, bottom), Math.pow(10, top));
  }

  private static DoubleStream finite(double[] values) {
    return Arrays.stream(values).filter(Double::isFinite);
  }

  /** A linear axis. */
  public static Axis linear(String title, double low, double high) {
    return new Axis(title, Scale.LINEAR, low, high);
  }

  /** A logarithmic axis. */
  public static Axis log(String title, double low, double high) {
    return new Axis(title, Scale.LOG, low, high);
  }
}
