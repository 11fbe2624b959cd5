package dev.elbo;

import dev.elbo.persist.Checkpoint;
import dev.elbo.persist.CheckpointFile;
import dev.elbo.train.Checkpoints;
import dev.elbo.train.TrainingState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Writes the checkpoints of a run. The first must succeed; after that a failure is logged, the
 * checkpoint before stays, and the run goes on: what it has computed is worth more than the file.
 */
final class CheckpointKeeper implements Checkpoints {
  private final Path file;
  private final long interval;
  private final Function<TrainingState, Checkpoint> complete;
  private long lastTime;

  /** The step of the last checkpoint that was written; −1 for none. */
  private long written = -1;

  private @Nullable IOException failure;

  /**
   * Keeps the checkpoints of a run.
   *
   * @param every how much time must pass before the next one
   * @param complete puts a state and what does not change together
   */
  CheckpointKeeper(Path file, Duration every, Function<TrainingState, Checkpoint> complete) {
    this.file = file;
    interval = every.toNanos();
    this.complete = complete;
  }

  @Override
  public boolean due() {
    return System.nanoTime() - lastTime >= interval;
  }

  @Override
  public void keep(TrainingState state) {
    try {
      CheckpointFile.write(file, complete.apply(state));
      written(state.step());
    } catch (IOException e) {
      failed(e);
    }
    lastTime = System.nanoTime();
  }

  private void written(long step) {
    if (failure != null) {
      log(System.Logger.Level.INFO, "checkpoints can be written again to " + file);
    }
    failure = null;
    written = step;
  }

  private void failed(IOException e) {
    if (written < 0) {
      throw new UncheckedIOException("the checkpoint cannot be written to " + file, e);
    }
    if (failure == null) {
      log(
          System.Logger.Level.WARNING,
          "the checkpoint cannot be written to %s: %s; the one of step %d stays, and training goes on"
              .formatted(file, reason(e), written));
    }
    failure = e;
  }

  /** Adds to what a run says of its interruption what there is to go on from. */
  CancellationException explain(CancellationException interruption) {
    String kept =
        failure == null
            ? "%s holds all that it takes to go on".formatted(file)
            : "its checkpoint cannot be written: %s; %s holds the run as it was after step %d"
                .formatted(reason(failure), file, written);
    CancellationException e = new CancellationException(interruption.getMessage() + "; " + kept);
    e.initCause(interruption);
    return e;
  }

  private static String reason(IOException e) {
    if (e instanceof AccessDeniedException) {
      return "access is denied";
    }
    if (e instanceof NoSuchFileException) {
      return "there is no such folder";
    }
    String reason = e instanceof FileSystemException file ? file.getReason() : e.getMessage();
    return reason == null ? e.toString() : reason;
  }

  private static void log(System.Logger.Level level, String text) {
    System.getLogger(CheckpointKeeper.class.getPackageName()).log(level, text);
  }
}
