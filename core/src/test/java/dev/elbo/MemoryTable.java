package dev.elbo;

import dev.elbo.preprocessing.RowBlock;
import dev.elbo.preprocessing.RowSource;
import dev.elbo.schema.Schema;
import java.util.stream.IntStream;

/** A table whose cells are in memory. */
record MemoryTable(Schema schema, RowBlock all) implements RowSource {
  @Override
  public String name() {
    return "tables/cells.csv";
  }

  @Override
  public long rows() {
    return all.rows();
  }

  @Override
  public RowBlock read(long firstRow, int most) {
    int count = (int) Math.min(most, rows() - firstRow);
    RowBlock part = all.select(IntStream.range(0, count).map(i -> i + (int) firstRow).toArray());
    return new RowBlock(firstRow, count, part.columns());
  }
}
