package dev.elbo.data;

import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Size and SHA-256 of the bytes that were copied.
 *
 * @param complete false where there were more bytes than wanted and copying stopped
 */
record Checksum(long size, String sha256, boolean complete) {
  private static final int CHUNK = 1 << 16;

  /** Copies everything, unless it is more than {@code wanted} bytes: then it stops soon after. */
  static Checksum copy(Content in, OutputStream out, long wanted) throws IOException {
    MessageDigest digest = newDigest();
    byte[] bytes = in.read(CHUNK);
    while (bytes.length > 0 && in.position() <= wanted) {
      digest.update(bytes);
      out.write(bytes);
      bytes = in.read(CHUNK);
    }
    return new Checksum(
        in.position(), HexFormat.of().formatHex(digest.digest()), bytes.length == 0);
  }

  static MessageDigest newDigest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  boolean meets(PublishedFile file) {
    return complete && size == file.size() && sha256.equals(file.sha256());
  }

  /** For messages. */
  String describe() {
    return complete ? size + " bytes with sha256 " + sha256 : "at least " + size + " bytes";
  }
}
