package dev.elbo.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.elbo.Training;
import dev.elbo.data.Binarization;
import dev.elbo.data.DataCache;
import dev.elbo.data.NamedSet;
import dev.elbo.data.NpyFile;
import dev.elbo.data.Part;
import dev.elbo.optim.Schedule;
import dev.elbo.train.TrainOptions;
import dev.elbo.train.TrainingListener;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CancellationException;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code elbo train --resume} refuses, before anything in the folder has changed. */
class ResumeCommandTest {
  @TempDir private static Path folder;
  private static Path run = Path.of("");

  @BeforeAll
  static void leaveARun() throws IOException {
    run = Files.createDirectory(folder.resolve("run"));
    leave(
        run,
        training ->
            training
                .hidden(12, 9)
                .latent(2)
                .binarization(Binarization.DYNAMIC)
                .options(TrainOptions.builder().epochs(30).threads(1).build())
                .source("digits/train"));
  }

  /** Leaves a run that was interrupted after its first step. */
  private static void leave(Path run, UnaryOperator<Training> settings) throws IOException {
    Training training =
        settings
            .apply(Training.on(NamedSet.DIGITS.load(Part.TRAIN, new DataCache(folder))))
            .checkpointTo(run.resolve("checkpoint.safetensors"), Duration.ofDays(1))
            .listener(
                new TrainingListener() {
                  @Override
                  public void stepped(Progress progress) {
                    Thread.currentThread().interrupt();
                  }
                });
    assertThatThrownBy(training::run).isInstanceOf(CancellationException.class);
    assertThat(Thread.interrupted()).isTrue();
  }

