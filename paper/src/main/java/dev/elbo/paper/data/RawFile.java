package dev.elbo.paper.data;

import dev.elbo.data.DataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.stream.Stream;

/** Files of bytes without a header, known by their check sum. */
final class RawFile {
  private RawFile() {}

  /** The first of some names that is a file in a folder. */
  static Optional<Path> first(Path folder, String... names) {
    return Stream.of(names).map(folder::resolve).filter(Files::isRegularFile).findFirst();
  }

  /**
   * Reads a file.
   *
   * @throws DataException where it has another size or check sum
   */
  static byte[] read(Path file, int size, String sha256) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    String found = sha256(bytes);
    if (bytes.length != size || !found.equals(sha256)) {
      throw new DataException(
          "%s: found %d bytes with sha256 %s, expected %d with %s; get the file again"
              .formatted(file, bytes.length, found, size, sha256));
    }
    return bytes;
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
