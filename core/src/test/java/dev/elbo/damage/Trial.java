package dev.elbo.damage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.TestReporter;

/**
 * A reader of files, given one damaged file after another: it must read what it can and refuse the
 * rest with its own exception, take no more memory than a fixed multiple of the file, and leave the
 * folder as it is.
 *
 * <p>Case i is a function of the seed, the kind of file and i. There are {@link #CASES} for each
 * kind, and more with {@code mvn verify -Pnightly}.
 *
 * @param kind of file, for the report
 * @param good undamaged files
 * @param aware damage that knows the format
 * @param reader under trial
 * @param refusal the exception by which the reader refuses a file
 * @param multiple bytes that a byte of the file may take
 */
public record Trial(
    String kind,
    List<byte[]> good,
    Mutation aware,
    Reader reader,
    Class<? extends RuntimeException> refusal,
    int multiple) {
  private static final long SEED = 1312_6114;

  /** Damaged files of each kind. */
  private static final int CASES = Integer.getInteger("elbo.damaged-files", 300);

  /** Buffers, messages and stack traces that do not depend on the file. */
  private static final long FIXED = 1 << 20;

  /** Reads a file. */
  public interface Reader {
    Object read(Path file) throws IOException;
  }

  /** Goes through all cases, in a folder of its own. */
  public void run(Path folder, TestReporter reporter) throws IOException {
    Path file = folder.resolve("file");
    for (byte[] bytes : good) {
      assertThat(reader.read(Files.write(file, bytes))).isNotNull();
    }
    int refused = 0;
    for (int i = 0; i < CASES; i++) {
      Files.write(file, damaged(i));
      refused += isRefused(file, i) ? 1 : 0;
      requireNothingElse(folder, file, i);
    }
    reporter.publishEntry(
        kind, "%d damaged files, seed %d, %d refused".formatted(CASES, SEED, refused));
    assertThat(refused).as("refused files of kind %s", kind).isBetween(CASES / 4, CASES - 1);
  }

  private byte[] damaged(int number) {
    SplittableRandom random = new SplittableRandom(SEED + ((long) kind.hashCode() << 32) + number);
    byte[] file = good.get(random.nextInt(good.size()));
    int damages = 1 + random.nextInt(3);
    for (int i = 0; i < damages; i++) {
      file = (random.nextBoolean() ? aware : Bytes.ANY).apply(file, random);
    }
    return file;
  }

  private boolean isRefused(Path file, int number) throws IOException {
    long before = Memory.taken();
    boolean refused = false;
    try {
      reader.read(file);
    } catch (Throwable e) {
      if (e.getClass() != refusal) {
        throw failed(number, file, "ends in %s".formatted(e), e);
      }
      refused = true;
    }
    long taken = Memory.taken() - before;
    if (taken > FIXED + multiple * Files.size(file)) {
      throw failed(number, file, "takes %d bytes for %d".formatted(taken, Files.size(file)), null);
    }
    return refused;
  }

  private AssertionError failed(int number, Path file, String what, @Nullable Throwable cause)
      throws IOException {
    Path kept = Files.createTempFile("elbo-" + kind + "-" + number + "-", ".damaged");
    Files.write(kept, Files.readAllBytes(file));
    return new AssertionError(
        "case %d of kind %s, kept as %s, %s".formatted(number, kind, kept, what), cause);
  }

  private void requireNothingElse(Path folder, Path file, int number) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      if (files.anyMatch(path -> !path.equals(file))) {
        throw failed(number, file, "leaves other files in " + folder, null);
      }
    } catch (UncheckedIOException e) {
      throw failed(number, file, "leaves a folder that cannot be listed", e);
    }
  }
}
