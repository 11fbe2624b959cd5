package dev.elbo.preprocessing;

/**
 * Rows as a model sees them. The arrays are not copied.
 *
 * @param rows how many
 * @param columns of a row: those that a model has
 * @param values row after row (rows × columns); NaN where a cell is missing
 * @param unseen in each column, cells with a level that the schema does not name
 */
// Rows are passed on, not compared.
@SuppressWarnings("ArrayRecordComponent")
public record EncodedRows(int rows, int columns, float[] values, long[] unseen) {}
