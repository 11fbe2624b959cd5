package dev.elbo.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * A disk that is full, a folder that may only be read: what is there stays, and the run goes on
 * afterwards.
 *
 * <p>A full disk takes the first part of a file and no more, as the shell's limit on the size of
 * files does, which holds for every user and needs no other disk.
 */
@Timeout(180)
@DisabledOnOs(
    value = OS.WINDOWS,
    disabledReason = "its shell has no limit on the size of files, its folders no rights of POSIX")
class FailingDiskTest {
  /** Of 512 bytes, in some shells of 1,024: more than the model has, less than the checkpoint. */
  private static final int BLOCKS_FOR_A_MODEL = 512;

  /** Less than the model has. */
  private static final int FEW_BLOCKS = 128;

  private static final List<String> TRAIN = List.of("train", "--epochs", "12", "--patience", "0");

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

  /** The command line, started by another command. */
  private ProcessBuilder by(List<String> starter, String... arguments) {
    ProcessBuilder builder = new ElboProcess(folder).builder(arguments);
    List<String> command = new ArrayList<>(builder.command());
    // Java's own file of figures is of no interest, and not small.
    command.add(1, "-XX:-UsePerfData");
    command.addAll(0, starter);
    return builder.command(command);
  }

  private ProcessBuilder limited(int blocks, String... arguments) {
    return by(List.of("sh", "-c", "ulimit -f " + blocks + "; exec \"$@\"", "sh"), arguments);
  }

  /** The superuser writes everywhere, unless he gives that right away. */
  private ProcessBuilder withoutPrivilege(String... arguments) {
    List<String> starter =
        System.getProperty("user.name").equals("root")
            ? List.of("setpriv", "--bounding-set=-dac_override", "--inh-caps=-dac_override", "--")
            : List.of();
    return by(starter, arguments);
  }

  /** A run that was killed after its first epochs. */
  private Path killedRun() throws Exception {
    Path run = folder.resolve("run");
    List<String> arguments = new ArrayList<>(TRAIN);
    arguments.addAll(List.of("--out", "run", "--checkpoint-every", "0.05s"));
    Process process = start(new ElboProcess(folder).builder(arguments.toArray(String[]::new)));
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

    assertGoesOn(model);
  }

  /** To the same bytes as a run that nothing has stopped. */
  private void assertGoesOn(Path model) throws Exception {
    new ElboProcess(folder).run("train", "--resume", "run").succeeded();
    List<String> arguments = new ArrayList<>(TRAIN);
    arguments.addAll(List.of("--out", "whole"));
    new ElboProcess(folder).run(arguments.toArray(String[]::new)).succeeded();
    assertThat(model).hasSameBinaryContentAs(folder.resolve("whole/model.safetensors"));
  }

  private void assertRefused(String message, String... arguments) throws Exception {
    int code = start(withoutPrivilege(arguments)).waitFor();
    assertThat(Files.readString(folder.resolve("err"))).endsWith(message);
    assertThat(code).isEqualTo(1);
  }

  private static Map<Path, byte[]> contents(Path run) throws IOException {
    Map<Path, byte[]> contents = new TreeMap<>();
    try (Stream<Path> files = Files.list(run)) {
      for (Path file : files.toList()) {
        contents.put(file, Files.readAllBytes(file));
      }
    }
    return contents;
  }

  @Test
  void aFolderThatMayOnlyBeReadStaysAsItIs() throws Exception {
    assumeThatCode(() -> start(withoutPrivilege("--help")).waitFor())
        .as("the superuser can give rights away")
        .doesNotThrowAnyException();
    Path run = killedRun();
    Map<Path, byte[]> before = contents(run);
    Set<PosixFilePermission> writable = Files.getPosixFilePermissions(run);
    Files.setPosixFilePermissions(run, PosixFilePermissions.fromString("r-xr-xr-x"));
    try {
      assertRefused(
          "elbo: --resume run: nothing can be written to this folder\n",
          "train",
          "--resume",
          "run");
      assertRefused(
          "elbo: " + run.resolve("in") + ": access is denied\n", "train", "--out", "run/in");
      assertThat(contents(run)).containsExactlyEntriesOf(before);
    } finally {
      Files.setPosixFilePermissions(run, writable);
    }
    assertGoesOn(run.resolve("model.safetensors"));
  }
}
