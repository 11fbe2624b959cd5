package dev.elbo.picture;

/**
 * An axis of a {@link Panel}.
 *
 * @param title what it measures, with its unit
 * @param scale how values stand on it
 * @param low its lower end
 * @param high its upper end
 */
public record Axis(String title, Scale scale, double low, double high) {

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

  /** A linear axis. */
  public static Axis linear(String title, double low, double high) {
    return new Axis(title, Scale.LINEAR, low, high);
  }

  /** A logarithmic axis. */
  public static Axis log(String title, double low, double high) {
    return new Axis(title, Scale.LOG, low, high);
  }
}
