package dev.elbo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.elbo.data.Binarization;
import dev.elbo.data.DataCache;
import dev.elbo.data.DataException;
import dev.elbo.data.Dataset;
import dev.elbo.data.NamedSet;
import dev.elbo.data.Part;
import dev.elbo.optim.Adam;
import dev.elbo.persist.Checkpoint;
import dev.elbo.persist.CheckpointFile;
import dev.elbo.persist.ModelFormatException;
import dev.elbo.train.TrainOptions;
import dev.elbo.train.TrainingCsv;
import dev.elbo.train.TrainingListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.LongConsumer;
import java.util.function.UnaryOperator;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs that stop and go on from their checkpoint, by way of files. */
class TrainingResumeTest {
  private static final Duration NEVER = Duration.ofDays(1);

  @TempDir private Path folder;
  private Path checkpoint = Path.of("");
  private Path model = Path.of("");
  private Path curve = Path.of("");

  @BeforeEach
  void names() {
    checkpoint = folder.resolve("checkpoint.safetensors");
    model = folder.resolve("model.safetensors");
    curve = folder.resolve("training.csv");
  }

  private static Dataset digits(Part part) {
    try {
      return NamedSet.DIGITS.load(part, new DataCache(Path.of("")));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** 13 steps an epoch. */
  private static Training training() {
    return Training.on(digits(Part.TRAIN))
        .hidden(12)
        .latent(2)
        .binarization(Binarization.DYNAMIC)
        .options(TrainOptions.builder().epochs(3).threads(1).build());
  }

  private static TrainingListener atStep(LongConsumer action) {
    return new TrainingListener() {
      @Override
      public void stepped(Progress progress) {
        action.accept(progress.step());
      }
    };
  }

  private static TrainingListener interruptAt(long stop) {
    return atStep(
        step -> {
          if (step == stop) {
            Thread.currentThread().interrupt();
          }
        });
  }

  /** Runs until the interrupt, whose message is returned. */
  private static String interrupted(Training training) {
    CancellationException[] thrown = new CancellationException[1];
    assertThatExceptionOfType(CancellationException.class)
        .isThrownBy(training::run)
        .satisfies(e -> thrown[0] = e);
    assertThat(Thread.interrupted()).as("the thread stays interrupted").isTrue();
    return String.valueOf(thrown[0].getMessage());
  }

  /** The curve without its two columns of the clock. */
  private static List<String> curve(Path file) throws IOException {
    return Files.readAllLines(file).stream()
        .map(line -> line.replaceFirst("^((?:[^,]*,){11})[^,]*,[^,]*,", "$1"))
        .toList();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void endsInTheFilesOfTheRunThatNeverStopped(int threads) throws IOException {
    Path wholeModel = folder.resolve("whole.safetensors");
    Path wholeCurve = folder.resolve("whole.csv");
    try (TrainingCsv csv = new TrainingCsv(wholeCurve)) {
      training().saveTo(wholeModel).listener(csv).run();
    }
    try (TrainingCsv csv = new TrainingCsv(curve)) {
      String message =
          interrupted(
              training()
                  .checkpointTo(checkpoint, NEVER)
                  .saveTo(model)
                  .listener(csv)
                  .listener(interruptAt(17)));
      assertThat(message)
          .isEqualTo(
              "training was interrupted in epoch 2, after step 17; %s holds all that it takes to go"
                      .formatted(checkpoint)
                  + " on");
    }
    Files.writeString(curve, "half a li");
    Files.delete(model);
    Training rest = Training.resume(checkpoint, digits(Part.TRAIN).withName("moved"));
    try (TrainingCsv csv = new TrainingCsv(curve)) {
      rest.options(rest.options().withThreads(threads)).saveTo(model).listener(csv).run();
    }
    assertThat(model).hasSameBinaryContentAs(wholeModel);
    assertThat(curve(curve)).isEqualTo(curve(wholeCurve)).hasSize(4);

    // a run that has ended goes on to its end at once
    Files.delete(model);
    byte[] expected = Files.readAllBytes(wholeModel);
    Training.resume(checkpoint, digits(Part.TRAIN)).saveTo(model).run();
    assertThat(model).hasBinaryContent(expected);
  }

  @Test
  void checkpointsComeWhenTheyAreDue() throws IOException {
    List<Long> steps = new ArrayList<>();
    TrainingListener reader =
        atStep(
            step -> {
              try {
                steps.add(step - CheckpointFile.read(checkpoint).state().step());
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    training().checkpointTo(checkpoint, Duration.ZERO).listener(reader).run();
    assertThat(steps).hasSize(39).containsOnly(1L);
    steps.clear();
    training().checkpointTo(checkpoint, NEVER).listener(reader).run();
    assertThat(steps).hasSize(39).endsWith(39L);
    assertThat(CheckpointFile.read(checkpoint).state().step()).isEqualTo(39);
  }

  @Test
  void theCheckpointRemembersHowItWasWrittenAndWhereTheRowsAre() throws IOException {
    interrupted(
        training()
            .checkpointTo(checkpoint, Duration.ofMinutes(5))
            .source("somewhere")
            .heldOut(7)
            .listener(interruptAt(1)));
    interrupted(Training.resume(checkpoint, digits(Part.TRAIN)).listener(interruptAt(2)));
    Checkpoint read = CheckpointFile.read(checkpoint);
    assertThat(read.every()).hasMinutes(5);
    assertThat(read.rows().source()).isEqualTo("somewhere");
    assertThat(read.rows().heldOut()).isEqualTo(7);
    assertThat(read.rows().heldOutRows()).isEqualTo(7);
    assertThat(read.rows().trainingRows()).isEqualTo(1431);
    assertThat(read.state().step()).isEqualTo(2);
  }

  @Test
  void otherRowsAreRefused() {
    interrupted(training().checkpointTo(checkpoint, NEVER).listener(interruptAt(1)));
    String expected = digits(Part.TRAIN).sha256();
    String found = digits(Part.TEST).sha256();
    assertThatThrownBy(() -> Training.resume(checkpoint, digits(Part.TEST)))
        .isExactlyInstanceOf(DataException.class)
        .hasMessage(
            "digits/test (359 rows × 64 columns) is not what the run was begun on, digits/train:"
                + " expected rows of sha256 %s, found %s; give the same rows in the same order"
                    .formatted(expected, found));
  }

  @Test
  void otherSettingsAreRefusedByName() throws IOException {
    interrupted(training().checkpointTo(checkpoint, NEVER).listener(interruptAt(1)));
    byte[] before = Files.readAllBytes(checkpoint);
    assertRefused(t -> t.latent(3), "latent size 3: the run that goes on was begun with 2");
    assertRefused(t -> t.hidden(12, 9), "hidden [12, 9]: the run that goes on was begun with [12]");
    assertRefused(t -> t.heldOut(0), "held out 0.0: the run that goes on was begun with 0.1");
    assertRefused(
        t -> t.binarization(Binarization.NONE),
        "binarization NONE: the run that goes on was begun with DYNAMIC");
    assertRefused(
        t -> t.options(TrainOptions.builder().epochs(4).build()),
        "epochs OptionalInt[4]: the run that goes on was begun with OptionalInt[3]");
    assertRefused(
        t ->
            t.options(
                TrainOptions.builder()
                    .epochs(3)
                    .optimizer(new Adam(0.001, 0.5, 0.999, 1e-8))
                    .build()),
        "optimizer Adam[rate=0.001, beta1=0.5, beta2=0.999, epsilon=1.0E-8]: the run that goes on"
            + " was begun with Adam[rate=0.001, beta1=0.9, beta2=0.999, epsilon=1.0E-8]");
    assertThat(checkpoint).hasBinaryContent(before);
  }

  private void assertRefused(UnaryOperator<Training> change, String message) throws IOException {
    Training changed = change.apply(Training.resume(checkpoint, digits(Part.TRAIN)));
    assertThatIllegalArgumentException().isThrownBy(changed::run).withMessage(message);
  }

  @Test
  void filesThatAreNoCheckpoints() {
    training().saveTo(model).run();
    assertThatThrownBy(() -> Training.resume(model, digits(Part.TRAIN)))
        .isExactlyInstanceOf(ModelFormatException.class)
        .hasMessage(model + ": a model, not a checkpoint: training cannot go on from it");
  }

  @Test
  void aFirstCheckpointThatCannotBeWrittenEndsTheRunBeforeItsFirstStep() {
    Path nowhere = folder.resolve("nowhere/checkpoint");
    assertThatThrownBy(
            () ->
                training()
                    .checkpointTo(nowhere, NEVER)
                    .listener(
                        atStep(
                            step -> {
                              throw new AssertionError("a step");
                            }))
                    .run())
        .isExactlyInstanceOf(UncheckedIOException.class)
        .hasMessage("the checkpoint cannot be written to " + nowhere);
  }

  /** Its folder is away for a while, as a network's may be. */
  @Test
  void aLaterOneThatCannotBeWrittenIsLoggedAndTrainingGoesOn() throws IOException {
    Path run = Files.createDirectory(folder.resolve("run"));
    Path away = folder.resolve("away");
    Path file = run.resolve("checkpoint");
    List<String> logged = new ArrayList<>();
    Handler handler =
        new Handler() {
          @Override
          public void publish(LogRecord line) {
            logged.add(line.getLevel() + " " + line.getMessage());
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    Logger logger = Logger.getLogger("dev.elbo");
    logger.addHandler(handler);
    logger.setUseParentHandlers(false);
    try {
      training()
          .checkpointTo(file, Duration.ZERO)
          .listener(
              atStep(
                  step -> {
                    if (step == 5) {
                      move(run, away);
                    } else if (step == 9) {
                      move(away, run);
                    }
                  }))
          .run();
      assertThat(logged)
          .containsExactly(
              ("WARNING the checkpoint cannot be written to %s: there is no such folder; the one of"
                      + " step 4 stays, and training goes on")
                  .formatted(file),
              "INFO checkpoints can be written again to " + file);
      assertThat(CheckpointFile.read(file).state().step()).isEqualTo(39);

      String message =
          interrupted(
              training()
                  .checkpointTo(file, NEVER)
                  .listener(
                      atStep(
                          step -> {
                            if (step == 5) {
                              move(run, away);
                            }
                          }))
                  .listener(interruptAt(20)));
      assertThat(message)
          .isEqualTo(
              ("training was interrupted in epoch 2, after step 20; its checkpoint cannot be"
                      + " written: there is no such folder; %s holds the run as it was after step"
                      + " 0")
                  .formatted(file));
      assertThat(CheckpointFile.read(away.resolve("checkpoint")).state().step()).isZero();
    } finally {
      logger.removeHandler(handler);
      logger.setUseParentHandlers(true);
    }
  }

  /**
   * Nothing can be written where the folder was, as if it had become read-only; but unlike
   * permissions this holds for every user. A model that is better than before must be written, so
   * the run ends, and goes on when the folder is back.
   */
  @Test
  void aModelThatCannotBeWrittenEndsTheRunWhichGoesOnLater() throws IOException {
    Path wholeModel = folder.resolve("whole.safetensors");
    training().saveTo(wholeModel).run();
    Path run = Files.createDirectory(folder.resolve("run"));
    Path away = folder.resolve("away");
    Path runModel = run.resolve("model.safetensors");
    Path runCheckpoint = run.resolve("checkpoint.safetensors");
    assertThatThrownBy(
            () ->
                training()
                    .checkpointTo(runCheckpoint, Duration.ZERO)
                    .saveTo(runModel)
                    .listener(
                        atStep(
                            step -> {
                              if (step == 20) {
                                move(run, away);
                                write(run);
                              }
                            }))
                    .run())
        .isExactlyInstanceOf(UncheckedIOException.class)
        .hasMessage("the model cannot be written to " + runModel);
    assertThat(run).isEmptyFile();
    assertThat(away.resolve("model.safetensors")).exists();
    assertThat(CheckpointFile.read(away.resolve("checkpoint.safetensors")).state().step())
        .isEqualTo(19);
    Files.delete(run);
    move(away, run);
    Training.resume(runCheckpoint, digits(Part.TRAIN)).saveTo(runModel).run();
    assertThat(runModel).hasSameBinaryContentAs(wholeModel);
    try (Stream<Path> files = Files.list(run)) {
      assertThat(files).containsExactlyInAnyOrder(runModel, runCheckpoint);
    }
  }

  private static void write(Path file) {
    try {
      Files.createFile(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void move(Path from, Path to) {
    try {
      Files.move(from, to);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void withoutCheckpointsAnInterruptedRunIsJustThat() {
    assertThat(interrupted(training().listener(interruptAt(3))))
        .isEqualTo("training was interrupted in epoch 1, after step 3");
    assertThat(folder).isEmptyDirectory();
  }
}
