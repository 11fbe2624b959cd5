package dev.elbo.preprocessing;

import dev.elbo.schema.Column;
import dev.elbo.schema.Schema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

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

  /** Rows of a schema in which every cell is missing, to be filled in. */
  public static RowBlock missing(Schema schema, long firstRow, int rows) {
    List<ColumnCells> columns = new ArrayList<>();
    for (Column column : schema.columns()) {
      if (column.kind().isNumber()) {
        double[] values = new double[rows];
        Arrays.fill(values, Double.NaN);
        columns.add(new ColumnCells.Numbers(values));
      } else {
        columns.add(new ColumnCells.Texts(new @Nullable String[rows]));
      }
    }
    return new RowBlock(firstRow, rows, columns);
  }

  /** The same cells in arrays of their own. */
  public RowBlock copy() {
    List<ColumnCells> copies = new ArrayList<>();
    for (ColumnCells column : columns) {
      copies.add(
          column instanceof ColumnCells.Numbers numbers
              ? new ColumnCells.Numbers(numbers.values().clone())
              : new ColumnCells.Texts(((ColumnCells.Texts) column).values().clone()));
    }
    return new RowBlock(firstRow, rows, copies);
  }

  /**
   * Some of the rows, as a block of its own.
   *
   * @param places from 0 to rows − 1
   */
  public RowBlock select(int[] places) {
    List<ColumnCells> selected = new ArrayList<>();
    for (ColumnCells column : columns) {
      if (column instanceof ColumnCells.Numbers numbers) {
        selected.add(
            new ColumnCells.Numbers(
                Arrays.stream(places).mapToDouble(i -> numbers.values()[i]).toArray()));
      } else {
        @Nullable String[] all = ((ColumnCells.Texts) column).values();
        @Nullable String[] some = new @Nullable String[places.length];
        Arrays.setAll(some, i -> all[places[i]]);
        selected.add(new ColumnCells.Texts(some));
      }
    }
    return new RowBlock(0, places.length, selected);
  }

  /** Blocks of the same columns, one below the other. */
  public static RowBlock join(List<RowBlock> blocks) {
    int rows = blocks.stream().mapToInt(RowBlock::rows).sum();
    List<ColumnCells> joined = new ArrayList<>();
    for (int j = 0; j < blocks.get(0).columns().size(); j++) {
      int column = j;
      List<ColumnCells> parts = blocks.stream().map(block -> block.columns().get(column)).toList();
      joined.add(
          parts.get(0) instanceof ColumnCells.Numbers ? numbers(parts, rows) : texts(parts, rows));
    }
    return new RowBlock(0, rows, joined);
  }

  private static ColumnCells numbers(List<ColumnCells> parts, int rows) {
    double[] all = new double[rows];
    int at = 0;
    for (ColumnCells part : parts) {
      double[] values = ((ColumnCells.Numbers) part).values();
      System.arraycopy(values, 0, all, at, values.length);
      at += values.length;
    }
    return new ColumnCells.Numbers(all);
  }

  private static ColumnCells texts(List<ColumnCells> parts, int rows) {
    @Nullable String[] all = new @Nullable String[rows];
    int at = 0;
    for (ColumnCells part : parts) {
      @Nullable String[] values = ((ColumnCells.Texts) part).values();
      System.arraycopy(values, 0, all, at, values.length);
      at += values.length;
    }
    return new ColumnCells.Texts(all);
  }
}
