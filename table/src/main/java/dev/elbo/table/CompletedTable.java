package dev.elbo.table;

import dev.elbo.data.DataException;
import dev.elbo.preprocessing.RowBlock;
import dev.elbo.schema.Column;
import dev.elbo.schema.Schema;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes a table again with its missing cells filled in, once or several times over, as CSV,
 * gzipped CSV or Parquet by the ending of the file's name.
 *
 * <p>All columns are there, also those that a model does not know, in their order and of their
 * types; a cell that was not missing is the one that was read. Several completions stand one below
 * the other, with a first column {@value #NUMBER} that counts them from 1.
 *
 * <p>{@link #finish()} makes the file, which is there whole or not at all; without it, {@link
 * #close()} leaves what was there before.
 */
public final class CompletedTable implements AutoCloseable {
  /** The column that tells completions apart. */
  public static final String NUMBER = "imputation";

  private static final String TABLE = "filled";

  private final Path file;
  private final ResultFormat format;
  private final Table table;
  private final Schema schema;
  private final int completions;

  /** Where the columns stand in the schema that are filled in. */
  private final int[] places;

  private final RowAppender appender;

  private CompletedTable(
      Path file, ResultFormat format, Table table, Schema schema, int completions)
      throws SQLException {
    this.file = file;
    this.format = format;
    this.table = table;
    this.schema = schema;
    this.completions = completions;
    places = schema.modelledPlaces();
    List<OutputColumn> columns = new ArrayList<>();
    columns.add(new OutputColumn("completion", OutputColumn.Type.WHOLE));
    columns.add(new OutputColumn("place", OutputColumn.Type.WHOLE));
    for (int place : places) {
      Column column = schema.columns().get(place);
      columns.add(
          new OutputColumn(
              table.column(column.name()).orElseThrow().sqlName(), OutputColumn.of(column).type()));
    }
    appender = new RowAppender(table.database(), TABLE, columns);
  }

  /**
   * Starts a file. A table is completed once at a time.
   *
   * @param schema of the model, all of whose columns the table has
   * @param completions how many there will be, 1 or more
   * @throws DataException where the name ends in none of the formats, or several completions are to
   *     be told apart by a column that the table has already
   */
  public static CompletedTable create(Path file, Table table, Schema schema, int completions)
      throws IOException {
    if (completions > 1 && table.columnNames().contains(NUMBER)) {
      throw new DataException(
          "%s has a column %s, which is to number the completions; rename it"
              .formatted(table.name(), NUMBER));
    }
    try {
      return new CompletedTable(file, ResultFormat.of(file), table, schema, completions);
    } catch (SQLException e) {
      throw ResultFormat.failed(file, e);
    }
  }

  /**
   * Adds rows of the table in the columns of the schema.
   *
   * @param original as they were read
   * @param completed the same rows without a gap, one for each completion
   */
  public void add(RowBlock original, List<RowBlock> completed) throws IOException {
    try {
      for (int m = 0; m < completions; m++) {
        for (int i = 0; i < original.rows(); i++) {
          add(original, completed.get(m), m, i);
        }
      }
    } catch (SQLException e) {
      throw ResultFormat.failed(file, e);
    }
  }

  private void add(RowBlock original, RowBlock completed, int completion, int row)
      throws SQLException {
    @Nullable Object[] cells = new @Nullable Object[places.length + 2];
    cells[0] = completion + 1L;
    cells[1] = original.firstRow() + row;
    for (int k = 0; k < places.length; k++) {
      int j = places[k];
      if (original.columns().get(j).isMissing(row)) {
        cells[k + 2] = OutputColumn.cell(schema.columns().get(j), completed.columns().get(j), row);
      }
    }
    appender.add(cells);
  }

  /** Makes the file, over what was there. No row comes after. */
  public void finish() throws IOException {
    try {
      appender.close();
    } catch (SQLException e) {
      throw ResultFormat.failed(file, e);
    }
    List<String> expressions = new ArrayList<>();
    if (completions > 1) {
      expressions.add("f.completion AS " + NUMBER);
    }
    for (RawColumn column : table.columns()) {
      expressions.add(expression(column) + " AS " + Sql.name(column.name()));
    }
    format.write(
        table.database(),
        "SELECT %s FROM %s f JOIN %s d ON d.rowid = f.place ORDER BY f.completion, f.place"
            .formatted(String.join(", ", expressions), TABLE, Loaded.TABLE),
        file);
  }

  private String expression(RawColumn column) {
    boolean filled =
        schema.modelled().stream().anyMatch(known -> known.name().equals(column.name()));
    return filled
        ? "CASE WHEN f.%1$s IS NULL THEN d.%1$s ELSE CAST(f.%1$s AS %2$s) END"
            .formatted(column.sqlName(), column.sqlType())
        : "d." + column.sqlName();
  }

  @Override
  public void close() throws IOException {
    try {
      appender.close();
      table.database().execute("DROP TABLE IF EXISTS " + TABLE);
    } catch (SQLException e) {
      throw ResultFormat.failed(file, e);
    }
  }
}
