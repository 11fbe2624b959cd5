package dev.elbo.table;

import dev.elbo.data.DataException;
import dev.elbo.schema.Kind;
import dev.elbo.table.csv.CsvRecords;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What people know of some columns, which then is not inferred.
 *
 * <p>As a file it is CSV with a line a column: its name, its kind (left empty to infer it) and the
 * cells that stand for a missing one, between blanks; where there is a {@code |}, between these, so
 * that a cell may have blanks:
 *
 * <pre>
 * column,kind,missing
 * age,numeric,-999 -1
 * zip,category
 * workclass,,?
 * reason,,not asked|no answer
 * notes,ignored
 * </pre>
 *
 * @param hints by the names of columns, in the order of the file
 */
public record SchemaHints(Map<String, Hint> hints) {
  /** Nothing is known. */
  public static final SchemaHints NONE = new SchemaHints(Map.of());

  private static final List<String> HEADER = List.of("column", "kind", "missing");

  /**
   * What is known of a column.
   *
   * @param kind of its values
   * @param missingTokens cells that stand for a missing one, in place of the usual ones, {@code ?},
   *     {@code NA}, {@code N/A} and {@code NULL}; the empty cell and {@code NaN} always do
   */
  public record Hint(Optional<Kind> kind, Optional<List<String>> missingTokens) {
    public static Hint of(Kind kind) {
      return new Hint(Optional.of(kind), Optional.empty());
    }
  }

  public SchemaHints {
    hints = new LinkedHashMap<>(hints);
  }

  /** The names of the columns, in order: those of a file without a header, where all are listed. */
  public List<String> names() {
    return List.copyOf(hints.keySet());
  }

  /**
   * Reads such a file.
   *
   * @throws DataException where a line of it makes no sense
   */
  public static SchemaHints read(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new DataException(
          "%s: there is no such file (%s)".formatted(file, file.toAbsolutePath()));
    }
    List<List<String>> records = CsvRecords.parse(Files.readString(file), ',');
    List<String> header = records.isEmpty() ? List.of() : stripped(records.get(0));
    if (header.isEmpty()
        || header.size() > HEADER.size()
        || !header.equals(HEADER.subList(0, header.size()))) {
      throw new DataException(
          "%s: a schema file begins with the line column,kind,missing".formatted(file));
    }
    Map<String, Hint> hints = new LinkedHashMap<>();
    for (List<String> record : records.subList(Math.min(1, records.size()), records.size())) {
      List<String> cells = new ArrayList<>(stripped(record));
      if (cells.size() > HEADER.size() || cells.get(0).isEmpty()) {
        throw new DataException(
            "%s: a line has a column's name, its kind and its missing cells, not %s"
                .formatted(file, String.join(",", record)));
      }
      cells.addAll(List.of("", ""));
      if (hints.put(cells.get(0), hint(file, cells)) != null) {
        throw new DataException("%s: column %s is listed twice".formatted(file, cells.get(0)));
      }
    }
    return new SchemaHints(hints);
  }

  private static List<String> stripped(List<String> record) {
    return record.stream().map(String::strip).toList();
  }

  private static Hint hint(Path file, List<String> cells) {
    String missing = cells.get(2);
    return new Hint(
        cells.get(1).isEmpty() ? Optional.empty() : Optional.of(kind(file, cells)),
        missing.isEmpty() ? Optional.empty() : Optional.of(tokens(file, cells.get(0), missing)));
  }

  private static List<String> tokens(Path file, String column, String missing) {
    List<String> tokens =
        Arrays.stream(missing.split(missing.contains("|") ? "\\|" : " +"))
            .map(String::strip)
            .filter(token -> !token.isEmpty())
            .toList();
    if (tokens.isEmpty()) {
      throw new DataException(
          "%s: column %s: no cell stands between the | of its missing ones; leave them out, or name one"
              .formatted(file, column));
    }
    return tokens;
  }

  private static Kind kind(Path file, List<String> cells) {
    return Kind.of(cells.get(1))
        .orElseThrow(
            () ->
                new DataException(
                    "%s: column %s has the unknown kind %s; kinds are %s"
                        .formatted(
                            file, cells.get(0), cells.get(1), String.join(", ", Kind.words()))));
  }

  /** The same and a column's kind, in place of another one; what stands for missing cells stays. */
  public SchemaHints with(String column, Kind kind) {
    Map<String, Hint> all = new LinkedHashMap<>(hints);
    Optional<List<String>> missing =
        Optional.ofNullable(hints.get(column)).flatMap(Hint::missingTokens);
    all.put(column, new Hint(Optional.of(kind), missing));
    return new SchemaHints(all);
  }

  Optional<Kind> kind(String column) {
    return Optional.ofNullable(hints.get(column)).flatMap(Hint::kind);
  }

  List<String> missingTokens(String column) {
    return Optional.ofNullable(hints.get(column))
        .flatMap(Hint::missingTokens)
        .orElse(Cells.USUAL_MISSING);
  }
}
