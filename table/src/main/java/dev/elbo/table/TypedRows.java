package dev.elbo.table;

import dev.elbo.data.DataException;
import dev.elbo.preprocessing.ColumnCells;
import dev.elbo.preprocessing.RowBlock;
import dev.elbo.preprocessing.RowSource;
import dev.elbo.schema.Column;
import dev.elbo.schema.DateTime;
import dev.elbo.schema.Schema;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A table's rows with the columns of a schema. Each call of {@link #read} holds one block in
 * memory.
 */
public final class TypedRows implements RowSource {
  private final Table table;
  private final Schema schema;
  private final List<Cells> cells;

  private TypedRows(Table table, Schema schema, List<Cells> cells) {
    this.table = table;
    this.schema = schema;
    this.cells = cells;
  }

  static TypedRows of(Table table, Schema schema) {
    requireColumns(table, schema);
    List<Cells> cells = new ArrayList<>();
    for (Column column : schema.columns()) {
      RawColumn raw =
          table
              .column(column.name())
              // A column that is left out may be missing.
              .orElse(new RawColumn(column.name(), -1, "VARCHAR"));
      cells.add(new Cells(raw, column.missingTokens()));
    }
    TypedRows rows = new TypedRows(table, schema, List.copyOf(cells));
    rows.requireKinds();
    return rows;
  }

  private static void requireColumns(Table table, Schema schema) {
    List<String> missing =
        schema.modelled().stream()
            .map(Column::name)
            .filter(name -> !table.columnNames().contains(name))
            .toList();
    if (missing.isEmpty()) {
      return;
    }
    List<String> unknown = new ArrayList<>(table.columnNames());
    schema.columns().forEach(column -> unknown.remove(column.name()));
    throw new DataException(
        "%s: the model needs %s %s, which the table lacks; %s"
            .formatted(
                table.name(),
                missing.size() == 1 ? "column" : "columns",
                String.join(", ", missing),
                unknown.isEmpty()
                    ? "its columns are " + Columns.names(table.columns())
                    : "if it has another name now, give it the old one; unknown to the model are "
                        + String.join(", ", unknown)));
  }

  private void requireKinds() {
    try {
      for (int j = 0; j < cells.size(); j++) {
        CellCheck check = CellCheck.of(schema.columns().get(j).kind());
        if (check != CellCheck.NOTHING) {
          check.require(table, cells.get(j));
        }
      }
    } catch (SQLException e) {
      throw new DataException(table.name() + ": " + Sql.firstLine(e), e);
    }
  }

  @Override
  public String name() {
    return table.name();
  }

  @Override
  public Schema schema() {
    return schema;
  }

  @Override
  public long rows() {
    return table.rows();
  }

  /** The table's columns that the schema does not know; they are not read. */
  public List<String> extraColumns() {
    List<String> extra = new ArrayList<>(table.columnNames());
    schema.columns().forEach(column -> extra.remove(column.name()));
    return List.copyOf(extra);
  }

  /**
   * {@inheritDoc}
   *
   * <p>Columns that the table lacks have missing cells only. A call is a query, which takes some
   * hundredths of a second before its first row: ask for thousands.
   */
  @Override
  public RowBlock read(long firstRow, int most) {
    Objects.checkIndex(firstRow, rows());
    int count = (int) Math.min(most, rows() - firstRow);
    List<ColumnCells> columns = new ArrayList<>();
    for (Column column : schema.columns()) {
      columns.add(
          column.kind().isNumber()
              ? new ColumnCells.Numbers(new double[count])
              : new ColumnCells.Texts(new @Nullable String[count]));
    }
    try {
      fill(columns, firstRow, count);
    } catch (SQLException e) {
      throw new DataException(table.name() + ": " + Sql.firstLine(e), e);
    }
    return new RowBlock(firstRow, count, columns);
  }

  private void fill(List<ColumnCells> columns, long firstRow, int count) throws SQLException {
    String query =
        "SELECT %s FROM %s WHERE rowid >= %d AND rowid < %d ORDER BY rowid"
            .formatted(expressions(), Loaded.TABLE, firstRow, firstRow + count);
    int[] next = new int[1];
    table
        .database()
        .forEach(
            query,
            row -> {
              int i = next[0]++;
              for (int j = 0; j < columns.size(); j++) {
                if (columns.get(j) instanceof ColumnCells.Numbers numbers) {
                  double value = row.getDouble(j + 1);
                  numbers.values()[i] = row.wasNull() ? Double.NaN : value;
                } else if (columns.get(j) instanceof ColumnCells.Texts texts) {
                  texts.values()[i] = row.getString(j + 1);
                }
              }
            });
  }

  private String expressions() {
    List<String> expressions = new ArrayList<>();
    for (int j = 0; j < cells.size(); j++) {
      expressions.add(expression(schema.columns().get(j), cells.get(j)));
    }
    return String.join(", ", expressions);
  }

  private static String expression(Column column, Cells cells) {
    if (cells.column().place() < 0) {
      return "NULL";
    }
    return switch (column.kind()) {
      case NUMERIC, POSITIVE, HEAVY_TAILED, FRACTION, COUNT -> cells.number();
      case DATE_TIME ->
          "(%s) / %s"
              .formatted(cells.microseconds(), ((DateTime) column.type()).unit().microseconds());
      default -> cells.text();
    };
  }
}
