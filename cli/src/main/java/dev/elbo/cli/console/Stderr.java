package dev.elbo.cli.console;

import java.io.IOException;
import picocli.CommandLine.Model.CommandSpec;

/** What standard error is connected to. */
public final class Stderr {
  private Stderr() {}

  /** Columns of the terminal, or 0 where it is none. */
  public static int columns() {
    return isTerminal() ? CommandSpec.create().usageMessage().autoWidth(true).width() : 0;
  }

  /** Java does not know; the system's own test does. */
  private static boolean isTerminal() {
    try {
      return new ProcessBuilder("test", "-t", "2")
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false; // no such program, as on Windows: plain lines serve everywhere
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
