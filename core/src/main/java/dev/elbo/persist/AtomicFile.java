package dev.elbo.persist;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicLong;

/** Files that appear whole or not at all. */
public final class AtomicFile {
  /** Keeps writers of one process apart. */
  private static final AtomicLong NEXT = new AtomicLong();

  private AtomicFile() {}

  /** What puts the contents into a file. */
  public interface Contents {
    void writeTo(FileChannel channel) throws IOException;
  }

  /**
   * Writes aside in the same folder, flushes to the disk, and moves to the name, over what was
   * there. Where anything fails, what was there stays and nothing is left aside.
   */
  public static void write(Path file, Contents contents) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    Path name = file.getFileName();
    if (folder == null || name == null) {
      throw new IOException(file + " is no name of a file");
    }
    Path aside =
        folder.resolve(
            "%s.%s-%s.part".formatted(name, ProcessHandle.current().pid(), NEXT.getAndIncrement()));
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
    } finally {
      Files.deleteIfExists(aside);
    }
  }

  /** Writes all of a buffer. */
  public static void writeFully(FileChannel channel, ByteBuffer buffer) throws IOException {
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
  }
}
