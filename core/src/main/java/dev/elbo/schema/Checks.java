package dev.elbo.schema;

/** What several records require. */
final class Checks {
  private Checks() {}

  static void range(double minimum, double maximum) {
    if (!(Double.isFinite(minimum) && Double.isFinite(maximum) && minimum <= maximum)) {
      throw new IllegalArgumentException(
          "no range of numbers: from %s to %s".formatted(minimum, maximum));
    }
  }
}
