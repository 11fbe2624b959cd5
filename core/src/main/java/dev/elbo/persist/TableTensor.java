package dev.elbo.persist;

/** Numbers about a run, row after row, as a tensor of a checkpoint. */
final class TableTensor {
  private final String name;
  private final int rows;
  private final int columns;
  private final double[] values;

  /** A table of zeros. */
  TableTensor(String name, int rows, int columns) {
    this.name = name;
    this.rows = rows;
    this.columns = columns;
    values = new double[Math.multiplyExact(rows, columns)];
  }

  /** The tensor's name. */
  String name() {
    return name;
  }

  int rows() {
    return rows;
  }

  int columns() {
    return columns;
  }

  /** The numbers themselves, not a copy. */
  double[] values() {
    return values;
  }

  void set(int row, double... numbers) {
    System.arraycopy(numbers, 0, values, row * columns, columns);
  }

  double get(int row, int column) {
    return values[row * columns + column];
  }
}
