package dev.elbo.data;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * The bytes of one file or archive member, read from front to back, unpacked where they are
 * gzipped.
 *
 * <p>Nothing is allocated on the word of a header: arrays grow with the bytes that really come.
 * Compressed data that are damaged or end early give a {@link DataException}.
 */
final class Content implements Closeable {
  private static final int BUFFER = 1 << 16;

  private final String name;
  private final boolean gzipped;
  private final InputStream in;
  private long position;

  private Content(String name, boolean gzipped, InputStream in) {
    this.name = name;
    this.gzipped = gzipped;
    this.in = in;
  }

  /** Opens a file, which is neither missing nor a folder nor empty. */
  static Content open(Path file) throws IOException {
    requireFile(file);
    InputStream in = Files.newInputStream(file);
    try {
      return of(file.toString(), in);
    } catch (IOException | RuntimeException e) {
      in.close();
      throw e;
    }
  }

  /** Content that comes from a stream, which {@link #close()} closes. */
  static Content of(String name, InputStream source) throws IOException {
    Content raw = new Content(name, false, new BufferedInputStream(source, BUFFER));
    byte[] magic = raw.peek(2);
    if (magic.length == 0) {
      throw raw.problem("the file is empty (0 bytes)");
    }
    if (!Magic.GZIP.matches(magic)) {
      return raw;
    }
    try {
      return new Content(
          name, true, new BufferedInputStream(new GZIPInputStream(raw.in, BUFFER), BUFFER));
    } catch (EOFException | ZipException e) {
      throw raw.damaged(e);
    }
  }

  /** Rejects what is no file, with a sentence. */
  static void requireFile(Path file) {
    if (Files.isDirectory(file)) {
      throw new DataException(file + ": this is a folder; name one data file in it");
    }
    if (!Files.exists(file)) {
      throw new DataException(file + ": there is no such file (" + file.toAbsolutePath() + ")");
    }
  }

  String name() {
    return name;
  }

  boolean gzipped() {
    return gzipped;
  }

  /** How many (unpacked) bytes were read so far. */
  long position() {
    return position;
  }

  /** The next bytes, which stay to be read; fewer than {@code count} only at the end. */
  byte[] peek(int count) throws IOException {
    try {
      in.mark(count);
      byte[] bytes = in.readNBytes(count);
      in.reset();
      return bytes;
    } catch (EOFException | ZipException e) {
      throw damaged(e);
    }
  }

  /** Reads the next bytes; fewer than {@code count} only at the end. */
  byte[] read(int count) throws IOException {
    try {
      byte[] bytes = in.readNBytes(count);
      position += bytes.length;
      return bytes;
    } catch (EOFException | ZipException e) {
      throw damaged(e);
    }
  }

  /** Whether all was read. At the end of compressed data their check sum was verified, too. */
  boolean atEnd() throws IOException {
    return peek(1).length == 0;
  }

  /** An exception about this file. */
  DataException problem(String what) {
    return new DataException(name + ": " + what);
  }

  private DataException damaged(IOException cause) {
    return new DataException(
        name
            + ": the compressed data are damaged or end early ("
            + cause.getMessage()
            + "); copy or download the file again",
        cause);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
