package dev.elbo.linalg;

import java.util.Arrays;

/**
 * A row-major float32 view (rows × columns) onto a slice of an array.
 *
 * <p>Entry (i, j) stands at {@code offset + i·stride + j}; views share their storage. A stride
 * larger than the number of columns lets several matrices stand side by side in one: the heads of a
 * network write into column slices of a single output.
 */
public final class Matrix {
  private final int rows;
  private final int columns;
  private final int stride;
  private final int offset;
  private final float[] array;

  private Matrix(int rows, int columns, int stride, int offset, float[] array) {
    this.rows = rows;
    this.columns = columns;
    this.stride = stride;
    this.offset = offset;
    this.array = array;
  }

  /** A new matrix of zeros. */
  public static Matrix zeros(int rows, int columns) {
    long size = (long) rows * columns;
    if (rows < 0 || columns < 0 || size > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException("no matrix of %d × %d".formatted(rows, columns));
    }
    return new Matrix(rows, columns, columns, 0, new float[(int) size]);
  }

  /**
   * A view of an array from {@code offset} on, rows packed one after the other.
   *
   * @throws IllegalArgumentException where the array is too short
   */
  public static Matrix view(int rows, int columns, float[] array, int offset) {
    if (rows < 0 || columns < 0 || offset < 0 || offset + (long) rows * columns > array.length) {
      throw new IllegalArgumentException(
          "a %d × %d view at offset %d does not fit an array of %d"
              .formatted(rows, columns, offset, array.length));
    }
    return new Matrix(rows, columns, columns, offset, array);
  }

  /** Rows {@code from} (inclusive) to {@code to} (exclusive), as a view. */
  public Matrix rows(int from, int to) {
    if (from < 0 || from > to || to > rows) {
      throw new IllegalArgumentException("rows %d to %d of %d".formatted(from, to, rows));
    }
    return new Matrix(to - from, columns, stride, offset + from * stride, array);
  }

  /** Columns {@code from} (inclusive) to {@code to} (exclusive), as a view. */
  public Matrix columns(int from, int to) {
    if (from < 0 || from > to || to > columns) {
      throw new IllegalArgumentException("columns %d to %d of %d".formatted(from, to, columns));
    }
    return new Matrix(rows, to - from, stride, offset + from, array);
  }

  public int rows() {
    return rows;
  }

  public int columns() {
    return columns;
  }

  /** Distance in the array from the start of one row to the start of the next. */
  public int stride() {
    return stride;
  }

  /** The shared storage, not a copy. */
  public float[] array() {
    return array;
  }

  /** Index of entry (row, column) in {@link #array()}. Not checked: it stands in inner loops. */
  public int at(int row, int column) {
    return offset + row * stride + column;
  }

  public float get(int row, int column) {
    return array[at(row, column)];
  }

  public void set(int row, int column, float value) {
    array[at(row, column)] = value;
  }

  /** Sets every entry to {@code value}. */
  public void fill(float value) {
    for (int i = 0; i < rows; i++) {
      Arrays.fill(array, at(i, 0), at(i, 0) + columns, value);
    }
  }

  /**
   * Sets every row to {@code row}, (1 × columns).
   *
   * @throws IllegalArgumentException where its shape is another
   */
  public void setRows(Matrix row) {
    if (row.rows != 1 || row.columns != columns) {
      throw new IllegalArgumentException("the rows of %s cannot be %s".formatted(this, row));
    }
    for (int i = 0; i < rows; i++) {
      System.arraycopy(row.array, row.offset, array, at(i, 0), columns);
    }
  }

  /** Copies all entries to the beginning of an array, row after row. */
  public void copyTo(float[] target) {
    for (int i = 0; i < rows; i++) {
      System.arraycopy(array, at(i, 0), target, i * columns, columns);
    }
  }

  /** Sets all entries, row after row, to those at the beginning of an array. */
  public void copyFrom(float[] source) {
    for (int i = 0; i < rows; i++) {
      System.arraycopy(source, i * columns, array, at(i, 0), columns);
    }
  }

  /** A copy with rows and columns exchanged. */
  public Matrix transposed() {
    Matrix t = zeros(columns, rows);
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        t.set(j, i, get(i, j));
      }
    }
    return t;
  }

  /** A copy of row {@code row}. */
  public float[] row(int row) {
    return Arrays.copyOfRange(array, at(row, 0), at(row, 0) + columns);
  }

  /** A copy as an array of rows. */
  public float[][] toArray() {
    float[][] copy = new float[rows][];
    for (int i = 0; i < rows; i++) {
      copy[i] = row(i);
    }
    return copy;
  }

  @Override
  public String toString() {
    return "Matrix[" + rows + " × " + columns + "]";
  }
}
