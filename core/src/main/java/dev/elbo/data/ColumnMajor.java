package dev.elbo.data;

/**
 * Turns Fortran order (first index fastest) into rows one after the other, their trailing
 * dimensions flattened with the last index fastest.
 */
final class ColumnMajor {
  private ColumnMajor() {}

  static byte[] toRowMajor(byte[] values, ArrayHeader header) {
    int rows = header.dimension(0);
    int[] columnAt = columnOrder(header, values.length / rows);
    byte[] result = new byte[values.length];
    for (int j = 0; j < columnAt.length; j++) {
      for (int i = 0; i < rows; i++) {
        result[i * columnAt.length + columnAt[j]] = values[j * rows + i];
      }
    }
    return result;
  }

  static float[] toRowMajor(float[] values, ArrayHeader header) {
    int rows = header.dimension(0);
    int[] columnAt = columnOrder(header, values.length / rows);
    float[] result = new float[values.length];
    for (int j = 0; j < columnAt.length; j++) {
      for (int i = 0; i < rows; i++) {
        result[i * columnAt.length + columnAt[j]] = values[j * rows + i];
      }
    }
    return result;
  }

  /** By place in the file: the column, counted with the last index fastest. */
  private static int[] columnOrder(ArrayHeader header, int columns) {
    int[] columnAt = new int[columns];
    for (int j = 0; j < columns; j++) {
      int rest = j;
      int stride = columns;
      for (int axis = 1; axis < header.rank(); axis++) {
        int dimension = header.dimension(axis);
        stride /= dimension;
        columnAt[j] += rest % dimension * stride;
        rest /= dimension;
      }
    }
    return columnAt;
  }
}
