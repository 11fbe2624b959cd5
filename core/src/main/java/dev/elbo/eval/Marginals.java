package dev.elbo.eval;

import dev.elbo.preprocessing.ColumnCells;
import dev.elbo.preprocessing.RowBlock;
import dev.elbo.schema.Column;
import dev.elbo.schema.Numeric;
import dev.elbo.schema.Schema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Compares the columns of two blocks of rows, one by one. */
public final class Marginals {
  /** Intervals of numbers; of rounded ones a few more or less, down to one a value. */
  private static final int INTERVALS = 24;

  /** Share of the cells on either side that the outermost intervals take in, however far away. */
  private static final double TAIL = 0.005;

  private Marginals() {}

  /**
   * The columns that a model has, in their order, without those that have no cell at all on one of
   * the sides.
   *
   * @param rows of the table
   * @param drawn rows of the model
   */
  public static List<Marginal> of(Schema schema, RowBlock rows, RowBlock drawn) {
    List<Marginal> marginals = new ArrayList<>();
    for (int place : schema.modelledPlaces()) {
      Column column = schema.columns().get(place);
      ColumnCells cells = rows.columns().get(place);
      ColumnCells others = drawn.columns().get(place);
      Marginal marginal =
          cells instanceof ColumnCells.Numbers numbers
              ? ofNumbers(column, present(numbers), present((ColumnCells.Numbers) others))
              : ofLevels(
                  column, present((ColumnCells.Texts) cells), present((ColumnCells.Texts) others));
      if (marginal.cells() > 0 && marginal.drawn() > 0) {
        marginals.add(marginal);
      }
    }
    return List.copyOf(marginals);
  }

  private static double[] present(ColumnCells.Numbers numbers) {
    return Arrays.stream(numbers.values()).filter(x -> !Double.isNaN(x)).toArray();
  }

  private static List<String> present(ColumnCells.Texts texts) {
    return Arrays.stream(texts.values())
        .filter(Objects::nonNull)
        .map(Objects::requireNonNull)
        .toList();
  }

  /** The most frequent level of the table first. */
  private static Marginal ofLevels(Column column, List<String> cells, List<String> drawn) {
    Map<String, long[]> counts = new TreeMap<>();
    cells.forEach(level -> counts.computeIfAbsent(level, l -> new long[2])[0]++);
    drawn.forEach(level -> counts.computeIfAbsent(level, l -> new long[2])[1]++);
    List<Marginal.Bin> bins =
        counts.entrySet().stream()
            .map(
                e ->
                    new Marginal.Bin(
                        e.getKey(),
                        Double.NaN,
                        Double.NaN,
                        (double) e.getValue()[0] / cells.size(),
                        (double) e.getValue()[1] / drawn.size()))
            .sorted(Comparator.comparingDouble(bin -> -bin.share()))
            .toList();
    return new Marginal(column, bins, cells.size(), drawn.size());
  }

  private static Marginal ofNumbers(Column column, double[] cells, double[] drawn) {
    if (cells.length == 0) {
      return new Marginal(column, List.of(), 0, drawn.length);
    }
    Intervals intervals = Intervals.of(cells, resolution(column));
    double[] shares = intervals.shares(cells);
    double[] drawnShares = intervals.shares(drawn);
    List<Marginal.Bin> bins =
        IntStream.range(0, intervals.count)
            .mapToObj(
                i ->
                    new Marginal.Bin(
                        "", intervals.first(i), intervals.last(i), shares[i], drawnShares[i]))
            .toList();
    return new Marginal(column, bins, cells.length, drawn.length);
  }

  /** Counts and dates are whole numbers. */
  private static double resolution(Column column) {
    return column.type() instanceof Numeric numeric ? numeric.resolution() : 1;
  }

  /**
   * Intervals of one width, one beside the other.
   *
   * @param resolution that all numbers are multiples of; 0 where there is none
   */
  private record Intervals(double begin, double width, int count, double resolution) {

    /** Ends lie between two rounded numbers, and as many of these in each interval. */
    static Intervals of(double[] cells, double resolution) {
      double[] sorted = cells.clone();
      Arrays.sort(sorted);
      int tail = (int) (TAIL * sorted.length);
      double low = sorted[tail];
      double high = sorted[sorted.length - 1 - tail];
      if (low == high) {
        low = sorted[0];
        high = sorted[sorted.length - 1];
      }
      if (resolution > 0) {
        double steps = Math.max(1, Math.ceil((high / resolution - low / resolution) / INTERVALS));
        double width = steps * resolution;
        double begin = low - resolution / 2;
        int count = (int) Math.floor((high - begin) / width) + 1;
        return new Intervals(begin, width, count, resolution);
      }
      double width = high / INTERVALS - low / INTERVALS;
      return width > 0
          ? new Intervals(low, width, INTERVALS, 0)
          : new Intervals(low - 0.5, 1, 1, 0);
    }

    double first(int i) {
      return begin + i * width + resolution / 2;
    }

    double last(int i) {
      return begin + (i + 1) * width - resolution / 2;
    }

    double[] shares(double[] cells) {
      long[] counts = new long[count];
      for (double cell : cells) {
        int i = (int) Math.floor((cell - begin) / width);
        counts[Math.max(0, Math.min(count - 1, i))]++;
      }
      return Arrays.stream(counts).mapToDouble(n -> (double) n / cells.length).toArray();
    }
  }
}
