package dev.elbo.linalg;

/** What a product does with the matrix that receives it. */
public enum Result {
  /** C ← A·B, whatever C held. */
  SET,
  /** C ← A·B + C. */
  ADD
}
