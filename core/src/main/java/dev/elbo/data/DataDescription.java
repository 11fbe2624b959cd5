package dev.elbo.data;

import dev.elbo.preprocessing.Preprocessing;
import java.util.Optional;

/**
 * What a model remembers of the data it was trained on, so that later data are read the same way.
 *
 * @param name of the training data, for reports
 * @param columns of a row
 * @param scale what bytes were divided by; 1 for floats
 * @param binarization of values before the model saw them
 * @param imageShape of a row, where rows are pictures
 * @param preprocessing from the cells of a table to the values of a row, where rows were cells
 */
public record DataDescription(
    String name,
    int columns,
    float scale,
    Binarization binarization,
    Optional<ImageShape> imageShape,
    Optional<Preprocessing> preprocessing) {

  /** Rows of plain numbers. */
  public DataDescription(
      String name,
      int columns,
      float scale,
      Binarization binarization,
      Optional<ImageShape> imageShape) {
    this(name, columns, scale, binarization, imageShape, Optional.empty());
  }

  public static DataDescription of(Dataset data, Binarization binarization) {
    return new DataDescription(
        data.name(), data.columns(), data.scale(), binarization, data.imageShape());
  }

  /** The same of rows that were cells of a table. */
  public DataDescription with(Preprocessing fitted) {
    return new DataDescription(name, columns, scale, binarization, imageShape, Optional.of(fitted));
  }

  /**
   * The data as the model reads them: bytes at the model's scale, or at their own where the model
   * was trained on plain numbers.
   *
   * @throws DataException where the number of columns differs
   */
  public Dataset adapt(Dataset data) {
    if (data.columns() != columns) {
      throw new DataException(
          "%s has %d columns where the model, trained on %s, expects %d"
              .formatted(data.name(), data.columns(), name, columns));
    }
    return data.holdsBytes() && scale != 1 ? data.withScale(scale) : data;
  }
}
