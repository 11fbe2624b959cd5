package dev.elbo.benchmarks.tables;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * How far two columns are apart: ½ Σ |p − q| over their values, 0 for the same shares and 1 for no
 * value in common.
 *
 * <p>Numbers of more than {@value #MOST_VALUES} different values in the first column are counted in
 * {@value #BINS} bins, which hold equal shares of it.
 */
final class TotalVariation {
  private static final int MOST_VALUES = 100;
  private static final int BINS = 50;

  private TotalVariation() {}

  /** Of two columns of levels or numbers. */
  static double of(List<String> real, List<String> other, boolean numbers) {
    boolean binned = numbers && real.stream().distinct().count() > MOST_VALUES;
    UnaryOperator<String> bin = binned ? bins(real) : UnaryOperator.identity();
    Map<String, Double> difference = new HashMap<>();
    real.forEach(cell -> difference.merge(bin.apply(cell), 1.0 / real.size(), Double::sum));
    other.forEach(cell -> difference.merge(bin.apply(cell), -1.0 / other.size(), Double::sum));
    return difference.values().stream().mapToDouble(Math::abs).sum() / 2;
  }

  /** The number of the bin that a value is in. */
  private static UnaryOperator<String> bins(List<String> cells) {
    double[] sorted = cells.stream().mapToDouble(Double::parseDouble).sorted().toArray();
    double[] edges = new double[BINS - 1];
    for (int k = 0; k < edges.length; k++) {
      edges[k] = sorted[(int) ((k + 1L) * sorted.length / BINS)];
    }
    double[] distinct = Arrays.stream(edges).distinct().toArray();
    return cell -> {
      int place = Arrays.binarySearch(distinct, Double.parseDouble(cell));
      return Integer.toString(place < 0 ? -place - 1 : place + 1);
    };
  }
}
