package dev.elbo.train;

import dev.elbo.data.RowReader;
import dev.elbo.distribution.TrainingColumns;

/** The columns of the training rows as a reader gives them. */
record ReaderColumns(RowReader reader) implements TrainingColumns {

  @Override
  public double[] means() {
    return reader.columnMeans();
  }

  @Override
  public float[] observed(int column) {
    return reader.observed(column);
  }
}
