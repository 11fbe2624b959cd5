package dev.elbo.cli.option;

import dev.elbo.TableModel;
import dev.elbo.cli.console.UsageException;
import dev.elbo.schema.Column;
import dev.elbo.table.TableSource;
import dev.elbo.table.csv.CsvFormat;
import dev.elbo.table.csv.Encoding;
import dev.elbo.table.csv.Header;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** Which table, where DATA alone does not say. */
public final class TableOptions {
  @Option(names = "--query", paramLabel = "SQL", description = "a select, in place of DATA")
  private @Nullable String query;

  @Option(
      names = "--database",
      paramLabel = "URL",
      description = "of the database that --query goes to, by JDBC")
  private @Nullable String database;

  @Option(
      names = "--delimiter",
      paramLabel = "C",
      description = "between CSV cells, or tab (default: found)")
  private @Nullable String delimiter;

  @Option(
      names = "--header",
      negatable = true,
      description = "whether CSV begins with names (default: found)")
  private @Nullable Boolean header;

  @Option(
      names = "--skip-lines",
      paramLabel = "N",
      description = "of CSV, before all else (default: 0)")
  private @Nullable Integer skippedLines;

  @Option(
      names = "--encoding",
      paramLabel = "NAME",
      converter = Choices.EncodingWords.class,
      completionCandidates = Choices.EncodingWords.class,
      description = "of CSV: ${COMPLETION-CANDIDATES} (default: utf-8)")
  private @Nullable Encoding encoding;

  /**
   * The table that is asked for; empty where DATA is none.
   *
   * @param names of columns, for a CSV file without a header; may be empty
   * @throws UsageException where options contradict each other
   */
  public Optional<TableSource> source(@Nullable DataArgument data, List<String> names) {
    Optional<TableSource> asked = query(data);
    if (asked.isPresent()) {
      return asked;
    }
    if (data == null || !data.isTable()) {
      requireNoFormat(data == null ? "the bundled digits" : data.word() + ", which is no table");
      return Optional.empty();
    }
    return Optional.of(files(data, names));
  }

  /**
   * The table to show a model of tables. DATA need not look like one by its name.
   *
   * @throws UsageException where there is none, or options contradict each other
   */
  TableSource require(@Nullable DataArgument data, TableModel model) {
    String trainedOn = model.autoEncoder().data().name();
    if (data == null && query == null) {
      throw new UsageException(
          "DATA is missing: the model was trained on the table %s; put a table to read after MODEL, or give its --query"
              .formatted(trainedOn));
    }
    if (data != null && data.isNumbers()) {
      throw new UsageException(
          "%s: the model was trained on %s, a table with named columns; name another table"
              .formatted(data.word(), trainedOn));
    }
    List<String> names = model.schema().columns().stream().map(Column::name).toList();
    return query(data).orElseGet(() -> files(Objects.requireNonNull(data), names));
  }

  private Optional<TableSource> query(@Nullable DataArgument data) {
    if (query != null) {
      if (data != null) {
        throw new UsageException(
            "--query stands in place of DATA, and %s is given, too; leave one out"
                .formatted(data.word()));
      }
      requireNoFormat("--query");
      return Optional.of(
          database == null
              ? new TableSource.Query(query)
              : new TableSource.Database(database, query));
    }
    if (database != null) {
      throw new UsageException("--database goes with --query, the select to send there");
    }
    return Optional.empty();
  }

  private TableSource files(DataArgument data, List<String> names) {
    return new TableSource.Files(List.of(data.word()), format(names));
  }

  private CsvFormat format(List<String> names) {
    CsvFormat format = CsvFormat.DETECTED;
    if (delimiter != null) {
      format = format.withDelimiter(character(delimiter));
    }
    if (Boolean.TRUE.equals(header)) {
      format = format.withHeader(Header.PRESENT);
    } else {
      format = format.withHeader(header == null ? Header.DETECT : Header.ABSENT).withNames(names);
    }
    if (skippedLines != null) {
      Range.require("--skip-lines", skippedLines, 0, Integer.MAX_VALUE);
      format = format.withSkippedLines(skippedLines);
    }
    return encoding == null ? format : format.withEncoding(encoding);
  }

  private static char character(String word) {
    if (word.equals("tab")) {
      return '\t';
    }
    if (word.length() != 1) {
      throw new UsageException("--delimiter %s: give one character, or tab".formatted(word));
    }
    return word.charAt(0);
  }

  private void requireNoFormat(String with) {
    List<String> given = formatWords();
    if (!given.isEmpty()) {
      throw new UsageException("%s is for CSV files, not for %s".formatted(given.get(0), with));
    }
  }

  /**
   * The options as they were given, for whoever goes on with a run; without a database's URL, which
   * may hold a password.
   */
  public List<String> words() {
    List<String> words = new ArrayList<>(formatWords());
    if (query != null) {
      words.addAll(List.of("--query", query));
    }
    return words;
  }

  private List<String> formatWords() {
    List<String> words = new ArrayList<>();
    if (delimiter != null) {
      words.addAll(List.of("--delimiter", delimiter));
    }
    if (header != null) {
      words.add(header ? "--header" : "--no-header");
    }
    if (skippedLines != null) {
      words.addAll(List.of("--skip-lines", skippedLines.toString()));
    }
    if (encoding != null) {
      words.addAll(List.of("--encoding", Choice.word(encoding)));
    }
    return words;
  }

  /** Options that were written down by {@link #words}. */
  static TableOptions parse(List<String> words) {
    return CommandLine.populateCommand(new TableOptions(), words.toArray(String[]::new));
  }

  /** The first option that was given, where any was. */
  String firstWord() {
    return words().isEmpty() ? "--database" : words().get(0);
  }

  /** Whether nothing was said. */
  public boolean isEmpty() {
    return words().isEmpty() && database == null;
  }

  /** Whether the table is in a database, which is not written down. */
  public boolean inDatabase() {
    return database != null;
  }
}
