package dev.elbo.data;

/**
 * Data that cannot be used: a damaged or foreign file, a set that is not there, values a model
 * cannot read.
 *
 * <p>The message is one sentence or two for the person at the keyboard: what is wrong, where, what
 * was expected against what was found, and what to do. Rows and columns in it are counted from 1.
 */
public final class DataException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public DataException(String message) {
    super(message);
  }

  public DataException(String message, Throwable cause) {
    super(message, cause);
  }
}
