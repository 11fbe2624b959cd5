package dev.elbo.cli.option;

import dev.elbo.cli.text.Shell;
import java.io.PrintWriter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What every command has; a mixin. */
public final class CommonOptions {
  @Option(names = "--verbose", description = "show the stack trace of a failure")
  private boolean verbose;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "show this help")
  boolean help;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec = CommandSpec.create();

  /** Whether stack traces are wanted. */
  public boolean verbose() {
    return verbose;
  }

  /** For results. */
  public PrintWriter out() {
    return spec.commandLine().getOut();
  }

  /** For all else. */
  public PrintWriter err() {
    return spec.commandLine().getErr();
  }

  /** The command as the user gave it, from the root on. */
  public String command() {
    return "./elbo " + Shell.command(spec.root().commandLine().getParseResult().originalArgs());
  }
}
