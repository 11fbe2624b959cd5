package dev.elbo.cli.option;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How rows are written, told by the ending of the file's name. */
public enum RowFormat {
  /** NumPy, float32. */
  NPY,
  /** Text with a line of column names. */
  CSV,
  /** A grid of pictures. */
  PNG;

  public String ending() {
    return "." + name().toLowerCase(Locale.ROOT);
  }

  /** The format of a file's name, where it is one of these. */
  static Optional<RowFormat> of(Path file) {
    String name = file.toString().toLowerCase(Locale.ROOT);
    return Arrays.stream(values()).filter(format -> name.endsWith(format.ending())).findFirst();
  }
}
