package dev.elbo.data;

import java.nio.file.Path;

/** The name a data set gets from its file. */
final class Names {
  private Names() {}

  /** The last element of the path. */
  static String of(Path file) {
    Path last = file.getFileName();
    return last == null ? file.toString() : last.toString();
  }
}
