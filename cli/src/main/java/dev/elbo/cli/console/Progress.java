package dev.elbo.cli.console;

import dev.elbo.cli.text.Labelled;
import dev.elbo.eval.Evaluation;
import dev.elbo.picture.text.Numbers;
import dev.elbo.train.EpochReport;
import dev.elbo.train.TrainingListener;
import dev.elbo.train.TrainingState;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Shows how far a run is: on a terminal one line that changes, else a line at each tenth of the run
 * and at least every ten seconds.
 */
public final class Progress implements TrainingListener {
  private static final String LABEL = Labelled.line("train", "");
  private static final long REDRAW = 100_000_000L;
  private static final long PLAIN_LINE = 10_000_000_000L;
  private static final int WIDEST_BAR = 20;
  private static final int NARROWEST_BAR = 6;

  private final PrintWriter err;

  /** Columns of the terminal; 0 where standard error is none. */
  private final int width;

  private long start;
  private long lastLine;
  private long lastTenth;
  private int epochs;
  private int trainingRows;
  private int stepsPerEpoch;

  /** Steps that another process has done, and about how many rows. */
  private long stepsBefore;

  private long rowsBefore;
  private boolean lineOpen;
  private TrainingListener.@Nullable Progress progress;
  private @Nullable EpochReport report;

  /**
   * Shows a run.
   *
   * @param width columns of the terminal, or 0 for plain lines
   */
  public Progress(PrintWriter err, int width) {
    this.err = err;
    this.width = width;
  }

  @Override
  public void started(Plan plan) {
    start = System.nanoTime();
    lastLine = start;
    epochs = plan.epochs();
    trainingRows = plan.trainingRows();
    stepsPerEpoch = plan.stepsPerEpoch();
    if (width == 0) {
      line(
          LABEL
              + "%s, %s held out, %s of %s"
                  .formatted(
                      Numbers.rows(plan.trainingRows()),
                      plan.heldOutRows() == 0 ? "none" : Numbers.whole(plan.heldOutRows()),
                      Numbers.counted(plan.epochs(), "epoch"),
                      Numbers.counted(plan.stepsPerEpoch(), "step")));
    }
  }

  @Override
  public void resumed(TrainingState state) {
    stepsBefore = state.step();
    rowsBefore = stepsBefore * trainingRows / stepsPerEpoch;
    int ended = state.history().size();
    lastTenth = 10L * ended / epochs;
    report = ended == 0 ? null : state.history().get(ended - 1);
  }

  @Override
  public void stepped(TrainingListener.Progress now) {
    progress = now;
    long time = System.nanoTime();
    if (time - lastLine >= (width > 0 ? REDRAW : PLAIN_LINE)) {
      show(now, time);
    }
  }

  @Override
  public void epochFinished(EpochReport epoch) {
    report = epoch;
    long tenth = 10L * epoch.epoch() / epochs;
    if (progress != null && width == 0 && tenth > lastTenth) {
      lastTenth = tenth;
      show(progress, System.nanoTime());
    }
  }

  /** The last epoch that ended. */
  public Optional<EpochReport> last() {
    return Optional.ofNullable(report);
  }

  /** The run has ended, well or not: leaves the line that changes. */
  public void close() {
    if (width > 0 && progress != null) {
      show(progress, System.nanoTime());
    }
    if (lineOpen) {
      err.println();
      err.flush();
      lineOpen = false;
    }
  }

  private void show(TrainingListener.Progress now, long time) {
    lastLine = time;
    double seconds = (time - start) * 1e-9;
    double done = (double) now.step() / now.steps();
    List<String> parts = new ArrayList<>();
    parts.add("epoch %d/%d".formatted(now.epoch(), epochs));
    parts.add("bound " + Numbers.fixed(now.bound(), 2));
    if (report != null && report.heldOut().isPresent()) {
      parts.add(
          "held-out " + Numbers.fixed(report.heldOut().map(Evaluation::elbo).orElseThrow(), 2));
    }
    parts.add(Numbers.whole(Math.round((now.rows() - rowsBefore) / seconds)) + " rows/s");
    long steps = now.step() - stepsBefore;
    parts.add(
        now.step() < now.steps() && steps > 0 && seconds > 0.5
            ? "ETA " + Numbers.seconds(seconds * (now.steps() - now.step()) / steps)
            : Numbers.seconds(seconds));
    if (width == 0) {
      line(LABEL + String.join("   ", parts));
    } else {
      err.print("\r" + onOneLine(parts, done) + "\033[K");
      err.flush();
      lineOpen = true;
    }
  }

  /** Leaves out the speed, then the bound, where the terminal is too narrow. */
  private String onOneLine(List<String> parts, double done) {
    int room = width - 1 - LABEL.length() - 2 - NARROWEST_BAR;
    while (parts.size() > 2 && String.join("   ", parts).length() > room) {
      parts.remove(parts.size() > 4 ? parts.size() - 2 : 1);
    }
    String text = String.join("   ", parts);
    int length = Math.min(WIDEST_BAR, Math.max(0, room - text.length()) + NARROWEST_BAR);
    String line = LABEL + bar(length, done) + "  " + text;
    return line.substring(0, Math.min(line.length(), Math.max(1, width - 1)));
  }

  private static String bar(int length, double done) {
    int halves = (int) Math.round(2 * length * done);
    String bar = "━".repeat(halves / 2) + (halves % 2 == 1 ? "╸" : "");
    return bar + " ".repeat(length - bar.length());
  }

  private void line(String text) {
    err.println(text);
    err.flush();
  }
}
