package dev.elbo.preprocessing;

import java.util.List;

/**
 * Some rows of a table, one after the other.
 *
 * @param firstRow number of the first in the table, from 0 on
 * @param rows how many they are
 * @param columns all of the schema, in its order
 */
public record RowBlock(long firstRow, int rows, List<ColumnCells> columns) {
  public RowBlock {
    columns = List.copyOf(columns);
  }
}
