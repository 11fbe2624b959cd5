package dev.elbo.distribution;

import dev.elbo.random.RandomStream;

/** Draws from the gamma and the Poisson distribution. */
final class Variates {
  /** Poisson means below it are drawn by going through the counts. */
  private static final double SEARCH = 10;

  private Variates() {}

  /** A gamma draw of scale 1 (Marsaglia and Tsang 2000), for any positive shape. */
  static double gamma(double shape, RandomStream random) {
    if (shape < 1) {
      return gamma(shape + 1, random) * Math.pow(random.nextDouble(), 1 / shape);
    }
    double d = shape - 1.0 / 3;
    double c = 1 / Math.sqrt(9 * d);
    while (true) {
      double normal = random.nextGaussian();
      double root = 1 + c * normal;
      if (root > 0) {
        double v = root * root * root;
        double limit = 0.5 * normal * normal + d - d * v + d * Math.log(v);
        if (Math.log(random.nextDouble()) < limit) {
          return d * v;
        }
      }
    }
  }

  /** A Poisson draw: by search, or by transformed rejection (Hörmann 1993, PTRS). */
  static double poisson(double mean, RandomStream random) {
    return mean < SEARCH ? search(mean, random) : rejection(mean, random);
  }

  private static double search(double mean, RandomStream random) {
    double left = random.nextDouble();
    double mass = Math.exp(-mean);
    int count = 0;
    while (left > mass && mass > 0) {
      left -= mass;
      count++;
      mass *= mean / count;
    }
    return count;
  }

  private static double rejection(double mean, RandomStream random) {
    double logMean = Math.log(mean);
    double b = 0.931 + 2.53 * Math.sqrt(mean);
    double a = -0.059 + 0.02483 * b;
    double inverseAlpha = 1.1239 + 1.1328 / (b - 3.4);
    double inside = 0.9277 - 3.6224 / (b - 2);
    while (true) {
      double u = random.nextDouble() - 0.5;
      double v = random.nextDouble();
      double us = 0.5 - Math.abs(u);
      double count = Math.floor((2 * a / us + b) * u + mean + 0.43);
      if (us >= 0.07 && v <= inside) {
        return count;
      }
      if (count >= 0 && (us >= 0.013 || v <= us)) {
        double limit = count * logMean - mean - LogGamma.logFactorial(count);
        if (Math.log(v * inverseAlpha / (a / (us * us) + b)) <= limit) {
          return count;
        }
      }
    }
  }
}
