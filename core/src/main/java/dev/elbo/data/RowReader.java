package dev.elbo.data;

import dev.elbo.linalg.Matrix;
import dev.elbo.random.Purpose;
import dev.elbo.random.RandomStream;
import java.util.Arrays;

/**
 * Reads rows of a data set, binarised as asked. Immutable, so that threads may share one.
 *
 * <p>A dynamic draw is a pure function of (seed, use, row): the row is that of the underlying data
 * set ({@link Dataset#sourceRow}), so neither the other rows of a minibatch nor its order, the
 * thread or the split change what a row becomes.
 */
public final class RowReader {
  /** Rows that are enough to know the figures of a column by. */
  private static final int MOST_OBSERVED = 1 << 20;

  private final Dataset data;
  private final Binarization binarization;
  private final long seed;

  private RowReader(Dataset data, Binarization binarization, long seed) {
    this.data = data;
    this.binarization = binarization;
    this.seed = seed;
  }

  /**
   * A reader of a data set, whose values are checked here, once.
   *
   * @param seed of dynamic draws; the others do not use it
   * @throws DataException where a value is not finite or, unless {@code binarization} is {@link
   *     Binarization#NONE}, not in [0, 1]; the message names row and column
   */
  public static RowReader of(Dataset data, Binarization binarization, long seed) {
    if (binarization != Binarization.NONE) {
      return ofUnitInterval(data, binarization, seed);
    }
    data.requireFinite();
    return new RowReader(data, binarization, seed);
  }

  /**
   * A reader of a data set whose values lie in [0, 1], binarised or not.
   *
   * @param seed of dynamic draws; the others do not use it
   * @throws DataException where a value does not; the message names row and column
   */
  public static RowReader ofUnitInterval(Dataset data, Binarization binarization, long seed) {
    data.requireUnitInterval();
    return new RowReader(data, binarization, seed);
  }

  /**
   * A reader of a data set in which NaN stands for a missing cell.
   *
   * @throws DataException where a value is ±∞; the message names row and column
   */
  public static RowReader withMissing(Dataset data) {
    data.requireNoInfinity();
    return new RowReader(data, Binarization.NONE, 0);
  }

  public Dataset data() {
    return data;
  }

  public Binarization binarization() {
    return binarization;
  }

  /**
   * Copies rows {@code indices[from]} … {@code indices[to - 1]}, binarised, to rows 0 … to − from −
   * 1 of {@code target}.
   *
   * @param use tells one use of a row from the next, such as the epoch; only dynamic draws depend
   *     on it
   * @param target at least (to − from) × columns; further rows are left alone
   * @throws IllegalArgumentException where the target has other columns or too few rows
   * @throws IndexOutOfBoundsException where an index names no row
   */
  public void read(int[] indices, int from, int to, long use, Matrix target) {
    read(indices, from, to, use, stream(), target);
  }

  /**
   * {@link #read(int[], int, int, long, Matrix)} without making an object.
   *
   * @param stream any; dynamic draws use it up
   */
  public void read(int[] indices, int from, int to, long use, RandomStream stream, Matrix target) {
    data.checkTarget(indices, from, to, target);
    for (int i = from; i < to; i++) {
      readRow(data.checkRow(indices[i]), use, stream, target.array(), target.at(i - from, 0));
    }
  }

  private RandomStream stream() {
    return RandomStream.of(seed, Purpose.BINARIZATION, 0, 0);
  }

  /** The mean of each column as it is read: of dynamic draws, that of the values themselves. */
  public double[] columnMeans() {
    if (binarization != Binarization.THRESHOLD) {
      return data.columnMeans();
    }
    double[] means = new double[data.columns()];
    float[] row = new float[data.columns()];
    RandomStream stream = stream();
    for (int i = 0; i < data.rows(); i++) {
      readRow(i, 0, stream, row, 0);
      for (int j = 0; j < means.length; j++) {
        means[j] += row[j] / data.rows();
      }
    }
    return means;
  }

  /**
   * The values of a column that are not missing (NaN), in the order of the rows, as they are before
   * any binarisation. Of more than {@value #MOST_OBSERVED} rows as many, evenly apart.
   */
  public float[] observed(int column) {
    int step = (data.rows() - 1) / MOST_OBSERVED + 1;
    float[] observed = new float[(data.rows() - 1) / step + 1];
    int count = 0;
    for (int i = 0; i < data.rows(); i += step) {
      float value = data.value(i, column);
      if (!Float.isNaN(value)) {
        observed[count] = value;
        count++;
      }
    }
    return Arrays.copyOf(observed, count);
  }

  private void readRow(int row, long use, RandomStream stream, float[] target, int at) {
    Values values = data.values();
    int offset = data.offset(row);
    switch (binarization) {
      case NONE -> values.copy(offset, data.columns(), target, at);
      case THRESHOLD -> values.threshold(offset, data.columns(), target, at);
      case DYNAMIC -> {
        stream.restart(seed, Purpose.BINARIZATION, use, data.sourceRow(row));
        values.toss(offset, data.columns(), stream, target, at);
      }
    }
  }
}