  private static ElboProcess.Result resume(Path run, String... more) {
    return ElboProcess.inThisProcess(
        Stream.concat(Stream.of("train", "--resume", run.toString()), Arrays.stream(more))
            .toArray(String[]::new));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --epochs 31             | --epochs 31: the run was begun with 30; leave the option out
          --batch 50              | --batch 50: the run was begun with 100; leave the option out
          --optimizer sgd         | --optimizer sgd: the run was begun with adam; leave the option out
          --learning-rate 0.01    | --learning-rate 0.01: the run was begun with 0.001; leave the option out
          --schedule step         | --schedule step: the run was begun with cosine; leave the option out
          --clip-norm 5           | --clip-norm 5: the run was begun with none; leave the option out
          --init paper            | --init paper: the run was begun with glorot; leave the option out
          --patience 7            | --patience 7: the run was begun with 100; leave the option out
          --seed 2                | --seed 2: the run was begun with 1; leave the option out
          --precision bf16        | --precision bf16: the run was begun with f32; leave the option out
          --objective iwae        | --objective iwae: the run was begun with sgvb-b; leave the option out
          --samples 5             | --samples 5: the run was begun with 1; leave the option out
          --beta 2                | --beta 2: the run was begun with 1; leave the option out
          --warm-up 3             | --warm-up 3: the run was begun with 0; leave the option out
          --free-bits 0.5         | --free-bits 0.5: the run was begun with 0; leave the option out
          --weight-prior          | --weight-prior: the run was begun without it; leave it out
          --decoder gaussian      | --decoder gaussian: the run was begun with bernoulli; leave the option out
          --variance shared       | --variance shared: the run was begun with none; leave the option out
          --mean-range real       | --mean-range real: the run was begun with none; leave the option out
          --hidden 12,8           | --hidden 12,8: the run was begun with 12,9; leave the option out
          --latent 3              | --latent 3: the run was begun with 2; leave the option out
          --activation relu       | --activation relu: the run was begun with tanh; leave the option out
          --tied                  | --tied: the run was begun without it; leave it out
          --split test            | --split test: the run was begun with train; leave the option out
          --binarize none         | --binarize none: the run was begun with dynamic; leave the option out
          --validation 0          | --validation 0: the run was begun with 0.1; leave the option out
          --out there             | --out goes with a new run, not with --resume
          --seed 1 --latent 2 --epochs 30 --threads 2 --checkpoint-every 5m --tied | --tied: the run was begun without it; leave it out
          --checkpoint-every 5    | Invalid value for option '--checkpoint-every': '5' is no time such as 30s, 5m or 1h, nor 0 for none
          --checkpoint-every 1000000h | Invalid value for option '--checkpoint-every': '1000000h': checkpoints are written after a time between 0 and 100 years, not PT1000000H
          """)
  void contradictionsAreRefusedByName(String options, String message) throws IOException {
    ElboProcess.Result result = resume(run, options.split(" +"));
    assertThat(result.err())
        .isEqualTo("elbo: %s\nelbo train --help says what is possible\n".formatted(message));
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.out()).isEmpty();
  }

  @Test
  void otherRowsAreRefused() throws IOException {
    Path other = folder.resolve("other.npy");
    try (OutputStream out = Files.newOutputStream(other)) {
      NpyFile.write(out, new float[20][64]);
    }
    ElboProcess.Result result = resume(run, other.toString());
    assertThat(result.code()).isEqualTo(1);
    assertThat(result.err())
        .isEqualTo(
            ("elbo: other.npy (20 rows × 64 columns) is not what the run was begun on, digits/train:"
                    + " expected rows of sha256 %s, found %s; give the same rows in the same order\n")
                .formatted(
                    NamedSet.DIGITS.load(Part.TRAIN, new DataCache(folder)).sha256(),
                    NpyFile.read(other).sha256()));
  }

  @Test
  void foldersThatAreNoUnfinishedRuns() throws IOException {
    assertThat(resume(folder.resolve("nowhere")).err())
        .isEqualTo(
            "elbo: --resume %s: there is no such folder\n".formatted(folder.resolve("nowhere")));
    Path file = run.resolve("checkpoint.safetensors");
    assertThat(resume(file).err())
        .isEqualTo("elbo: --resume %s: this is a file; name the folder of a run\n".formatted(file));
    Path other = Files.createDirectory(folder.resolve("other"));
    assertThat(resume(other).err())
        .isEqualTo(
            "elbo: --resume %s: this folder holds no checkpoint.safetensors: its run has ended, was stopped before its first step, or was begun with --checkpoint-every 0\n"
                .formatted(other));
    assertThat(other).isEmptyDirectory();
    Files.writeString(other.resolve("checkpoint.safetensors"), "PK");
    ElboProcess.Result damaged = resume(other);
    assertThat(damaged.code()).isEqualTo(1);
    assertThat(damaged.err())
        .isEqualTo(
            """
            elbo: this run cannot go on; no model was saved yet
            elbo: %s: not a checkpoint: 2 bytes are too few for a safetensors file
            """
                .formatted(other.resolve("checkpoint.safetensors")));
    Path model = Files.createFile(other.resolve("model.safetensors"));
    assertThat(resume(other).err())
        .startsWith("elbo: this run cannot go on; the best model so far is " + model + "\n");
  }

  /** What only a program can ask for, and what it need not tell. */
  @Test
  void runsThatAProgramBegan() throws IOException {
    Path own = Files.createDirectory(folder.resolve("own"));
    leave(
        own,
        training ->
            training.options(
                TrainOptions.builder().epochs(30).schedule(new Schedule.Delayed(3)).build()));
    assertThat(resume(own).err())
        .isEqualTo(
            """
            elbo: DATA is missing: the checkpoint does not say where the run's rows come from; put it before --resume
            elbo train --help says what is possible
            """);
    assertThat(resume(own, "digits", "--schedule", "cosine").err())
        .startsWith(
            "elbo: --schedule cosine: the run was begun with another; leave the option out");
  }

  @Test
  void aFolderIsForOneAtATime() throws IOException {
    RunFolder taken = new RunFolder(Files.createDirectory(folder.resolve("taken")));
    RunLock first = RunLock.of(taken);
    assertThat(taken.lock()).hasContent(Long.toString(ProcessHandle.current().pid()));
    assertThatThrownBy(() -> RunLock.of(taken))
        .hasMessage(
            "%s: process %d is training in this folder; wait until it ends, or stop it"
                .formatted(taken, ProcessHandle.current().pid()));
    first.close();
    assertThat(taken.path()).isEmptyDirectory();
    RunLock second = RunLock.of(taken);
    Files.createFile(taken.checkpoint());
    second.close();
    assertThat(taken.lock()).exists();
    RunLock.of(taken).close();
  }

  /** A number that is none, or that of a process which is no more, is not told. */
  @ParameterizedTest
  @ValueSource(strings = {"", "nobody", "99999999999999999999", "999999999"})
  void whoHoldsAFolderIsNotAlwaysKnown(String text) throws IOException {
    RunFolder taken = new RunFolder(Files.createTempDirectory(folder, "taken"));
    RunLock first = RunLock.of(taken);
    Files.writeString(taken.lock(), text);
    assertThatThrownBy(() -> RunLock.of(taken))
        .hasMessage(
            taken + ": another process is training in this folder; wait until it ends, or stop it");
    first.close();
  }
}
