package dev.elbo.table;

import dev.elbo.data.DataException;
import dev.elbo.table.csv.CsvFormat;
import dev.elbo.table.csv.Dialect;
import dev.elbo.table.csv.GzippedFile;
import dev.elbo.table.csv.Header;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * CSV files. All cells are read as text: what a column holds is decided when all its cells have
 * been seen, not from a sample.
 */
final class CsvLoader {
  private static final Pattern LINE = Pattern.compile("CSV Error on Line: (\\d+)");
  private static final Pattern CELLS =
      Pattern.compile("Expected Number of Columns: (\\d+) Found: (\\d+)");

  private final DuckDb database;
  private final CsvFormat format;
  private final List<Origins.Origin> origins = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  CsvLoader(DuckDb database, CsvFormat format) {
    this.database = database;
    this.format = format;
  }

  Loaded load(List<Path> files) throws IOException, SQLException {
    Dialect first = Dialect.of(files.get(0), format);
    List<RawColumn> columns = Columns.text(files.get(0).toString(), first.names());
    database.execute("CREATE TABLE %s (%s)".formatted(Loaded.TABLE, Columns.definitions(columns)));
    for (Path file : files) {
      origins.add(new Origins.Origin(file.toString(), database.rows(Loaded.TABLE)));
      append(file, columns);
    }
    return new Loaded(columns, new Origins(origins), notes);
  }

  private void append(Path file, List<RawColumn> columns) throws IOException, SQLException {
    Dialect dialect = Dialect.of(file, format);
    List<RawColumn> own = Columns.text(file.toString(), dialect.names());
    requireSame(file, own, columns);
    if (!dialect.header() && format.header() == Header.DETECT) {
      List<String> names = dialect.names();
      notes.add(
          "%s has no header: its columns are named %s to %s"
              .formatted(file, names.get(0), names.get(names.size() - 1)));
    }
    if (own.size() == 1 && format.delimiter().isEmpty()) {
      notes.add(
          file + " has one column: no comma, semicolon, tab or | cuts its lines (--delimiter)");
    }
    String inOrder =
        columns.stream().map(column -> place(column, own)).collect(Collectors.joining(", "));
    try {
      database.execute(
          "INSERT INTO %s SELECT %s FROM %s"
              .formatted(Loaded.TABLE, inOrder, reader(file, dialect, own)));
    } catch (SQLException e) {
      throw explained(file, e);
    }
  }

  private static String place(RawColumn column, List<RawColumn> own) {
    return own.stream()
        .filter(other -> other.name().equals(column.name()))
        .findFirst()
        .orElseThrow()
        .sqlName();
  }

  private static void requireSame(Path file, List<RawColumn> own, List<RawColumn> columns) {
    Set<String> names = own.stream().map(RawColumn::name).collect(Collectors.toSet());
    Set<String> expected = columns.stream().map(RawColumn::name).collect(Collectors.toSet());
    if (!names.equals(expected)) {
      Set<String> missing = new TreeSet<>(expected);
      missing.removeAll(names);
      Set<String> extra = new TreeSet<>(names);
      extra.removeAll(expected);
      throw new DataException(
          "%s: its columns are not those of the files before it; it lacks %s and has %s besides"
              .formatted(file, missing, extra));
    }
  }

  private String reader(Path file, Dialect dialect, List<RawColumn> own) throws IOException {
    boolean gzipped = GzippedFile.is(file);
    String types =
        own.stream()
            .map(column -> "%s: 'VARCHAR'".formatted(Sql.literal(column.sqlName())))
            .collect(Collectors.joining(", ", "{", "}"));
    return """
        read_csv(%s, auto_detect = false, delim = %s, quote = '"', escape = '"', header = %s,
          skip = %d, encoding = %s, compression = %s, columns = %s)\
        """
        .formatted(
            Sql.literal(file.toString()),
            Sql.literal(String.valueOf(dialect.delimiter())),
            dialect.header(),
            format.skippedLines(),
            Sql.literal(format.encoding().word()),
            Sql.literal(gzipped ? "gzip" : "none"),
            types);
  }

  /** The database's complaint as a sentence with a remedy. */
  private DataException explained(Path file, SQLException e) {
    String message = String.valueOf(e.getMessage());
    Matcher line = LINE.matcher(message);
    String where = line.find() ? "%s, line %s".formatted(file, line.group(1)) : file.toString();
    Matcher cells = CELLS.matcher(message);
    if (cells.find()) {
      return new DataException(
          "%s: %s %s where the table has %s columns; repair the line, or put quotes around a cell that holds the delimiter"
              .formatted(
                  where,
                  cells.group(2),
                  cells.group(2).equals("1") ? "cell" : "cells",
                  cells.group(1)),
          e);
    }
    if (message.contains("unicode") || message.contains("utf-8")) {
      return new DataException(
          "%s: bytes that are not %s; say which encoding it is (--encoding): utf-8, utf-16 or latin-1"
              .formatted(where, format.encoding().word()),
          e);
    }
    if (message.contains("unterminated quote")) {
      return new DataException(where + ": a quote opens a cell and none closes it", e);
    }
    return new DataException(where + ": " + Sql.firstLine(e), e);
  }
}
