package dev.elbo.benchmarks.tables;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** What all commands have in common. */
final class RunOptions {
  @Option(
      names = "--data",
      required = true,
      paramLabel = "FOLDER",
      description = "Folder of the data.")
  private Path data = Path.of(".");

  @Option(
      names = "--out",
      defaultValue = "runs/benchmarks",
      paramLabel = "FOLDER",
      description = "Where results are written (${DEFAULT-VALUE}).")
  private Path out = Path.of("runs", "benchmarks");

  @Option(
      names = "--seeds",
      split = ",",
      paramLabel = "N",
      description = "Seeds of splits and methods; by default 1, 2 and 3.")
  private List<Long> seeds = new ArrayList<>();

  @Option(
      names = {"-t", "--threads"},
      paramLabel = "N",
      description = "Tasks side by side, each on one thread; by default as many as processors.")
  private int threads = Runtime.getRuntime().availableProcessors();

  Path data() {
    return data;
  }

  /** A file of results. */
  Path result(String name) {
    return out.resolve(name);
  }

  /** Writes a file of results to read. */
  void write(String name, String text) throws IOException {
    Path file = result(name);
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.writeString(file, text);
  }

  List<Long> seeds() {
    return seeds.isEmpty() ? List.of(1L, 2L, 3L) : seeds;
  }

  int threads() {
    if (threads < 1) {
      throw new IllegalArgumentException("--threads must be 1 or more, not " + threads);
    }
    return threads;
  }
}
