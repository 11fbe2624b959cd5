package dev.elbo.benchmarks.harness;

/** A contender that cannot go on. The message says which, and why. */
public final class ContenderException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** With a message. */
  public ContenderException(String message) {
    super(message);
  }
}
