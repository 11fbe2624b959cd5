package dev.elbo.persist;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/**
 * SHA-256 of what a file says and holds: each entry of its metadata that is Elbo's, but for this
 * hash itself, as key, 0, value, 0, in the order of the keys; then each tensor as name, 0, bytes,
 * in the order of the names. Text is UTF-8. It goes by names and not by places, so that a file that
 * another tool has written anew keeps it.
 */
final class ContentHash {
  /** Where a file has it in its metadata. */
  static final String KEY = "elbo.sha256";

  private static final String OURS = "elbo.";

  private ContentHash() {}

  /** Takes bytes. */
  interface Sink {
    void put(ByteBuffer bytes) throws IOException;
  }

  /** Gives bytes, the same each time. */
  interface Source {
    void writeTo(Sink sink) throws IOException;
  }

  /** The hash in hexadecimal digits. */
  static String of(Map<String, String> metadata, Map<String, Source> tensors) throws IOException {
    MessageDigest digest = newDigest();
    for (Map.Entry<String, String> entry : new TreeMap<>(metadata).entrySet()) {
      if (entry.getKey().startsWith(OURS) && !entry.getKey().equals(KEY)) {
        add(digest, entry.getKey());
        add(digest, entry.getValue());
      }
    }
    for (Map.Entry<String, Source> entry : new TreeMap<>(tensors).entrySet()) {
      add(digest, entry.getKey());
      entry.getValue().writeTo(digest::update);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static void add(MessageDigest digest, String text) {
    digest.update(text.getBytes(StandardCharsets.UTF_8));
    digest.update((byte) 0);
  }

  /** A new SHA-256. */
  static MessageDigest newDigest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
