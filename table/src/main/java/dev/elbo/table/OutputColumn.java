package dev.elbo.table;

import dev.elbo.preprocessing.ColumnCells;
import dev.elbo.schema.Column;
import dev.elbo.schema.Count;
import dev.elbo.schema.DateTime;
import dev.elbo.schema.Numeric;
import dev.elbo.schema.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A column of results.
 *
 * @param name in the header
 * @param type of its cells
 */
public record OutputColumn(String name, Type type) {
  /** What the cells of a column of results are. */
  public enum Type {
    TEXT("VARCHAR"),
    FLOAT("FLOAT"),
    DOUBLE("DOUBLE"),
    WHOLE("BIGINT"),

    /** Given as text, {@code 2024-02-29}; a date where the format has them. */
    DATE("VARCHAR", "DATE"),

    /** Given as text, {@code 2024-02-29T12:00:00Z}; an instant where the format has them. */
    INSTANT("VARCHAR", "TIMESTAMP WITH TIME ZONE");

    private final String sqlType;
    private final String parquetType;

    Type(String type) {
      this(type, type);
    }

    Type(String sqlType, String parquetType) {
      this.sqlType = sqlType;
      this.parquetType = parquetType;
    }

    /** While rows are gathered, and in CSV. */
    String sqlType() {
      return sqlType;
    }

    /** In a format with types of its own. */
    String parquetType() {
      return parquetType;
    }
  }

  /** A column of cells as a table's column has them. */
  public static OutputColumn of(Column column) {
    return new OutputColumn(column.name(), type(column));
  }

  private static Type type(Column column) {
    if (column.type() instanceof Count
        || (column.type() instanceof Numeric numeric && numeric.isWhole())) {
      return Type.WHOLE;
    }
    if (column.type() instanceof DateTime dates) {
      return dates.unit() == TimeUnit.DAYS ? Type.DATE : Type.INSTANT;
    }
    return column.type() instanceof Numeric ? Type.DOUBLE : Type.TEXT;
  }

  /** A cell as {@link TableWriter#add} takes it, of the column that {@link #of} makes. */
  public static @Nullable Object cell(Column column, ColumnCells cells, int row) {
    if (cells instanceof ColumnCells.Texts texts) {
      return texts.values()[row];
    }
    double number = ((ColumnCells.Numbers) cells).values()[row];
    if (Double.isNaN(number)) {
      return null;
    }
    if (column.type() instanceof DateTime dates) {
      return dates.unit().text(number);
    }
    return type(column) == Type.WHOLE ? (Object) Math.round(number) : number;
  }
}
