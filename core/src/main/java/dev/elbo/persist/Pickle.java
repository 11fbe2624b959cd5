package dev.elbo.persist;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** What people take for a safetensors file: the pickles that {@code torch.save} writes. */
final class Pickle {
  private static final String ZIP = "PK\u0003\u0004";
  private static final String WHAT_TO_DO =
      " and no safetensors file; pickles run code, so Elbo reads none: in Python,"
          + " safetensors.torch.save_file(model.state_dict(), 'model.safetensors') writes what it"
          + " reads";

  private Pickle() {}

  /**
   * Names a file whose first bytes are no safetensors header for what it is, if that is known.
   *
   * @throws ModelFormatException where it is a pickle or a zip archive
   */
  static void refuse(Path file, ByteBuffer start) {
    byte[] bytes = new byte[start.limit()];
    start.get(0, bytes);
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    if (text.startsWith(ZIP)) {
      throw new ModelFormatException(
          file, "a zip archive, such as torch.save writes," + WHAT_TO_DO);
    }
    if (text.charAt(0) == 0x80 && text.charAt(1) >= 2 && text.charAt(1) <= 5) {
      throw new ModelFormatException(file, "a pickle, such as torch.save wrote," + WHAT_TO_DO);
    }
  }
}
