package dev.elbo.data;

/** How values in [0, 1] become the zeros and ones that a Bernoulli likelihood is a density of. */
public enum Binarization {
  /** The values as they are. */
  NONE,

  /** 1 where x ≥ ½, else 0: the same at every use. */
  THRESHOLD,

  /**
   * A draw from Bernoulli(x), made anew each time a row is used (Salakhutdinov and Murray 2008).
   */
  DYNAMIC
}
