package dev.elbo;

import dev.elbo.data.DataException;
import dev.elbo.data.Dataset;
import dev.elbo.data.RowStore;
import dev.elbo.data.Split;
import dev.elbo.preprocessing.Preprocessing;
import dev.elbo.preprocessing.PreprocessingFit;
import dev.elbo.preprocessing.RowBlock;
import dev.elbo.preprocessing.RowSource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * A table as a model learns from it: its rows parted into three, and turned into numbers by
 * preprocessing that is fitted to the first part alone.
 *
 * <ul>
 *   <li>rows to train on;
 *   <li>rows held out, by which the best epoch is chosen;
 *   <li>rows to calibrate scores by, which nothing is chosen by.
 * </ul>
 *
 * <p>Rounded numbers of the first two get noise, which undoes the rounding. Where rows do not fit
 * in memory they go to a temporary file.
 */
public final class EncodedTable {
  /** Largest part of the rows that is kept for calibration. */
  public static final double CALIBRATION = 0.1;

  /** Most rows kept for calibration. */
  public static final int MOST_CALIBRATION = 2000;

  /** Rows that are read at once. */
  private static final int TOGETHER = 1 << 14;

  private final Preprocessing preprocessing;
  private final Dataset rows;
  private final double heldOut;
  private final long seed;
  private final Optional<Split> split;
  private final Optional<RowBlock> calibration;

  private EncodedTable(
      Preprocessing preprocessing, Dataset rows, Parts parts, Optional<RowBlock> calibration) {
    this.preprocessing = preprocessing;
    this.rows = rows;
    this.heldOut = parts.heldOut;
    this.seed = parts.seed;
    this.split = parts.split;
    this.calibration = calibration;
  }

  /**
   * Reads a table twice: to fit the preprocessing, and to apply it.
   *
   * @param heldOut how many rows to hold out, as {@link Training#heldOut} takes it; empty for the
   *     default
   * @param seed of the parting and of the noise
   * @throws DataException where no column is left to model, or there are too many rows
   */
  public static EncodedTable of(RowSource table, OptionalDouble heldOut, long seed)
      throws IOException {
    if (table.schema().modelled().isEmpty()) {
      throw new DataException(
          "%s: there is no column to model; %s"
              .formatted(table.name(), String.join("; ", table.schema().description())));
    }
    Parts parts = Parts.of(rows(table), heldOut, seed);
    PreprocessingFit fit = new PreprocessingFit(table.schema());
    for (long first = 0; first < table.rows(); first += TOGETHER) {
      fit.add(table.read(first, TOGETHER), parts::isTraining);
    }
    return of(table, fit.finish(), parts);
  }

  /**
   * The table of a run that goes on.
   *
   * @param fitted the preprocessing that the run began with
   */
  static EncodedTable of(RowSource table, Preprocessing fitted, double heldOut, long seed)
      throws IOException {
    return of(table, fitted, Parts.of(rows(table), OptionalDouble.of(heldOut), seed));
  }

  private static int rows(RowSource table) {
    if (table.rows() > Integer.MAX_VALUE) {
      throw new DataException(
          String.format(
              Locale.ROOT,
              "%s has %,d rows, more than the %,d that can be learnt from; take a sample of them",
              table.name(),
              table.rows(),
              Integer.MAX_VALUE));
    }
    return (int) table.rows();
  }

  private static EncodedTable of(RowSource table, Preprocessing fitted, Parts parts)
      throws IOException {
    CellCollector collector = new CellCollector();
    try (RowStore store = new RowStore(fitted.transforms().size())) {
      for (long first = 0; first < table.rows(); first += TOGETHER) {
        RowBlock block = table.read(first, TOGETHER);
        collector.add(block, parts);
        store.add(fitted.encodeDequantized(block, parts.seed).values());
      }
      Dataset all = store.finish(table.name());
      Dataset rows = parts.rest.length == all.rows() ? all : all.select(parts.rest, "rows");
      return new EncodedTable(
          fitted, rows.withName(withoutFolders(table.name())), parts, collector.block());
    }
  }

  /** A model is named by its data, and goes where the folders of today do not exist. */
  private static String withoutFolders(String name) {
    return name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
  }

  /** All rows but those for calibration, as a model sees them; NaN where a cell is missing. */
  public Dataset rows() {
    return rows;
  }

  public Preprocessing preprocessing() {
    return preprocessing;
  }

  /** The rows to calibrate scores by, as the table has them, where there are any. */
  public Optional<RowBlock> calibration() {
    return calibration;
  }

  /** Which of {@link #rows} are held out, where any are. */
  Optional<Split> split() {
    return split;
  }

  double heldOut() {
    return heldOut;
  }

  long seed() {
    return seed;
  }

  /**
   * Who is who.
   *
   * @param kept rows for calibration, by their numbers in the table
   * @param rest all others, ascending
   * @param heldOut as {@link Training#heldOut} takes it
   * @param split of the rest
   * @param learnt rows to train on, by their numbers in the table
   */
  // Passed on, not compared.
  @SuppressWarnings("ArrayRecordComponent")
  private record Parts(
      BitSet kept, int[] rest, double heldOut, Optional<Split> split, BitSet learnt, long seed) {

    static Parts of(int rows, OptionalDouble wanted, long seed) {
      BitSet kept = new BitSet();
      int[] rest = IntStream.range(0, rows).toArray();
      if (rows >= Training.FEWEST_ROWS_TO_SPLIT) {
        double share = Math.min(CALIBRATION, (double) MOST_CALIBRATION / rows);
        Split parted = Split.calibration(rows, share, seed);
        for (int row : parted.heldOut()) {
          kept.set(row);
        }
        rest = parted.train();
      }
      double heldOut = wanted.orElse(Training.defaultHeldOut(rest.length));
      BitSet learnt = new BitSet(rows);
      if (heldOut == 0) {
        for (int row : rest) {
          learnt.set(row);
        }
        return new Parts(kept, rest, heldOut, Optional.empty(), learnt, seed);
      }
      Split split = Split.holdOut(rest.length, heldOut, seed);
      for (int place : split.train()) {
        learnt.set(rest[place]);
      }
      return new Parts(kept, rest, heldOut, Optional.of(split), learnt, seed);
    }

    boolean isTraining(long row) {
      return learnt.get((int) row);
    }
  }

  /** Picks the cells of the calibration rows out of blocks that go by. */
  private static final class CellCollector {
    private final List<RowBlock> found = new ArrayList<>();

    void add(RowBlock block, Parts parts) {
      int[] places =
          IntStream.range(0, block.rows())
              .filter(i -> parts.kept.get((int) block.firstRow() + i))
              .toArray();
      if (places.length > 0) {
        found.add(block.select(places));
      }
    }

    Optional<RowBlock> block() {
      return found.isEmpty() ? Optional.empty() : Optional.of(RowBlock.join(found));
    }
  }
}
