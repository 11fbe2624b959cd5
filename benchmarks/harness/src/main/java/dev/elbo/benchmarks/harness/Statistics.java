package dev.elbo.benchmarks.harness;

import java.util.Arrays;
import java.util.List;

/**
 * Five numbers of a sample.
 *
 * @param least smallest value
 * @param lowerQuartile a quarter of the values lie below
 * @param median half of them
 * @param upperQuartile three quarters
 * @param largest value
 */
public record Statistics(
    double least, double lowerQuartile, double median, double upperQuartile, double largest) {

  /**
   * Of one or more values; between two of them by linear interpolation.
   *
   * @throws IllegalArgumentException where there are none
   */
  public static Statistics of(double... values) {
    if (values.length == 0) {
      throw new IllegalArgumentException("no values, no statistics");
    }
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return new Statistics(
        sorted[0],
        quantile(sorted, 0.25),
        quantile(sorted, 0.5),
        quantile(sorted, 0.75),
        sorted[sorted.length - 1]);
  }

  /** {@link #of(double...)} of a list. */
  public static Statistics of(List<Double> values) {
    return of(values.stream().mapToDouble(Double::doubleValue).toArray());
  }

  private static double quantile(double[] sorted, double share) {
    double place = share * (sorted.length - 1);
    int below = (int) place;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  }

  /**
   * The ratios of two series measured in turn, pair by pair: what disturbs both cancels.
   *
   * @throws IllegalArgumentException where the series differ in length
   */
  public static Statistics ofRatios(List<Double> numerators, List<Double> denominators) {
    if (numerators.size() != denominators.size()) {
      throw new IllegalArgumentException(
          "%d and %d rounds are no pairs".formatted(numerators.size(), denominators.size()));
    }
    double[] ratios = new double[numerators.size()];
    for (int i = 0; i < ratios.length; i++) {
      ratios[i] = numerators.get(i) / denominators.get(i);
    }
    return of(ratios);
  }
}
