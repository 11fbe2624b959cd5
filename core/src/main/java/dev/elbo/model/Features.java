package dev.elbo.model;

import dev.elbo.distribution.CategoricalColumn;
import dev.elbo.distribution.ColumnFamily;
import dev.elbo.distribution.ColumnSupport;
import dev.elbo.distribution.Likelihood;
import dev.elbo.distribution.MixedLikelihood;
import dev.elbo.linalg.Matrix;
import java.util.Arrays;
import java.util.List;

/**
 * What the encoder is given of a row x. Where all columns are of one family, x itself. Of a table
 * with {@linkplain MixedLikelihood families of its own} for each column,
 *
 * <ul>
 *   <li>a number: its value, and whether it is missing (1 or 0);
 *   <li>a count n: log(1 + n), and whether it is missing;
 *   <li>a category: an indicator for each level, 1 for that of the row.
 * </ul>
 *
 * <p>Of a missing cell (NaN) all else is 0, so it says nothing but that it is missing.
 */
public final class Features {
  private final List<ColumnFamily> columns;

  /** The first input of each column, and the number of inputs after the last one's. */
  private final int[] first;

  private Features(List<ColumnFamily> columns, int[] first) {
    this.columns = columns;
    this.first = first;
  }

  static Features of(Likelihood likelihood) {
    if (!(likelihood instanceof MixedLikelihood mixed)) {
      return new Features(List.of(), new int[] {likelihood.dataSize()});
    }
    int[] first = new int[mixed.columns().size() + 1];
    for (int d = 0; d < first.length - 1; d++) {
      first[d + 1] = Math.addExact(first[d], inputs(mixed.columns().get(d)));
    }
    return new Features(mixed.columns(), first);
  }

  private static int inputs(ColumnFamily family) {
    return family instanceof CategoricalColumn category ? category.levels() : 2;
  }

  /** Whether the encoder is given x itself. */
  public boolean plain() {
    return columns.isEmpty();
  }

  /** Inputs of the encoder. */
  public int width() {
    return first[first.length - 1];
  }

  /**
   * The inputs that say that a cell is missing. Rows without missing cells teach their weights
   * nothing, so these start at 0.
   */
  public int[] missingFlags() {
    int[] flags = new int[columns.size()];
    int count = 0;
    for (int d = 0; d < flags.length; d++) {
      if (!(columns.get(d) instanceof CategoricalColumn)) {
        flags[count++] = first[d] + 1;
      }
    }
    return Arrays.copyOf(flags, count);
  }

  /** Room for the inputs of so many rows; where x itself is the input, none. */
  Matrix room(int rows) {
    return Matrix.zeros(plain() ? 0 : rows, width());
  }

  /**
   * The inputs of some rows.
   *
   * @param x (rows × data size)
   * @param room (rows × width), filled unless x itself is the input
   * @return room or x
   */
  Matrix of(Matrix x, Matrix room) {
    if (plain()) {
      return x;
    }
    room.fill(0);
    for (int d = 0; d < columns.size(); d++) {
      if (columns.get(d) instanceof CategoricalColumn) {
        indicate(x, d, room);
      } else {
        number(x, d, columns.get(d).support().equals(ColumnSupport.COUNT), room);
      }
    }
    return room;
  }

  private void indicate(Matrix x, int d, Matrix room) {
    for (int i = 0; i < x.rows(); i++) {
      float level = x.get(i, d);
      if (!Float.isNaN(level)) {
        room.set(i, first[d] + (int) level, 1);
      }
    }
  }

  private void number(Matrix x, int d, boolean count, Matrix room) {
    for (int i = 0; i < x.rows(); i++) {
      float value = x.get(i, d);
      if (Float.isNaN(value)) {
        room.set(i, first[d] + 1, 1);
      } else {
        room.set(i, first[d], count ? (float) Math.log1p(value) : value);
      }
    }
  }
}
