package dev.elbo.data;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** The first bytes by which file formats are told apart. */
enum Magic {
  GZIP("\u001F\u008B"),
  NPY("\u0093NUMPY"),
  ZIP("PK\u0003\u0004"),
  EMPTY_ZIP("PK\u0005\u0006"),
  /** Two zero bytes; the type and the rank that follow are told by {@link IdxFile}. */
  IDX("\0\0");

  /** As many bytes as {@link #show} is worth showing. */
  static final int LENGTH = 8;

  /** One character a byte. */
  private final String bytes;

  Magic(String bytes) {
    this.bytes = bytes;
  }

  /** Whether a file that starts with {@code start} is one of these. */
  boolean matches(byte[] start) {
    return new String(start, StandardCharsets.ISO_8859_1).startsWith(bytes);
  }

  /** The first bytes as messages show them: {@code 50 41 52 31 ("PAR1")}. */
  static String show(byte[] start) {
    if (start.length == 0) {
      return "no byte at all";
    }
    StringBuilder hex = new StringBuilder();
    StringBuilder text = new StringBuilder();
    for (byte b : start) {
      hex.append(String.format(Locale.ROOT, "%02x ", b));
      text.append(b >= ' ' && b <= '~' ? (char) b : '.');
    }
    return hex + "(\"" + text + "\")";
  }
}
