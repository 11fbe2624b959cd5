package dev.elbo.eval;

import dev.elbo.schema.Column;
import java.util.List;

/**
 * How the cells of one column are spread among rows of a table, and among rows that a model has
 * drawn. Missing cells do not count.
 *
 * @param column of the table
 * @param bins that every cell is in one of, in their order: levels, or intervals of numbers
 * @param cells of the table's rows that are not missing
 * @param drawn cells of the model's rows
 */
public record Marginal(Column column, List<Bin> bins, long cells, long drawn) {
  /**
   * A level, or an interval of numbers.
   *
   * @param level empty for an interval
   * @param low the first value of an interval; the first one also has all that is lower
   * @param high the last value; the last one also has all that is higher
   * @param share of the table's cells
   * @param drawnShare of the model's
   */
  public record Bin(String level, double low, double high, double share, double drawnShare) {}

  public Marginal {
    bins = List.copyOf(bins);
  }

  /** ½ Σ |p − q| over the bins: 0 where the two are alike, 1 where they have nothing in common. */
  public double totalVariation() {
    double sum = 0;
    for (Bin bin : bins) {
      sum += Math.abs(bin.share - bin.drawnShare);
    }
    return sum / 2;
  }

  /**
   * What {@link #totalVariation} would be about, were the table's cells and the model's drawn from
   * one distribution: by the normal approximation of each bin's share.
   */
  public double totalVariationByChance() {
    double sum = 0;
    for (Bin bin : bins) {
      double pooled = (cells * bin.share + drawn * bin.drawnShare) / (cells + drawn);
      sum += Math.sqrt(2 / Math.PI * pooled * (1 - pooled) * (1.0 / cells + 1.0 / drawn));
    }
    return sum / 2;
  }
}
