package dev.elbo.preprocessing;

/** From the cells of one column to the numbers that a model sees, and back. */
public sealed interface ColumnTransform permits NumberTransform, CountTransform, LevelTransform {}
