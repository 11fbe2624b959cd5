package dev.elbo.distribution;

/** The training rows, column by column: what a likelihood's starting biases are made of. */
public interface TrainingColumns {

  /** The mean of each column; NaN where a value is missing. */
  double[] means();

  /** The values of a column in the rows that have one. */
  float[] observed(int column);
}
