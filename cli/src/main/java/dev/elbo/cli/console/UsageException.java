package dev.elbo.cli.console;

/** The command line was used wrongly: exit code 2. The message is one line and names the option. */
public final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UsageException(String message) {
    super(message);
  }
}
