package dev.elbo.cli.option;

/** {@code --format} of {@code elbo inspect}. */
public enum CardFormat {
  /** Lines for the terminal. */
  TEXT,
  /** A page. */
  MARKDOWN,
  /** One object. */
  JSON;

  /** Converts {@code --format}. */
  public static final class Words extends Choice<CardFormat> {
    Words() {
      super(CardFormat.class);
    }
  }
}
