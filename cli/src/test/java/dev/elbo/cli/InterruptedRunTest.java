package dev.elbo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elbo.data.NpyFile;
import dev.elbo.random.Purpose;
import dev.elbo.random.RandomStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Processes that are killed or stopped in the middle of a run, and what becomes of it. */
@Timeout(180)
class InterruptedRunTest {
  private static final String[] OPTIONS = {
    "--epochs", "150", "--hidden", "24", "--latent", "3", "--patience", "0"
  };

  @TempDir private Path folder;

  private Process start(String... arguments) throws IOException {
    Process process =
        new ElboProcess(folder)
            .builder(arguments)
            .redirectOutput(folder.resolve("out").toFile())
            .redirectError(folder.resolve("err").toFile())
            .start();
    process.getOutputStream().close();
    return process;
  }

  private Process train(String... more) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("train"));
    arguments.addAll(List.of(more));
    arguments.addAll(List.of(OPTIONS));
    return start(arguments.toArray(String[]::new));
  }

  private void finish(Process process) throws IOException, InterruptedException {
    assertThat(process.waitFor()).as(Files.readString(folder.resolve("err"))).isZero();
  }

  /** Waits for the moment, as long as there is one to come. */
  private static void await(Process process, BooleanSupplier moment) throws InterruptedException {
    while (process.isAlive() && !moment.getAsBoolean()) {
      TimeUnit.MILLISECONDS.sleep(1);
    }
  }

  private static void killWhen(Process process, BooleanSupplier moment)
      throws InterruptedException {
    await(process, moment);
    process.destroyForcibly();
    assertThat(process.waitFor()).as("killed by SIGKILL").isEqualTo(128 + 9);
  }

  private static long lines(Path file) {
    try (Stream<String> lines = Files.lines(file)) {
      return lines.count();
    } catch (IOException e) {
      return 0;
    }
  }

  private static boolean holdsPart(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.anyMatch(file -> file.toString().endsWith(".part"));
    } catch (IOException e) {
      return false;
    }
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  /** The curve without its two columns of the clock. */
  private static List<String> curve(Path run) throws IOException {
    return Files.readAllLines(run.resolve("training.csv")).stream()
        .map(line -> line.replaceFirst("^((?:[^,]*,){11})[^,]*,[^,]*,", "$1"))
        .toList();
  }

  private static void assertSameRun(Path actual, Path expected) throws IOException {
    assertThat(actual.resolve("model.safetensors"))
        .hasSameBinaryContentAs(expected.resolve("model.safetensors"));
    assertThat(curve(actual)).isEqualTo(curve(expected)).hasSize(151);
    assertThat(names(actual)).isEqualTo(names(expected)).doesNotContain(".lock");
  }

  @Test
  void aKilledRunEndsInTheBytesOfOneThatWasNot() throws Exception {
    finish(train("--out", "whole", "--checkpoint-every", "0"));
    Path run = folder.resolve("killed");
    Path curve = run.resolve("training.csv");
    Path checkpoint = run.resolve("checkpoint.safetensors");

    killWhen(
        train("--out", "killed", "--checkpoint-every", "0.1s", "--threads", "1"),
        () -> Files.exists(checkpoint));
    killWhen(start("train", "--resume", "killed"), () -> lines(curve) > 20);
    long before = Files.size(checkpoint);
    killWhen(
        start("train", "--resume", "killed", "--threads", "2"),
        () -> checkpoint.toFile().length() != before && holdsPart(run));
    finish(start("train", "--resume", "killed"));
    assertSameRun(run, folder.resolve("whole"));

    ElboProcess.Result ended = ElboProcess.inThisProcess("train", "--resume", run.toString());
    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.err())
        .isEqualTo(
            ("elbo: --resume %s: this folder holds no checkpoint.safetensors: its run has ended, was"
                    + " stopped before its first step, or was begun with --checkpoint-every 0\n")
                .formatted(run));
  }

  /** By Ctrl-C, then by kill; the run's file is found where it was, or where it is said to be. */
  @Test
  void aStoppedRunSaysHowToGoOn() throws Exception {
    writeRows(folder.resolve("rows.npy"));
    Path run = folder.resolve("run");
    Path curve = run.resolve("training.csv");
    Process process = train("rows.npy", "--out", "run", "--epochs", "100000");
    await(process, () -> lines(curve) > 3);

    ElboProcess.Result second = ElboProcess.inThisProcess("train", "--resume", run.toString());
    assertThat(second.code()).isEqualTo(1);
    assertThat(second.err())
        .isEqualTo(
            "elbo: %s: process %d is training in this folder; wait until it ends, or stop it\n"
                .formatted(run, process.pid()));

    if (ignoresInterrupts()) {
      assertStops(process, "TERM", 143);
    } else {
      assertStops(process, "INT", 130);
    }
    assertThat(names(run))
        .containsExactly(".lock", "checkpoint.safetensors", "model.safetensors", "training.csv");

    Files.move(folder.resolve("rows.npy"), folder.resolve("moved.npy"));
    ElboProcess.Result lost = ElboProcess.inThisProcess("train", "--resume", run.toString());
    assertThat(lost.code()).isEqualTo(1);
    assertThat(lost.err())
        .startsWith("elbo: %s: there is no such file".formatted(folder.resolve("rows.npy")));

    long before = lines(curve);
    Process again = start("train", "moved.npy", "--resume", "run");
    await(again, () -> lines(curve) > before);
    assertStops(again, "TERM", 143);
    assertThat(Files.readString(folder.resolve("out"))).contains("\nresumed  run   after epoch ");
  }

  /** Ctrl-C does not reach what a shell runs in the background, nor what that starts. */
  private static boolean ignoresInterrupts() throws Exception {
    Process shell = new ProcessBuilder("sh", "-c", "kill -INT $$; echo still there").start();
    String out = new String(shell.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    shell.waitFor();
    return out.contains("still there");
  }

  private void assertStops(Process process, String signal, int code) throws Exception {
    new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start().waitFor();
    assertThat(process.waitFor()).isEqualTo(code);
    assertThat(Files.readString(folder.resolve("err")))
        .containsPattern(
            "\nelbo: training was interrupted in epoch \\d+, after step \\d+;"
                + " run/checkpoint.safetensors holds all that it takes to go on\n"
                + "next     ./elbo train --resume run\n$");
  }

  private static void writeRows(Path file) throws IOException {
    float[][] rows = new float[400][7];
    RandomStream random = RandomStream.of(1, Purpose.PRIOR_SAMPLE, 0, 0);
    for (float[] row : rows) {
      random.fillGaussian(row, 0, row.length);
    }
    try (OutputStream out = Files.newOutputStream(file)) {
      NpyFile.write(out, rows);
    }
  }

  @Test
  void aKilledScoreLeavesTheOldFileAndNothingElse() throws Exception {
    People.write(folder.resolve("people.csv"), People.lines(300));
    finish(
        start(
            "train",
            "people.csv",
            "--epochs",
            "1",
            "--hidden",
            "8",
            "--latent",
            "2",
            "--out",
            "m"));
    List<String> many = new ArrayList<>(List.of(People.HEADER + ",extra"));
    People.lines(50_000).forEach(line -> many.add(line + ",1"));
    Files.write(folder.resolve("many.csv"), many);
    Files.writeString(folder.resolve("scores.csv"), "old");
    List<String> before = names(folder);
    // What is extra is said when the rows have been read: what remains is all the scoring.
    killWhen(
        start("score", "m", "many.csv", "-o", "scores.csv", "--force"), () -> errorNames("extra"));
    assertThat(folder.resolve("scores.csv")).hasContent("old");
    assertThat(names(folder)).isEqualTo(before);
  }

  private boolean errorNames(String word) {
    try {
      return Files.readString(folder.resolve("err")).contains(word);
    } catch (IOException e) {
      return false;
    }
  }
}
