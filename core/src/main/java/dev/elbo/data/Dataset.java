package dev.elbo.data;

import dev.elbo.linalg.Matrix;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A table of numbers (rows × columns) in memory, perhaps with a label for each row. Immutable.
 *
 * <p>Bytes stay bytes and are turned into floats when a minibatch asks for them; {@link #select
 * views} share the values of the set they were taken from. A view remembers where its rows come
 * from ({@link #sourceRow}), so that messages name the row of the user's file.
 *
 * <p>Values may be anything until something reads them as data: {@link #requireFinite} and {@link
 * #requireUnitInterval} are the checks that training and {@link RowReader} make first.
 */
public final class Dataset {
  private final String name;
  private final int columns;
  private final int rows;
  private final Values values;

  /** By row of this view: the row in {@link #values}. Null where this is all rows in order. */
  private final int @Nullable [] sourceRows;

  /** By row of this view. */
  private final int @Nullable [] labels;

  private final @Nullable ImageShape imageShape;

  private Dataset(
      String name,
      int columns,
      int rows,
      Values values,
      int @Nullable [] sourceRows,
      int @Nullable [] labels,
      @Nullable ImageShape imageShape) {
    this.name = name;
    this.columns = columns;
    this.rows = rows;
    this.values = values;
    this.sourceRows = sourceRows;
    this.labels = labels;
    this.imageShape = imageShape;
  }

  /**
   * A data set of unsigned bytes, each standing for byte ÷ scale: 255 makes pixels lie in [0, 1].
   *
   * @param values copied, row after row; as many as rows × columns
   * @throws IllegalArgumentException where the values do not fill rows of {@code columns}, or the
   *     scale is not positive and finite
   */
  public static Dataset ofBytes(String name, int columns, byte[] values, float scale) {
    return of(name, columns, new ByteValues(values.clone(), scale));
  }

  /**
   * A data set of floats.
   *
   * @param values copied, row after row; as many as rows × columns
   * @throws IllegalArgumentException where the values do not fill rows of {@code columns}
   */
  public static Dataset ofFloats(String name, int columns, float[] values) {
    return of(name, columns, new FloatValues(values.clone()));
  }

  /**
   * A data set of floats.
   *
   * @param rows copied; all of one length
   * @throws IllegalArgumentException where rows differ in length or there are none
   */
  public static Dataset ofFloats(String name, float[][] rows) {
    if (rows.length == 0) {
      throw new IllegalArgumentException(name + ": a data set has at least one row");
    }
    int columns = rows[0].length;
    float[] values = new float[Math.multiplyExact(rows.length, columns)];
    for (int i = 0; i < rows.length; i++) {
      if (rows[i].length != columns) {
        throw new IllegalArgumentException(
            "%s: row %d (counted from 1) has %d values where row 1 has %d"
                .formatted(name, i + 1, rows[i].length, columns));
      }
      System.arraycopy(rows[i], 0, values, i * columns, columns);
    }
    return of(name, columns, new FloatValues(values));
  }

  /** A data set that takes the values over without a copy. */
  static Dataset of(String name, int columns, Values values) {
    if (columns < 1 || values.length() < 1 || values.length() % columns != 0) {
      throw new IllegalArgumentException(
          "%s: %d values do not fill one or more rows of %d columns"
              .formatted(name, values.length(), columns));
    }
    int rows = values.length() / columns;
    return new Dataset(name, columns, rows, values, null, null, null);
  }

  /** The name for messages and reports, such as {@code digits/train}. */
  public String name() {
    return name;
  }

  public int rows() {
    return rows;
  }

  public int columns() {
    return columns;
  }

  /** How to see a row as a picture, where that is known. */
  public Optional<ImageShape> imageShape() {
    return Optional.ofNullable(imageShape);
  }

  public boolean hasLabels() {
    return labels != null;
  }

  /** The label of a row. See {@link #labels()}. */
  public int label(int row) {
    return requireLabels()[checkRow(row)];
  }

  /**
   * A copy of the labels, one a row.
   *
   * @throws IllegalStateException where there are none
   */
  public int[] labels() {
    return requireLabels().clone();
  }

  private int[] requireLabels() {
    if (labels == null) {
      throw new IllegalStateException(name + " has no labels");
    }
    return labels;
  }

  /** Whether the values are kept as bytes, so that they have a {@link #scale()}. */
  public boolean holdsBytes() {
    return values instanceof ByteValues;
  }

  /** What each byte was divided by; 1 for float data. */
  public float scale() {
    return values instanceof ByteValues bytes ? bytes.scale() : 1;
  }

  /** The value at (row, column), counted from 0. */
  public float value(int row, int column) {
    Objects.checkIndex(column, columns);
    return values.get(offset(checkRow(row)) + column);
  }

  /** The row in the file or array this data set was made from, counted from 0. */
  public int sourceRow(int row) {
    checkRow(row);
    return sourceRows == null ? row : sourceRows[row];
  }

  /**
   * Copies rows {@code indices[from]} … {@code indices[to - 1]} to rows 0 … to − from − 1 of {@code
   * target}.
   *
   * @param target at least (to − from) × columns; further rows are left alone
   * @throws IllegalArgumentException where the target has other columns or too few rows
   * @throws IndexOutOfBoundsException where an index names no row
   */
  public void read(int[] indices, int from, int to, Matrix target) {
    checkTarget(indices, from, to, target);
    for (int i = from; i < to; i++) {
      values.copy(offset(checkRow(indices[i])), columns, target.array(), target.at(i - from, 0));
    }
  }

  /**
   * A view of some rows, in the order given, that shares the values. It is named {@code name/part}.
   *
   * @throws IllegalArgumentException where no row is given
   * @throws IndexOutOfBoundsException where an index names no row
   */
  public Dataset select(int[] indices, String part) {
    if (indices.length == 0) {
      throw new IllegalArgumentException(name + "/" + part + " would have no row");
    }
    int[] selected = new int[indices.length];
    int[] selectedLabels = labels == null ? null : new int[indices.length];
    for (int i = 0; i < indices.length; i++) {
      selected[i] = sourceRow(indices[i]);
      if (labels != null && selectedLabels != null) {
        selectedLabels[i] = labels[indices[i]];
      }
    }
    return new Dataset(
        name + "/" + part, columns, indices.length, values, selected, selectedLabels, imageShape);
  }

  /** The same data under another name. */
  public Dataset withName(String otherName) {
    return new Dataset(otherName, columns, rows, values, sourceRows, labels, imageShape);
  }

  /**
   * The same data with rows seen as pictures.
   *
   * @throws IllegalArgumentException where height × width is not the number of columns
   */
  public Dataset withImageShape(ImageShape shape) {
    if (shape.pixels() != columns) {
      throw new IllegalArgumentException(
          "%s: rows of %d columns are no images of %d × %d = %d pixels"
              .formatted(name, columns, shape.height(), shape.width(), shape.pixels()));
    }
    return new Dataset(name, columns, rows, values, sourceRows, labels, shape);
  }

  /**
   * The same data with labels.
   *
   * @param rowLabels copied; one a row
   * @throws IllegalArgumentException where the number of labels is not that of the rows
   */
  public Dataset withLabels(int[] rowLabels) {
    if (rowLabels.length != rows) {
      throw new IllegalArgumentException(
          "%s: %d labels for %d rows".formatted(name, rowLabels.length, rows));
    }
    return new Dataset(name, columns, rows, values, sourceRows, rowLabels.clone(), imageShape);
  }

  /**
   * The same bytes at another scale: each stands for byte ÷ scale.
   *
   * @throws IllegalStateException where the values are floats
   */
  public Dataset withScale(float scale) {
    if (!(values instanceof ByteValues bytes)) {
      throw new IllegalStateException(name + " holds floats: only bytes have a scale");
    }
    return new Dataset(name, columns, rows, bytes.withScale(scale), sourceRows, labels, imageShape);
  }

  /**
   * These rows and then the other's: two sets of bytes, of one width and scale, that are no views.
   */
  Dataset append(Dataset other) {
    if (!(values instanceof ByteValues first && other.values instanceof ByteValues second)
        || sourceRows != null
        || other.sourceRows != null
        || columns != other.columns
        || scale() != other.scale()) {
      throw new IllegalArgumentException(this + " and " + other + " cannot be joined");
    }
    int[] joined = null;
    if (labels != null && other.labels != null) {
      joined = Arrays.copyOf(labels, rows + other.rows);
      System.arraycopy(other.labels, 0, joined, rows, other.rows);
    }
    return new Dataset(
        name, columns, rows + other.rows, first.append(second), null, joined, imageShape);
  }

  /**
   * The mean of each column, summed in double. NaN where a column has a value that is not finite.
   */
  public double[] columnMeans() {
    double[] means = new double[columns];
    float[] row = new float[columns];
    for (int i = 0; i < rows; i++) {
      copyRow(i, row, 0);
      for (int j = 0; j < columns; j++) {
        means[j] += row[j];
      }
    }
    for (int j = 0; j < columns; j++) {
      means[j] /= rows;
    }
    return means;
  }

  /** The standard deviation of each column about its mean. */
  public double[] columnDeviations() {
    double[] means = columnMeans();
    double[] deviations = new double[columns];
    float[] row = new float[columns];
    for (int i = 0; i < rows; i++) {
      copyRow(i, row, 0);
      for (int j = 0; j < columns; j++) {
        deviations[j] += (row[j] - means[j]) * (row[j] - means[j]);
      }
    }
    for (int j = 0; j < columns; j++) {
      deviations[j] = Math.sqrt(deviations[j] / rows);
    }
    return deviations;
  }

  /**
   * SHA-256 of rows and values in hexadecimal: two sets with the same one train the same model.
   * Names, labels and the shape of images do not count; what bytes stand for does, and which row of
   * its source each row is.
   */
  public String sha256() {
    return RowHash.of(this);
  }

  /** Range and first offenders, from one pass over the values. */
  public Summary summary() {
    return Summary.of(this);
  }

  /**
   * Checks that every value is a finite number. Bytes always are, and cost nothing to check.
   *
   * @throws DataException that names the first offender's row and column
   */
  public void requireFinite() {
    if (values.ceiling() < Float.POSITIVE_INFINITY
        || Summary.within(this, -Float.MAX_VALUE, Float.MAX_VALUE)) {
      return;
    }
    summary().nonFinite().ifPresent(this::rejectNonFinite);
  }

  /**
   * Checks that every value is a finite number or NaN, which stands for a missing cell.
   *
   * @throws DataException that names the first offender's row and column
   */
  void requireNoInfinity() {
    float[] row = new float[columns];
    for (int i = 0; i < rows; i++) {
      copyRow(i, row, 0);
      for (int j = 0; j < columns; j++) {
        if (Float.isInfinite(row[j])) {
          throw new DataException(
              "%s: the value at %s is %s; a cell is a finite float32 number, or NaN where it is missing"
                  .formatted(name, new Cell(sourceRow(i), j, row[j]).place(), row[j]));
        }
      }
    }
  }

  /**
   * Checks that every value lies in [0, 1], as a Bernoulli likelihood needs it.
   *
   * @throws DataException that names the first offender's row and column
   */
  public void requireUnitInterval() {
    if (values.ceiling() <= 1 || Summary.within(this, 0, 1)) {
      return;
    }
    Summary summary = summary();
    summary.nonFinite().ifPresent(this::rejectNonFinite);
    summary
        .outsideUnitInterval()
        .ifPresent(
            cell -> {
              throw new DataException(
                  ("%s: the value at %s is %s, outside [0, 1] (all values: %s to %s); scale the"
                          + " data into [0, 1] or use a Gaussian decoder")
                      .formatted(
                          name, cell.place(), cell.value(), summary.minimum(), summary.maximum()));
            });
  }

  private void rejectNonFinite(Cell cell) {
    throw new DataException(
        "%s: the value at %s is %s, not a finite float32 number; remove the row or fill the value in"
            .formatted(name, cell.place(), cell.value()));
  }

  /** Where a row starts in {@link #values}; the row is not checked. */
  int offset(int row) {
    return (sourceRows == null ? row : sourceRows[row]) * columns;
  }

  Values values() {
    return values;
  }

  void copyRow(int row, float[] target, int at) {
    values.copy(offset(row), columns, target, at);
  }

  int checkRow(int row) {
    return Objects.checkIndex(row, rows);
  }

  void checkTarget(int[] indices, int from, int to, Matrix target) {
    Objects.checkFromToIndex(from, to, indices.length);
    if (target.columns() != columns || target.rows() < to - from) {
      throw new IllegalArgumentException(
          "%s: %d rows of %d columns do not go into a matrix of %d × %d"
              .formatted(name, to - from, columns, target.rows(), target.columns()));
    }
  }

  @Override
  public String toString() {
    return "%s (%d rows × %d columns)".formatted(name, rows, columns);
  }
}
