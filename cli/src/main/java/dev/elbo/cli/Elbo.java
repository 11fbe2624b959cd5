package dev.elbo.cli;

import dev.elbo.cli.console.Failures;
import dev.elbo.cli.console.LogLines;
import dev.elbo.cli.console.StandardStreams;
import dev.elbo.cli.option.DataArgument;
import dev.elbo.cli.option.Defaults;
import dev.elbo.cli.option.ModelArgument;
import dev.elbo.persist.Version;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command line: {@code elbo COMMAND …}. */
@Command(
    name = "elbo",
    description = "Variational auto-encoders: train, evaluate, look, sample.",
    mixinStandardHelpOptions = true,
    versionProvider = Elbo.Versions.class,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      TrainCommand.class,
      EvaluateCommand.class,
      ScoreCommand.class,
      ImputeCommand.class,
      EncodeCommand.class,
      ReconstructCommand.class,
      SampleCommand.class,
      PlotCommand.class,
      InspectCommand.class,
      ImportCommand.class,
      ExportCommand.class,
      ReproduceCommand.class,
      DataCommand.class,
      CompletionCommand.class
    },
    footer = {
      "",
      "Every command explains itself: elbo train --help",
      "Exit code: 0, 1 for a failure in data, files or numbers, 2 for wrong usage,",
      "130 after Ctrl-C, 143 after kill.",
      "",
      "Example:",
      "  ./elbo train"
    })
public final class Elbo implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  private Elbo() {}

  /** Runs a command and exits with its code. */
  public static void main(String[] args) {
    // Pictures are drawn without a display, also where there is one.
    System.setProperty("java.awt.headless", "true");
    StandardStreams streams = StandardStreams.system();
    System.exit(run(streams, args));
  }

  static int run(StandardStreams streams, String... args) {
    Failures failures = new Failures(streams.err(), List.of(args).contains("--verbose"));
    int code;
    try {
      code = commandLine(streams, failures).execute(args);
    } catch (Throwable e) { // Errors are not for picocli: an OutOfMemoryError, say
      code = failures.report(e);
    }
    streams.err().flush();
    return streams.finish(code);
  }

  static CommandLine commandLine(StandardStreams streams, Failures failures) {
    return new CommandLine(new Elbo())
        .setOut(streams.out())
        .setErr(streams.err())
        .setResourceBundle(new Defaults())
        .registerConverter(ModelArgument.class, ModelArgument::parse)
        .registerConverter(DataArgument.class, DataArgument::parse)
        .setUsageHelpLongOptionsMaxWidth(24)
        .setAbbreviatedSubcommandsAllowed(false)
        .setExecutionExceptionHandler(failures)
        .setParameterExceptionHandler(failures)
        .setExecutionStrategy(
            parsed -> {
              LogLines.install(streams.err());
              return new CommandLine.RunLast().execute(parsed);
            });
  }

  /** Without a command there is nothing to do but to say which there are. */
  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        spec.commandLine(),
        "COMMAND is missing; the commands are " + String.join(", ", spec.subcommands().keySet()));
  }

  /** Says version and Java. */
  static final class Versions implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {
        "elbo %s (Java %s)".formatted(Version.current(), System.getProperty("java.version"))
      };
    }
  }
}
