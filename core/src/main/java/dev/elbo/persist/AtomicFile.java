package dev.elbo.persist;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

/** Files that appear whole or not at all. */
public final class AtomicFile {
  /** Keeps writers of one process apart. */
  private static final AtomicLong NEXT = new AtomicLong();

  private static final String ASIDE = ".part";

  private static final System.Logger LOGGER = System.getLogger(AtomicFile.class.getPackageName());

  private AtomicFile() {}

  /** What puts the contents into a file. */
  public interface Contents {
    void writeTo(FileChannel channel) throws IOException;
  }

  /**
   * Writes aside in the same folder, flushes to the disk, moves to the name, over what was there,
   * and flushes the folder, which knows the name, where the system can. Where anything fails, what
   * was there stays and nothing is left aside.
   *
   * <p>An interrupt, which closes the channel it hits, does not keep the file from being written:
   * that begins anew, and the thread is interrupted afterwards.
   *
   * @param contents perhaps asked for more than once
   */
  public static void write(Path file, Contents contents) throws IOException {
    boolean interrupted = Thread.interrupted();
    try {
      while (!written(file, contents)) {
        interrupted |= Thread.interrupted();
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Returns false where an interrupt came between. */
  private static boolean written(Path file, Contents contents) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    Path name = file.getFileName();
    if (folder == null || name == null) {
      throw new IOException(file + " is no name of a file");
    }
    Path aside =
        folder.resolve(
            "%s.%s-%s%s"
                .formatted(name, ProcessHandle.current().pid(), NEXT.getAndIncrement(), ASIDE));
    try {
      try (FileChannel channel =
          FileChannel.open(
              aside,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE)) {
        contents.writeTo(channel);
        channel.force(true);
      }
      Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      flush(folder);
      return true;
    } catch (ClosedByInterruptException e) {
      return false;
    } finally {
      Files.deleteIfExists(aside);
    }
  }

  /** Windows opens no folders, and some file systems flush none: there the move must do. */
  private static void flush(Path folder) throws ClosedByInterruptException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (ClosedByInterruptException e) {
      throw e;
    } catch (IOException e) {
      LOGGER.log(System.Logger.Level.DEBUG, "{0} cannot be flushed: {1}", folder, e);
    }
  }

  /**
   * Deletes what writers of a file have left aside because their process was killed. Only where
   * none is writing it now.
   */
  public static void deleteLeftovers(Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    Path name = file.getFileName();
    if (folder == null || name == null) {
      return;
    }
    Pattern aside = Pattern.compile(Pattern.quote(name + ".") + "\\d+-\\d+" + Pattern.quote(ASIDE));
    try (DirectoryStream<Path> leftovers =
        Files.newDirectoryStream(
            folder, path -> aside.matcher(String.valueOf(path.getFileName())).matches())) {
      for (Path leftover : leftovers) {
        Files.deleteIfExists(leftover);
      }
    }
  }

  /** Writes all of a buffer. */
  public static void writeFully(FileChannel channel, ByteBuffer buffer) throws IOException {
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
  }
}
