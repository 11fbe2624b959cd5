package dev.elbo.table;

import dev.elbo.data.DataException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Files that say what type their columns have. */
final class TypedFileLoader {
  private final DuckDb database;
  private final String reader;

  /**
   * @param reader a function of SQL that reads a list of files, with {@code %s} in the list's place
   */
  TypedFileLoader(DuckDb database, String reader) {
    this.database = database;
    this.reader = reader;
  }

  Loaded load(List<Path> files) throws SQLException {
    String name = Origins.of(files.get(0).toString()).name();
    String list = "[%s]".formatted(Sql.literals(files.stream().map(Path::toString).toList()));
    String query =
        "SELECT * FROM " + reader.formatted(list).replaceFirst("\\)$", ", union_by_name = true)");
    try {
      List<RawColumn> columns = Columns.of(database, name, query);
      database.execute(
          "CREATE TABLE %s AS SELECT %s FROM (%s)"
              .formatted(Loaded.TABLE, QueryLoader.renamed(columns), query));
      return new Loaded(columns, origins(files), List.of());
    } catch (SQLException e) {
      throw new DataException(
          "%s: %s; repair the file, or use another copy".formatted(name, Sql.firstLine(e)), e);
    }
  }

  /** Files are read in the order given, each as a whole. */
  private Origins origins(List<Path> files) throws SQLException {
    if (files.size() == 1) {
      return Origins.of(files.get(0).toString());
    }
    List<Origins.Origin> origins = new ArrayList<>();
    long rows = 0;
    for (Path file : files) {
      origins.add(new Origins.Origin(file.toString(), rows));
      rows += database.rows(reader.formatted(Sql.literal(file.toString())));
    }
    return new Origins(origins);
  }
}
