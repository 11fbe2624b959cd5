package dev.elbo.schema;

/** The kind of a column's values, and what a model must know of them. */
public sealed interface ColumnType permits Numeric, Count, Binary, Category, DateTime, LeftOut {
  Kind kind();

  /** What the values are, in a few words without the kind: {@code 17 … 90, whole numbers}. */
  String summary();
}
