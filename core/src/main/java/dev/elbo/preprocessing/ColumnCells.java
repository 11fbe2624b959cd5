package dev.elbo.preprocessing;

import org.jspecify.annotations.Nullable;

/** The cells of one column in some rows, as a table has them. The arrays are not copied. */
public sealed interface ColumnCells {

  /** Whether a row has no value here. */
  boolean isMissing(int row);

  /**
   * Cells of numeric columns, counts and dates.
   *
   * @param values one a row; NaN where the cell is missing
   */
  // Blocks of cells are passed on, not compared.
  @SuppressWarnings("ArrayRecordComponent")
  record Numbers(double[] values) implements ColumnCells {
    @Override
    public boolean isMissing(int row) {
      return Double.isNaN(values[row]);
    }
  }

  /**
   * Cells of all other columns.
   *
   * @param values one a row; null where the cell is missing
   */
  // Blocks of cells are passed on, not compared.
  @SuppressWarnings("ArrayRecordComponent")
  record Texts(@Nullable String[] values) implements ColumnCells {
    @Override
    public boolean isMissing(int row) {
      return values[row] == null;
    }
  }
}
