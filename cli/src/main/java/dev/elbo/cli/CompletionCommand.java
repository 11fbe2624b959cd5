package dev.elbo.cli;

import dev.elbo.cli.option.CommonOptions;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints a script that completes commands and options in bash and zsh. */
@Command(
    name = "completion",
    description = "Prints a completion script for bash and zsh.",
    footer = {
      "",
      "It completes the word elbo, so put the checkout on the PATH.",
      "",
      "Example:",
      "  source <(./elbo completion)"
    })
final class CompletionCommand implements Runnable {
  @Mixin private CommonOptions common = new CommonOptions();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    common.out().print(AutoComplete.bash("elbo", spec.root().commandLine()));
  }
}
