package dev.elbo.table.csv;

import dev.elbo.data.DataException;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** Files that may be gzipped, which is seen from their first bytes and not from their names. */
public final class GzippedFile {
  private static final int MAGIC = 0x1f8b;

  private GzippedFile() {}

  /** Whether a file is gzipped. */
  public static boolean is(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return (in.read() << 8 | in.read()) == MAGIC;
    }
  }

  /**
   * Reads a file to its end where it is gzipped: the database takes one that is cut off for a whole
   * one, if it is cut at the right place.
   *
   * @throws DataException where it is gzipped and damaged
   */
  public static void requireWhole(Path file) throws IOException {
    if (is(file)) {
      read(file, in -> in.transferTo(OutputStream.nullOutputStream()));
    }
  }

  /** What is read of a file. */
  public interface Reading<T> {
    T read(InputStream content) throws IOException;
  }

  /**
   * Reads a file, unpacked where it is gzipped.
   *
   * @throws DataException where it is gzipped and damaged
   */
  public static <T> T read(Path file, Reading<T> reading) throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      return reading.read(is(file) ? new GZIPInputStream(in) : in);
    } catch (EOFException | ZipException e) {
      throw new DataException(file + ": gzipped, and cut off or damaged; use another copy", e);
    }
  }
}
