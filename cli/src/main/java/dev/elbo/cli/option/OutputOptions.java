package dev.elbo.cli.option;

import dev.elbo.cli.console.UsageException;
import dev.elbo.cli.text.Labelled;
import dev.elbo.data.NpyFile;
import dev.elbo.persist.AtomicFile;
import dev.elbo.picture.text.Numbers;
import dev.elbo.schema.Schema;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where rows go: to a file, or as CSV to standard output. A mixin. */
public final class OutputOptions {
  /** How the names of tables end that are written. */
  private static final List<String> TABLES = List.of(".csv", ".csv.gz", ".parquet");

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "file to write (default: CSV on stdout)")
  private @Nullable Path file;

  @Option(names = "--force", description = "overwrite the file where it exists")
  private boolean force;

  /** Whether pictures are asked for. */
  public boolean wantsPictures() {
    return format() == RowFormat.PNG;
  }

  /** Whether an array of numbers is asked for. */
  public boolean wantsArray() {
    return format() == RowFormat.NPY;
  }

  private RowFormat format() {
    return file == null ? RowFormat.CSV : RowFormat.of(file).orElse(RowFormat.CSV);
  }

  /**
   * Checks the name before the work is done and not after it.
   *
   * @throws UsageException where the ending is none of those offered
   * @throws dev.elbo.data.DataException where the file cannot be written
   */
  public void check(Set<RowFormat> offered) {
    if (file != null) {
      NewFile.require(file, force, offered.stream().sorted().map(RowFormat::ending).toList());
    }
  }

  /** The same for a file that may be a table's, too. */
  public void checkArrayOrTable() {
    if (file != null) {
      List<String> endings = new ArrayList<>(List.of(RowFormat.NPY.ending()));
      endings.addAll(TABLES);
      NewFile.require(file, force, endings);
    }
  }

  /** The file asked for. */
  public Path file() {
    return Objects.requireNonNull(file, "-o");
  }

  /** Names of columns: {@code x1, x2, …}. */
  public static List<String> columns(String prefix, int count) {
    return IntStream.rangeClosed(1, count).mapToObj(i -> prefix + i).toList();
  }

  /** Writes rows as a table, whole or not at all, and says so. */
  public void write(CommonOptions common, List<String> columns, float[][] rows) throws IOException {
    if (file == null) {
      csv(common.out(), columns, rows);
      return;
    }
    AtomicFile.write(
        file,
        channel -> {
          OutputStream stream =
              new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
          if (format() == RowFormat.NPY) {
            NpyFile.write(stream, rows);
          } else {
            Writer writer = new OutputStreamWriter(stream, StandardCharsets.UTF_8);
            csv(writer, columns, rows);
            writer.flush();
          }
          stream.flush();
        });
    sayWritten(
        common,
        "%s × %s".formatted(Numbers.rows(rows.length), Numbers.counted(columns.size(), "column")));
  }

  /** Adds cells to a file. */
  public interface CellSource {
    void writeTo(CellFile cells) throws IOException;
  }

  /**
   * Writes rows of a table under its columns' names, whole or not at all, and says so.
   *
   * @throws UsageException where the file's name has another ending than a table's
   */
  public void writeCells(CommonOptions common, Schema schema, CellSource source)
      throws IOException {
    writeTable(
        common,
        target -> {
          try (CellFile cells = CellFile.create(target, schema)) {
            source.writeTo(cells);
            cells.finish();
            cells.note().ifPresent(note -> common.err().println("elbo: " + note));
            return "%s × %s"
                .formatted(
                    Numbers.rows(cells.rows()),
                    Numbers.counted(schema.modelled().size(), "column"));
          }
        });
  }

  /** Makes a table's file. */
  public interface TableTask {
    /** Returns what the file holds, in a few words. */
    String write(Path target) throws IOException;
  }

  /**
   * Has a table written to the file asked for, or as CSV to standard output.
   *
   * @throws UsageException where the file's name has another ending than a table's
   */
  public void writeTable(CommonOptions common, TableTask task) throws IOException {
    if (file != null) {
      NewFile.require(file, force, TABLES);
      sayWritten(common, task.write(file));
      return;
    }
    Path folder = Files.createTempDirectory("elbo-cells");
    Path target = folder.resolve("cells.csv");
    try {
      task.write(target);
      try (Stream<String> lines = Files.lines(target)) {
        lines.forEach(common.out()::println);
      }
    } finally {
      Files.deleteIfExists(target);
      Files.delete(folder);
    }
  }

  /** Says on standard error what the file holds. */
  public void sayWritten(CommonOptions common, String what) {
    common.err().println(Labelled.line("wrote", file() + ": " + what));
  }

  private static void csv(Writer writer, List<String> columns, float[][] rows) throws IOException {
    writer.write(String.join(",", columns) + "\n");
    for (float[] row : rows) {
      StringBuilder line = new StringBuilder();
      for (float value : row) {
        line.append(line.isEmpty() ? "" : ",").append(value);
      }
      writer.write(line.append('\n').toString());
      if (writer instanceof PrintWriter out && out.checkError()) {
        return; // nobody reads any more
      }
    }
  }
}
