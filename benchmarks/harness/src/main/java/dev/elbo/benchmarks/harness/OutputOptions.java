package dev.elbo.benchmarks.harness;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where reports go, from the command line. */
final class OutputOptions {
  @Option(
      names = "--out",
      defaultValue = "runs/benchmarks",
      paramLabel = "FOLDER",
      description = "Where reports are written (${DEFAULT-VALUE}).")
  private Path folder = Path.of("runs", "benchmarks");

  Report report(String name) {
    return new Report(folder, name);
  }

  Path folder() {
    return folder;
  }
}
