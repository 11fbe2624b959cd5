package dev.elbo.persist;

import java.nio.file.Path;

/** A file is not a model this version can read. The message is one line: file, what is wrong. */
public final class ModelFormatException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ModelFormatException(Path file, String problem) {
    super(file + ": " + problem);
  }
}
