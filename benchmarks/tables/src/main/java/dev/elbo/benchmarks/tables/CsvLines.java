package dev.elbo.benchmarks.tables;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** A CSV file of results, written line by line as they come in, from any thread. */
final class CsvLines implements AutoCloseable {
  private final Writer writer;

  private CsvLines(Writer writer) {
    this.writer = writer;
  }

  /** Starts a file with its header; folders are made. */
  static CsvLines create(Path file, String header) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    CsvLines lines = new CsvLines(Files.newBufferedWriter(file));
    lines.add(header);
    return lines;
  }

  /** Adds a line as {@link String#format} writes it. */
  synchronized void add(String format, Object... values) {
    try {
      writer.write(String.format(Locale.ROOT, format, values));
      writer.write('\n');
      writer.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    writer.close();
  }
}
