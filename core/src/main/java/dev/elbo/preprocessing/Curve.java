package dev.elbo.preprocessing;

/** An increasing function of all real numbers, before values are standardised. */
public sealed interface Curve {
  double apply(double x);

  /** The x that {@link #apply} takes there. */
  double invert(double y);

  /** log of the slope at x. */
  double logSlope(double x);

  /** x as it is. */
  record Linear() implements Curve {
    @Override
    public double apply(double x) {
      return x;
    }

    @Override
    public double invert(double y) {
      return y;
    }

    @Override
    public double logSlope(double x) {
      return 0;
    }
  }

  /**
   * log(x + offset), and where x + offset is below the knee, its tangent there: smaller values than
   * were ever seen still have a place.
   *
   * @param offset added to x
   * @param knee above 0
   */
  record Logarithm(double offset, double knee) implements Curve {
    public Logarithm {
      if (!(Double.isFinite(offset) && knee > 0 && knee < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException(
            "the offset is finite and the knee above 0, not %s and %s".formatted(offset, knee));
      }
    }

    @Override
    public double apply(double x) {
      double shifted = x + offset;
      return shifted >= knee ? Math.log(shifted) : Math.log(knee) + (shifted - knee) / knee;
    }

    @Override
    public double invert(double y) {
      double logKnee = Math.log(knee);
      double shifted = y >= logKnee ? Math.exp(y) : knee + (y - logKnee) * knee;
      return shifted - offset;
    }

    @Override
    public double logSlope(double x) {
      return -Math.log(Math.max(x + offset, knee));
    }
  }
}
