package dev.elbo.distribution;

import dev.elbo.linalg.Matrix;

/** Rows of matrices in and out of scratch arrays, packed one after the other. */
final class Chunks {
  /** Entries of a scratch array of {@link Likelihood#scratch}: the arrays stay in a near cache. */
  static final int ENTRIES = 2048;

  private Chunks() {}

  /** Arrays for up to {@code rows} rows: long enough for speed, and no longer. */
  static float[][] scratch(int arrays, int columns, int rows) {
    int together = Math.max(1, Math.min(rows, ENTRIES / columns));
    return new float[arrays][together * columns];
  }

  /** How many rows of {@code columns} entries fit, 1 or more. */
  static int rowsAtOnce(float[] scratch, int columns) {
    return Math.max(1, scratch.length / columns);
  }

  /**
   * Puts {@code columns} columns of rows {@code from} and on, {@code rows} of them, into packed.
   */
  static void gather(Matrix m, int from, int rows, int column, int columns, float[] packed) {
    if (columns == m.stride()) {
      System.arraycopy(m.array(), m.at(from, column), packed, 0, rows * columns);
      return;
    }
    for (int r = 0; r < rows; r++) {
      System.arraycopy(m.array(), m.at(from + r, column), packed, r * columns, columns);
    }
  }

  /** As {@link #gather} of all columns, each row of m standing for {@code draws} rows. */
  static void gatherRepeated(Matrix m, int from, int rows, int draws, float[] packed) {
    int columns = m.columns();
    if (draws == 1) {
      gather(m, from, rows, 0, columns, packed);
      return;
    }
    for (int r = 0; r < rows; r++) {
      System.arraycopy(m.array(), m.at((from + r) / draws, 0), packed, r * columns, columns);
    }
  }

  /** The way back of {@link #gather}. */
  static void scatter(float[] packed, Matrix m, int from, int rows, int column, int columns) {
    if (columns == m.stride()) {
      System.arraycopy(packed, 0, m.array(), m.at(from, column), rows * columns);
      return;
    }
    for (int r = 0; r < rows; r++) {
      System.arraycopy(packed, r * columns, m.array(), m.at(from + r, column), columns);
    }
  }

  /** One column of rows {@code from} and on. */
  static void gatherColumn(Matrix m, int from, int rows, int column, float[] packed) {
    float[] values = m.array();
    int at = m.at(from, column);
    for (int r = 0; r < rows; r++) {
      packed[r] = values[at];
      at += m.stride();
    }
  }

  /** As {@link #gatherColumn}, each row of m standing for {@code draws} rows. */
  static void gatherRepeatedColumn(
      Matrix m, int from, int rows, int draws, int column, float[] packed) {
    int i = from / draws;
    int draw = from % draws;
    for (int r = 0; r < rows; r++) {
      packed[r] = m.get(i, column);
      draw++;
      if (draw == draws) {
        draw = 0;
        i++;
      }
    }
  }

  /** The way back of {@link #gatherColumn}. */
  static void scatterColumn(float[] packed, Matrix m, int from, int rows, int column) {
    float[] values = m.array();
    int at = m.at(from, column);
    for (int r = 0; r < rows; r++) {
      values[at] = packed[r];
      at += m.stride();
    }
  }
}
