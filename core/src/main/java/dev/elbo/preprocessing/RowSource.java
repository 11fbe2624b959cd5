package dev.elbo.preprocessing;

import dev.elbo.schema.Schema;

/** A table's rows by their numbers, of which a block at a time is in memory. */
public interface RowSource {
  /** Where the rows come from, in a few words. */
  String name();

  Schema schema();

  long rows();

  /**
   * Some rows, in the order of the table.
   *
   * @param firstRow from 0 on
   * @param most as many rows as this, or all that there are from the first on
   */
  RowBlock read(long firstRow, int most);
}
