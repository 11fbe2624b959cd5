package dev.elbo.random;

/**
 * Φ⁻¹, the inverse of the standard normal distribution function: algorithm AS 241 (PPND16) of
 * Wichura 1988, relative error about 10⁻¹⁶.
 *
 * <p>It turns uniform draws into normal ones ({@code AEVB §2.4}, inverse CDF) and the unit square
 * of Figure 4 into latent vectors.
 */
// The coefficients stand as published, with more digits than a double holds.
@SuppressWarnings("FloatingPointLiteralPrecision")
public final class NormalQuantile {
  private NormalQuantile() {}

  /**
   * The z with Φ(z) = p.
   *
   * @param p a probability in (0, 1); 0 and 1 give −∞ and +∞
   * @throws IllegalArgumentException outside [0, 1]
   */
  public static double of(double p) {
    if (!(p >= 0 && p <= 1)) {
      throw new IllegalArgumentException("a probability lies in [0, 1], not " + p);
    }
    double q = p - 0.5;
    if (isCentre(p)) {
      return centre(q);
    }
    double tail = q < 0 ? p : 1 - p;
    if (tail == 0) {
      return q < 0 ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    }
    double r = StrictMath.sqrt(-StrictMath.log(tail));
    double z =
        r <= 5
            ? shoulderTop(r - 1.6) / shoulderBottom(r - 1.6)
            : tailTop(r - 5) / tailBottom(r - 5);
    return q < 0 ? -z : z;
  }

  /** Whether p lies where one rational function of p − ½ is Φ⁻¹: 85 of 100 draws do. */
  static boolean isCentre(double p) {
    return Math.abs(p - 0.5) <= 0.425;
  }

  /** The first {@code length} of z ← Φ⁻¹(p) where {@link #isCentre}, a number without use else. */
  static void centre(double[] p, double[] z, int length) {
    for (int i = 0; i < length; i++) {
      z[i] = centre(p[i] - 0.5);
    }
  }

  private static double centre(double q) {
    double r = 0.180625 - q * q;
    return q * centreTop(r) / centreBottom(r);
  }

  private static double centreTop(double x) {
    double sum = 2509.0809287301226727;
    sum = sum * x + 33430.575583588128105;
    sum = sum * x + 67265.770927008700853;
    sum = sum * x + 45921.953931549871457;
    sum = sum * x + 13731.693765509461125;
    sum = sum * x + 1971.5909503065514427;
    sum = sum * x + 133.14166789178437745;
    return sum * x + 3.3871328727963666080;
  }

  private static double centreBottom(double x) {
    double sum = 5226.4952788528545610;
    sum = sum * x + 28729.085735721942674;
    sum = sum * x + 39307.895800092710610;
    sum = sum * x + 21213.794301586595867;
    sum = sum * x + 5394.1960214247511077;
    sum = sum * x + 687.18700749205790830;
    sum = sum * x + 42.313330701600911252;
    return sum * x + 1;
  }

  private static double shoulderTop(double x) {
    double sum = 7.74545014278341407640e-4;
    sum = sum * x + 0.0227238449892691845833;
    sum = sum * x + 0.241780725177450611770;
    sum = sum * x + 1.27045825245236838258;
    sum = sum * x + 3.64784832476320460504;
    sum = sum * x + 5.76949722146069140550;
    sum = sum * x + 4.63033784615654529590;
    return sum * x + 1.42343711074968357734;
  }

  private static double shoulderBottom(double x) {
    double sum = 1.05075007164441684324e-9;
    sum = sum * x + 5.47593808499534494600e-4;
    sum = sum * x + 0.0151986665636164571966;
    sum = sum * x + 0.148103976427480074590;
    sum = sum * x + 0.689767334985100004550;
    sum = sum * x + 1.67638483018380384940;
    sum = sum * x + 2.05319162663775882187;
    return sum * x + 1;
  }

  private static double tailTop(double x) {
    double sum = 2.01033439929228813265e-7;
    sum = sum * x + 2.71155556874348757815e-5;
    sum = sum * x + 0.00124266094738807843860;
    sum = sum * x + 0.0265321895265761230930;
    sum = sum * x + 0.296560571828504891230;
    sum = sum * x + 1.78482653991729133580;
    sum = sum * x + 5.46378491116411436990;
    return sum * x + 6.65790464350110377720;
  }

  private static double tailBottom(double x) {
    double sum = 2.04426310338993978564e-15;
    sum = sum * x + 1.42151175831644588870e-7;
    sum = sum * x + 1.84631831751005468180e-5;
    sum = sum * x + 7.86869131145613259100e-4;
    sum = sum * x + 0.0148753612908506148525;
    sum = sum * x + 0.136929880922735805310;
    sum = sum * x + 0.599832206555887937690;
    return sum * x + 1;
  }
}
