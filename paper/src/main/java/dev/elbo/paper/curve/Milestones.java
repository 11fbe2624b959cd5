package dev.elbo.paper.curve;

/** Points that are evenly apart on a logarithmic axis. */
final class Milestones {
  private final double factor;
  private double next;

  /**
   * The points.
   *
   * @param first the first of them, positive
   * @param perDecade how many from there to ten times as far, without that one
   */
  Milestones(double first, int perDecade) {
    next = first;
    factor = Math.pow(10, 1.0 / perDecade);
  }

  /** Whether one or more points have been reached since the last call. */
  boolean reached(long samples) {
    if (samples < next) {
      return false;
    }
    while (next <= samples) {
      next *= factor;
    }
    return true;
  }
}
