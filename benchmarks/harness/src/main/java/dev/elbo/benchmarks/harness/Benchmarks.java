package dev.elbo.benchmarks.harness;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** The command line of the benchmarks. */
@Command(
    name = "benchmarks/run",
    mixinStandardHelpOptions = true,
    description = "Elbo and its peers, side by side. README.md beside this program says more.",
    subcommands = {
      CompareCommand.class,
      BusyCommand.class,
      EndToEndCommand.class,
      GrowthCommand.class,
      HelpCommand.class
    })
public final class Benchmarks {
  private Benchmarks() {}

  /** Runs a command; {@code compare} where none is named. */
  public static void main(String[] args) {
    CommandLine commandLine =
        new CommandLine(new Benchmarks())
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setExecutionExceptionHandler(Benchmarks::explain);
    System.exit(commandLine.execute(args.length == 0 ? new String[] {"compare"} : args));
  }

  private static int explain(
      Exception e, CommandLine commandLine, CommandLine.ParseResult parseResult) {
    if (!(e instanceof ContenderException || e instanceof IllegalArgumentException)) {
      e.printStackTrace();
    }
    commandLine.getErr().println("benchmarks: " + e.getMessage());
    return 1;
  }
}
