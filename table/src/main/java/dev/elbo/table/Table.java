package dev.elbo.table;

import dev.elbo.data.DataException;
import dev.elbo.schema.Schema;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * Rows and columns of any size, copied once into a temporary database on disk. Memory does not grow
 * with the table, and what was read stays as it was while it is in use.
 *
 * <p>One thread at a time. {@link #close()} removes the copy.
 */
public final class Table implements AutoCloseable {
  private final DuckDb database;
  private final Loaded loaded;
  private final long rows;

  private Table(DuckDb database, Loaded loaded, long rows) {
    this.database = database;
    this.loaded = loaded;
    this.rows = rows;
  }

  /**
   * Reads all rows.
   *
   * @throws DataException where something is wrong with them, naming the file and the line
   */
  public static Table open(TableSource source) throws IOException {
    try {
      DuckDb database = DuckDb.open();
      try {
        Loaded loaded = load(database, source);
        long rows = database.rows(Loaded.TABLE);
        if (rows == 0) {
          throw new DataException(loaded.origins().name() + ": there are no rows");
        }
        return new Table(database, loaded, rows);
      } catch (IOException | SQLException | RuntimeException e) {
        database.close();
        throw e;
      }
    } catch (SQLException e) {
      throw new IOException("the temporary database failed: " + Sql.firstLine(e), e);
    }
  }

  private static Loaded load(DuckDb database, TableSource source) throws IOException, SQLException {
    if (source instanceof TableSource.Files files) {
      return new FileLoader(database).load(files);
    }
    if (source instanceof TableSource.Query query) {
      return new QueryLoader(database).load(query);
    }
    if (source instanceof TableSource.Row row) {
      return new RowLoader(database).load(row);
    }
    return new DatabaseLoader(database).load((TableSource.Database) source);
  }

  /** Where the rows come from, in a few words. */
  public String name() {
    return loaded.origins().name();
  }

  public long rows() {
    return rows;
  }

  public List<String> columnNames() {
    return loaded.columns().stream().map(RawColumn::name).toList();
  }

  /** What was assumed while reading, a sentence each. */
  public List<String> notes() {
    return loaded.notes();
  }

  /**
   * The rows with the columns of a schema, found by their names in whatever order.
   *
   * @throws DataException where a column is missing, or a cell is not of its column's kind
   */
  public TypedRows as(Schema schema) {
    return TypedRows.of(this, schema);
  }

  @Override
  public void close() throws IOException {
    database.close();
  }

  DuckDb database() {
    return database;
  }

  Origins origins() {
    return loaded.origins();
  }

  List<RawColumn> columns() {
    return loaded.columns();
  }

  Optional<RawColumn> column(String name) {
    return columns().stream().filter(column -> column.name().equals(name)).findFirst();
  }
}
