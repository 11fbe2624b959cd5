package dev.elbo.persist;

import java.nio.file.Path;

/**
 * A file is not the model, or the checkpoint, that this version can read. The message is one line:
 * file, what is wrong.
 */
public final class ModelFormatException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What a file says of itself may be of any length. */
  private static final int LONGEST = 400;

  public ModelFormatException(Path file, String problem) {
    super(oneLine(file.toString()) + ": " + shortened(oneLine(problem)));
  }

  /** Names in a file may hold line ends and worse. */
  private static String oneLine(String text) {
    return text.replaceAll("[\\p{Cntrl}\\u0085\\u2028\\u2029]+", " ");
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + " …";
  }
}
