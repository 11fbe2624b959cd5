package dev.elbo.cli;

import dev.elbo.data.DataException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the folder of a run for one process: two would write the same files. The system lets go of
 * it however the process ends. The file that is locked holds the process's number.
 */
final class RunLock implements AutoCloseable {
  /** What is locked is a byte beyond the text, so that others can read that everywhere. */
  private static final long PLACE = Long.MAX_VALUE - 1;

  private static final int LONGEST_NUMBER = 20;

  private final RunFolder folder;
  private final FileChannel channel;

  private RunLock(RunFolder folder, FileChannel channel) {
    this.folder = folder;
    this.channel = channel;
  }

  /**
   * Takes a folder.
   *
   * @throws DataException where another process has it
   */
  static RunLock of(RunFolder folder) throws IOException {
    FileChannel channel =
        FileChannel.open(
            folder.lock(),
            StandardOpenOption.CREATE,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE);
    if (lock(channel) == null) {
      String holder = holder(channel).map(pid -> "process " + pid).orElse("another process");
      channel.close();
      throw new DataException(
          "%s: %s is training in this folder; wait until it ends, or stop it"
              .formatted(folder, holder));
    }
    channel.truncate(0);
    channel.write(
        ByteBuffer.wrap(
            Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)),
        0);
    return new RunLock(folder, channel);
  }

  private static @Nullable FileLock lock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock(PLACE, 1, false);
    } catch (OverlappingFileLockException e) {
      return null; // another thread of this process
    }
  }

  /** The number in the file, where it is that of a process. */
  private static Optional<Long> holder(FileChannel channel) throws IOException {
    ByteBuffer text = ByteBuffer.allocate(LONGEST_NUMBER);
    channel.read(text, 0);
    String number = StandardCharsets.US_ASCII.decode(text.flip()).toString();
    return number.matches("\\d{1,18}")
        ? ProcessHandle.of(Long.parseLong(number)).map(ProcessHandle::pid)
        : Optional.empty();
  }

  /** Lets go of the folder. The file stays as long as there is a run to go on with. */
  @Override
  public void close() throws IOException {
    if (!Files.exists(folder.checkpoint())) {
      Files.deleteIfExists(folder.lock());
    }
    channel.close();
  }
}
