package dev.elbo.cli.option;

import dev.elbo.cli.console.UsageException;
import dev.elbo.schema.Kind;
import dev.elbo.table.SchemaHints;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What the columns of a table are, where people know better than inference. */
public final class SchemaOptions {
  @Option(
      names = "--schema",
      paramLabel = "FILE",
      description = "of a table: lines of column,kind,missing")
  private @Nullable Path file;

  @Option(
      names = "--kind",
      paramLabel = "COLUMN=KIND",
      description =
          "numeric, positive, heavy-tailed, fraction, count, binary, category, date-time,"
              + " ignored; repeatable")
  private List<String> kinds = new ArrayList<>();

  /** Names of all columns by the schema file, for CSV files without a header; else none. */
  public List<String> names() throws IOException {
    return fromFile().names();
  }

  /**
   * What is known of columns: by the file, and by {@code --kind} in place of what it says.
   *
   * @throws UsageException where a word is not of the form, or names no kind
   */
  public SchemaHints hints() throws IOException {
    SchemaHints hints = fromFile();
    for (String word : kinds) {
      int equals = word.lastIndexOf('=');
      if (equals < 1) {
        throw new UsageException("--kind %s: give COLUMN=KIND".formatted(word));
      }
      Kind kind =
          Kind.of(word.substring(equals + 1))
              .orElseThrow(
                  () ->
                      new UsageException(
                          "--kind %s: kinds are %s"
                              .formatted(word, String.join(", ", Kind.words()))));
      hints = hints.with(word.substring(0, equals), kind);
    }
    return hints;
  }

  private SchemaHints fromFile() throws IOException {
    return file == null ? SchemaHints.NONE : SchemaHints.read(file);
  }

  /** The first option that was given; none where nothing was. */
  public @Nullable String given() {
    return file != null ? "--schema" : kinds.isEmpty() ? null : "--kind";
  }
}
