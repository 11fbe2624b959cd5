package dev.elbo.data;

import java.util.Locale;

/** Which rows of a {@link NamedSet}. */
public enum Part {
  /** Those to train on. */
  TRAIN,

  /** Those to evaluate on. */
  TEST,

  /** Both, training rows first where the set comes in two files. */
  ALL;

  /** The name as users write it: {@code train}, {@code test}, {@code all}. */
  public String lowerCaseName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
