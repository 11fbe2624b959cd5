package dev.elbo.table;

import dev.elbo.data.DataException;
import dev.elbo.table.csv.GzippedFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Files, found by their names or patterns. */
final class FileLoader {
  private final DuckDb database;

  FileLoader(DuckDb database) {
    this.database = database;
  }

  Loaded load(TableSource.Files source) throws IOException, SQLException {
    List<Path> files = new ArrayList<>();
    for (String pattern : source.patterns()) {
      files.addAll(matches(pattern));
    }
    Set<FileContent> contents = EnumSet.noneOf(FileContent.class);
    Set<Boolean> gzipped = new HashSet<>();
    for (Path file : files) {
      GzippedFile.requireWhole(file);
      gzipped.add(GzippedFile.is(file));
      contents.add(FileContent.of(file));
    }
    if (contents.size() > 1) {
      throw new DataException(
          "%s and %d more: files of one table have one format, these have %s"
              .formatted(files.get(0), files.size() - 1, contents));
    }
    return switch (contents.iterator().next()) {
      case CSV -> new CsvLoader(database, source.format()).load(files);
      case JSON -> new TypedFileLoader(database, json(gzipped)).load(files);
      case PARQUET -> new TypedFileLoader(database, "read_parquet(%s)").load(files);
    };
  }

  /** What is in files decides whether they are unpacked; where they differ, their names do. */
  private static String json(Set<Boolean> gzipped) {
    String compression = gzipped.size() > 1 ? "auto" : gzipped.contains(true) ? "gzip" : "none";
    return "read_json(%%s, sample_size = -1, compression = '%s')".formatted(compression);
  }

  /** The file of this name, or those that fit the pattern, in order of their names. */
  private List<Path> matches(String pattern) throws SQLException {
    Path file = Path.of(pattern);
    if (Files.isDirectory(file)) {
      throw new DataException(
          "%s: this is a folder; name files in it, such as %s/*.csv".formatted(file, file));
    }
    if (Files.exists(file)) {
      return List.of(file);
    }
    if (pattern.chars().noneMatch(c -> "*?[".indexOf(c) >= 0)) {
      throw new DataException(
          "%s: there is no such file (%s)".formatted(file, file.toAbsolutePath()));
    }
    List<Path> found =
        database.list(
            "SELECT file FROM glob(%s) ORDER BY file".formatted(Sql.literal(pattern)),
            row -> Path.of(row.getString(1)));
    if (found.isEmpty()) {
      throw new DataException(
          "%s: no file fits this pattern (%s)".formatted(pattern, file.toAbsolutePath()));
    }
    return found;
  }
}
