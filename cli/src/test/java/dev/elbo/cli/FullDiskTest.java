package dev.elbo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * The disk takes the first part of a file and no more, as a full one does: by the shell's limit on
 * the size of files, which holds for every user and needs no other disk.
 */
@Timeout(180)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "its shell has no limit on the size of files")
class FullDiskTest {
  /** Of 512 bytes, in some shells of 1,024: more than the model has, less than the checkpoint. */
  private static final int BLOCKS_FOR_A_MODEL = 512;

  /** Less than the model has. */
  private static final int FEW_BLOCKS = 128;

  @TempDir private Path folder;

  private Process start(ProcessBuilder builder) throws IOException {
    Process process =
        builder
            .redirectOutput(folder.resolve("out").toFile())
            .redirectError(folder.resolve("err").toFile())
            .start();
    process.getOutputStream().close();
    return process;
  }

  /** The command line under the limit. */
  private ProcessBuilder limited(int blocks, String... arguments) {
    ProcessBuilder builder = new ElboProcess(folder).builder(arguments);
    List<String> command = new ArrayList<>(builder.command());
    // Java's own file of figures is of no interest, and not small.
    command.add(1, "-XX:-UsePerfData");
    command.addAll(0, List.of("sh", "-c", "ulimit -f " + blocks + "; exec \"$@\"", "sh"));
    return builder.command(command);
  }

  /** A run that was killed after its first epochs. */
  private Path killedRun() throws Exception {
    Path run = folder.resolve("run");
    Process process =
        start(
            new ElboProcess(folder)
                .builder(
                    "train",
                    "--out",
                    "run",
                    "--epochs",
                    "12",
                    "--patience",
                    "0",
                    "--checkpoint-every",
                    "0.05s"));
    while (process.isAlive() && lines(run.resolve("training.csv")) < 4) {
      TimeUnit.MILLISECONDS.sleep(1);
    }
    process.destroyForcibly();
    assertThat(process.waitFor()).as("killed by SIGKILL").isEqualTo(128 + 9);
    return run;
  }

  private static long lines(Path file) {
    try (Stream<String> lines = Files.lines(file)) {
      return lines.count();
    } catch (IOException e) {
      return 0;
    }
  }

  private void assertFails(int blocks, String file) throws Exception {
    int code = start(limited(blocks, "train", "--resume", "run")).waitFor();
    assertThat(Files.readString(folder.resolve("err")))
        .endsWith(
            "next     ./elbo train --resume run\nelbo: the %s cannot be written to run/%s.safetensors: File too large\n"
                .formatted(file, file));
    assertThat(code).isEqualTo(1);
  }

  @Test
  void whatIsThereStaysAndTheRunGoesOnWhenThereIsRoom() throws Exception {
    Path run = killedRun();
    Path checkpoint = run.resolve("checkpoint.safetensors");
    Path model = run.resolve("model.safetensors");
    byte[] lastCheckpoint = Files.readAllBytes(checkpoint);
    assertThat(Files.size(model)).isBetween(FEW_BLOCKS * 1024L, BLOCKS_FOR_A_MODEL * 512L);
    assertThat(lastCheckpoint.length).isGreaterThan(BLOCKS_FOR_A_MODEL * 1024);

    assertFails(BLOCKS_FOR_A_MODEL, "checkpoint");
    assertThat(checkpoint).hasBinaryContent(lastCheckpoint);
    byte[] lastModel = Files.readAllBytes(model);
    assertFails(FEW_BLOCKS, "model");
    assertThat(checkpoint).hasBinaryContent(lastCheckpoint);
    assertThat(model).hasBinaryContent(lastModel);
    try (Stream<Path> files = Files.list(run)) {
      assertThat(files).noneMatch(file -> file.toString().endsWith(".part"));
    }

    new ElboProcess(folder).run("train", "--resume", "run").succeeded();
    new ElboProcess(folder)
        .run("train", "--out", "whole", "--epochs", "12", "--patience", "0")
        .succeeded();
    assertThat(model).hasSameBinaryContentAs(folder.resolve("whole/model.safetensors"));
  }
}
