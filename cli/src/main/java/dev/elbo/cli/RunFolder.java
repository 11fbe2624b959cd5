package dev.elbo.cli;

import dev.elbo.cli.option.ModelArgument;
import dev.elbo.data.DataException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The folder of a run. Nothing that was there before is ever written over.
 *
 * @param path the folder, which exists
 */
record RunFolder(Path path) {
  private static final Path RUNS = Path.of("runs");
  private static final String CHECKPOINT = "checkpoint.safetensors";

  /**
   * Makes the folder that was asked for, else {@code runs/name-N} with the first N that is free. It
   * is taken in one step: two runs that start together get two folders.
   *
   * @throws DataException where nothing can be written, or the folder asked for has something in it
   */
  static RunFolder create(@Nullable Path wanted, String name) throws IOException {
    if (wanted != null) {
      requireUsable(wanted);
      return new RunFolder(Files.createDirectories(wanted));
    }
    if (!Files.isWritable(Files.exists(RUNS) ? RUNS : Path.of("."))) {
      throw new DataException(
          "runs: nothing can be written to this folder; name another place with --out");
    }
    Files.createDirectories(RUNS);
    for (int number = 1; ; number++) {
      Path path = RUNS.resolve(name + "-" + number);
      try {
        return new RunFolder(Files.createDirectory(path));
      } catch (FileAlreadyExistsException taken) {
        // the next number
      }
    }
  }

  /**
   * Rejects what is no folder, not empty or not to be written to, before a long run and not after
   * it.
   */
  static void requireUsable(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    if (!Files.isDirectory(folder)) {
      throw new DataException(
          "--out %s: this is a file; name a folder that is new or empty".formatted(folder));
    }
    if (!Files.isWritable(folder)) {
      throw new DataException("--out %s: nothing can be written to this folder".formatted(folder));
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      if (files.iterator().hasNext()) {
        throw new DataException(
            "--out %s: this folder is not empty, and nothing is overwritten; name a folder that is new or empty"
                .formatted(folder));
      }
    }
  }

  /**
   * The folder of a run that has not ended.
   *
   * @throws DataException where it is none, holds no checkpoint, or nothing can be written to it
   */
  static RunFolder unfinished(Path path) {
    RunFolder folder = new RunFolder(path);
    if (!Files.isDirectory(path)) {
      throw new DataException(
          Files.exists(path)
              ? "--resume %s: this is a file; name the folder of a run".formatted(path)
              : "--resume %s: there is no such folder".formatted(path));
    }
    if (!Files.isRegularFile(folder.checkpoint())) {
      throw new DataException(
          "--resume %s: this folder holds no %s: its run has ended, was stopped before its first step, or was begun with --checkpoint-every 0"
              .formatted(path, CHECKPOINT));
    }
    if (!Files.isWritable(path)) {
      throw new DataException("--resume %s: nothing can be written to this folder".formatted(path));
    }
    return folder;
  }

  /** A name for {@code runs/}, from that of the data: letters, digits, dots, hyphens. */
  static String nameFor(String data) {
    String name =
        data.replaceFirst("/.*", "")
            .replaceFirst("(?i)\\.gz$", "")
            .replaceFirst("(?i)\\.(npy|npz|idx|csv|tsv|txt|data|parquet|json|jsonl|ndjson)$", "")
            .replaceAll("[^\\p{L}\\p{N}._-]+", "-");
    return name.isEmpty() || name.startsWith(".") ? "run" : name;
  }

  Path model() {
    return path.resolve(ModelArgument.FILE_NAME);
  }

  Path curve() {
    return path.resolve("training.csv");
  }

  Path checkpoint() {
    return path.resolve(CHECKPOINT);
  }

  Path lock() {
    return path.resolve(".lock");
  }

  Path report() {
    return path.resolve("report.html");
  }

  /** Where the best model of a run is that does not go on. */
  String left() {
    return Files.exists(model()) ? "the best model so far is " + model() : "no model was saved yet";
  }

  @Override
  public String toString() {
    return path.toString();
  }
}
