package dev.elbo.paper.curve;

/** Points that are evenly apart on a logarithmic axis. */
final class Milestones {
  private final double first;
  private final int perDecade;
  private int passed;

  /**
   * The points.
   *
   * @param first the first of them, positive
   * @param perDecade how many from there to ten times as far, without that one
   */
  Milestones(double first, int perDecade) {
    this.first = first;
    this.perDecade = perDecade;
  }

  /** Whether one or more points have been reached since the last call. */
  boolean reached(long samples) {
    int before = passed;
    while (next() <= samples) {
      passed++;
    }
    return passed > before;
  }

  private double next() {
    return first * Math.pow(10, (double) passed / perDecade);
  }
}
