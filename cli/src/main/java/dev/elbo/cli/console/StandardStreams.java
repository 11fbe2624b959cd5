package dev.elbo.cli.console;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Standard output and standard error as text.
 *
 * <p>Text is UTF-8 unless the system says something better than ASCII: terminals of today read
 * UTF-8 even where no locale is set. Where signs such as − are missing, ASCII takes their place.
 */
public final class StandardStreams {
  private final WatchedStream stdout;
  private final PrintWriter out;
  private final PrintWriter err;

  public StandardStreams(OutputStream stdout, OutputStream stderr, Charset charset) {
    this.stdout = new WatchedStream(stdout);
    out = new PrintWriter(writer(this.stdout, charset));
    err = new PrintWriter(writer(stderr, charset), true);
  }

  public static StandardStreams system() {
    return new StandardStreams(
        new FileOutputStream(FileDescriptor.out),
        new FileOutputStream(FileDescriptor.err),
        charset());
  }

  private static Charset charset() {
    String name =
        System.getProperty("stdout.encoding", System.getProperty("native.encoding", "UTF-8"));
    Charset charset = Charset.isSupported(name) ? Charset.forName(name) : StandardCharsets.UTF_8;
    return charset.equals(StandardCharsets.US_ASCII) ? StandardCharsets.UTF_8 : charset;
  }

  private static Writer writer(OutputStream stream, Charset charset) {
    Writer writer = new OutputStreamWriter(stream, charset);
    return charset.newEncoder().canEncode("−–×…━╸±σμ") ? writer : new AsciiSigns(writer);
  }

  /** For results. */
  public PrintWriter out() {
    return out;
  }

  /** For all else. */
  public PrintWriter err() {
    return err;
  }

  /**
   * Flushes, and judges whether all that was written has arrived.
   *
   * @return {@code code}, or 1 where it was 0 and standard output could not be written. A reader
   *     that has seen enough ({@code | head}) is no failure.
   */
  public int finish(int code) {
    out.flush();
    IOException failure = stdout.failure;
    if (failure == null || closedByReader(failure)) {
      return code;
    }
    err.println("elbo: standard output cannot be written: " + failure.getMessage());
    return Math.max(code, 1);
  }

  private static boolean closedByReader(IOException failure) {
    String message = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
    return message.contains("broken pipe") || message.contains("pipe is being closed");
  }

  /** Remembers the first failure, which {@link PrintWriter} swallows. */
  private static final class WatchedStream extends FilterOutputStream {
    private @Nullable IOException failure;

    WatchedStream(OutputStream stream) {
      super(stream);
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      try {
        out.write(bytes, offset, length);
      } catch (IOException e) {
        if (failure == null) {
          failure = e;
        }
        throw e;
      }
    }
  }
}
