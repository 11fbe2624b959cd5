package dev.elbo.benchmarks.tables;

import dev.elbo.data.DataException;
import java.io.IOException;
import java.io.UncheckedIOException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** The command line of the benchmarks on tables. */
@Command(
    name = "benchmarks/run",
    mixinStandardHelpOptions = true,
    description =
        "Elbo on real tables, beside other methods. README.md beside this program says more.",
    subcommands = {
      AdbenchCommand.class,
      AdultCommand.class,
      FalseAlarmsCommand.class,
      ImputationCommand.class,
      HelpCommand.class
    })
public final class Tables {
  private Tables() {}

  /** Runs a command. */
  public static void main(String[] args) {
    CommandLine commandLine =
        new CommandLine(new Tables()).setExecutionExceptionHandler(Tables::explain);
    System.exit(commandLine.execute(args));
  }

  private static int explain(
      Exception e, CommandLine commandLine, CommandLine.ParseResult parseResult) {
    boolean expected =
        e instanceof DataException
            || e instanceof IOException
            || e instanceof UncheckedIOException
            || e instanceof IllegalArgumentException;
    if (!expected) {
      e.printStackTrace();
    }
    commandLine.getErr().println("benchmarks: " + e.getMessage());
    return 1;
  }
}
