package dev.elbo.cli.text;

/** Lines of a summary. */
public final class Labelled {
  private Labelled() {}

  /** A label of nine columns, then the text. */
  public static String line(String label, String text) {
    return "%-8s %s".formatted(label, text);
  }
}
