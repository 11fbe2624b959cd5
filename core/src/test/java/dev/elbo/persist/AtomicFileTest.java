package dev.elbo.persist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
  private static final byte[] OLD = {1, 2, 3};

  @TempDir private Path folder;
  private Path file = Path.of("");

  @BeforeEach
  void writeOld() throws IOException {
    file = folder.resolve("file");
    write(OLD);
  }

  private void write(byte[] content) throws IOException {
    AtomicFile.write(file, channel -> AtomicFile.writeFully(channel, ByteBuffer.wrap(content)));
  }

  private void assertOnlyFileWith(byte[] content) throws IOException {
    assertThat(file).hasBinaryContent(content);
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void writesNewAndOverOld() throws IOException {
    assertOnlyFileWith(OLD);
    write(new byte[] {4});
    assertOnlyFileWith(new byte[] {4});
  }

  @Test
  void aFailureAfterHalfTheBytesLeavesTheOldFile() throws IOException {
    assertThatThrownBy(
            () ->
                AtomicFile.write(
                    file,
                    channel -> {
                      AtomicFile.writeFully(channel, ByteBuffer.wrap(new byte[100_000]));
                      throw new IOException("the disk is full");
                    }))
        .isInstanceOf(IOException.class)
        .hasMessage("the disk is full");
    assertOnlyFileWith(OLD);
    assertThatThrownBy(
            () ->
                AtomicFile.write(
                    file,
                    channel -> {
                      throw new IllegalStateException("a bug");
                    }))
        .isInstanceOf(IllegalStateException.class);
    assertOnlyFileWith(OLD);
  }

  @Test
  void aFolderInTheWayStays() throws IOException {
    Path inside = Files.createDirectories(folder.resolve("folder")).resolve("inside");
    Files.write(inside, OLD);
    assertThatThrownBy(() -> AtomicFile.write(folder.resolve("folder"), channel -> {}))
        .isInstanceOf(IOException.class);
    assertThat(inside).hasBinaryContent(OLD);
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).hasSize(2);
    }
  }

  /** The channel that an interrupt hits is closed; the file is there all the same. */
  @Test
  void anInterruptDoesNotKeepTheFileFromBeingWritten() throws IOException {
    byte[] content = new byte[100_000];
    int[] attempts = new int[1];
    AtomicFile.write(
        file,
        channel -> {
          if (attempts[0]++ < 2) {
            Thread.currentThread().interrupt();
          }
          AtomicFile.writeFully(channel, ByteBuffer.wrap(content));
        });
    assertThat(Thread.interrupted()).as("the thread stays interrupted").isTrue();
    assertThat(attempts).containsExactly(3);
    assertOnlyFileWith(content);
    Thread.currentThread().interrupt();
    write(OLD);
    assertThat(Thread.interrupted()).isTrue();
    assertOnlyFileWith(OLD);
    write(content);
    assertThat(Thread.interrupted()).isFalse();
  }

  @Test
  void whatKilledWritersLeftIsDeletedAndNothingElse() throws IOException {
    Files.write(folder.resolve("file.4711-0.part"), OLD);
    Files.write(folder.resolve("file.4711-12.part"), OLD);
    for (String other :
        List.of("other.1-2.part", "file.part", "file.1-2.part.txt", "fileX1-2.part")) {
      Files.write(folder.resolve(other), OLD);
    }
    AtomicFile.deleteLeftovers(file);
    assertThat(file).hasBinaryContent(OLD);
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).hasSize(5).noneMatch(path -> path.toString().contains("4711"));
    }
  }

  @Test
  void needsAFolderAndAName() {
    assertThatThrownBy(() -> AtomicFile.write(folder.resolve("nowhere/file"), channel -> {}))
        .isInstanceOf(NoSuchFileException.class);
    Path root = folder.getRoot();
    assertThatThrownBy(() -> AtomicFile.write(root, channel -> {}))
        .isInstanceOf(IOException.class)
        .hasMessage(root + " is no name of a file");
  }

  /** Whoever moves last wins, with a whole file. */
  @Test
  void threadsThatWriteOneFileDoNotMixTheirBytes() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Callable<Boolean>> writers =
          IntStream.range(0, 40).mapToObj(i -> writerAndReader((byte) i)).toList();
      for (Future<Boolean> whole : threads.invokeAll(writers)) {
        assertThat(whole.get()).isTrue();
      }
    } finally {
      threads.shutdownNow();
    }
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }

  private Callable<Boolean> writerAndReader(byte value) {
    return () -> {
      byte[] content = new byte[100_000];
      Arrays.fill(content, value);
      AtomicFile.write(
          file,
          channel -> {
            for (int at = 0; at < content.length; at += 10_000) {
              AtomicFile.writeFully(channel, ByteBuffer.wrap(content, at, 10_000));
            }
          });
      byte[] there = Files.readAllBytes(file);
      byte[] expected = new byte[100_000];
      Arrays.fill(expected, there[0]);
      return Arrays.equals(there, expected);
    };
  }
}
