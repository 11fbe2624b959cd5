package dev.elbo.table.csv;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** How a CSV file's characters are stored. */
public enum Encoding {
  UTF_8("utf-8", StandardCharsets.UTF_8),
  UTF_16("utf-16", StandardCharsets.UTF_16LE),
  LATIN_1("latin-1", StandardCharsets.ISO_8859_1);

  private final String word;
  private final Charset charset;

  Encoding(String word, Charset charset) {
    this.word = word;
    this.charset = charset;
  }

  /** The name that people and the database use. */
  public String word() {
    return word;
  }

  Charset charset() {
    return charset;
  }
}
