package dev.elbo.cli.console;

import dev.elbo.paper.frame.RunListener;
import dev.elbo.picture.text.Numbers;
import java.io.PrintWriter;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Shows how far the parts of a reproduction are, a line now and then for each: after ten seconds,
 * then once ten seconds and a hundredth of the part have passed, and at least every minute.
 */
public final class PartLines implements RunListener {
  private static final double SHORTEST = 10;
  private static final double LONGEST = 60;
  private static final double STEP = 0.01;

  private final PrintWriter err;
  private final LongSupplier nanos;
  private final Map<String, Clock> clocks = new HashMap<>();
  private int parts;
  private int ended;

  /** Shows lines on a stream. */
  public PartLines(PrintWriter err) {
    this(err, System::nanoTime);
  }

  /** Shows lines by a clock of one's own. */
  PartLines(PrintWriter err, LongSupplier nanos) {
    this.err = err;
    this.nanos = nanos;
  }

  /** When a part began, and what its last line was about. */
  private final class Clock {
    private final long start = nanos.getAsLong();
    private double shownDone;
    private double shownSeconds;

    double seconds() {
      return (nanos.getAsLong() - start) * 1e-9;
    }

    /** Whether it is time for a line. */
    boolean isDue(double done) {
      double passed = seconds() - shownSeconds;
      boolean enough = shownDone == 0 || done - shownDone >= STEP;
      return passed >= LONGEST || (passed >= SHORTEST && enough);
    }

    void shown(double done) {
      shownDone = done;
      shownSeconds = seconds();
    }
  }

  @Override
  public synchronized void planned(int all, int finished, int sideBySide) {
    parts = all;
    ended = finished;
    line(
        "%s, %s finished, %d side by side"
            .formatted(
                Numbers.counted(all, "part"), finished == 0 ? "none" : finished, sideBySide));
  }

  @Override
  public synchronized void started(String part) {
    clocks.put(part, new Clock());
    line(label(part) + "begins");
  }

  @Override
  public synchronized void progressed(String part, double done, Supplier<String> text) {
    Clock clock = clocks.get(part);
    if (clock != null && done > 0 && clock.isDue(done)) {
      clock.shown(done);
      line(
          label(part)
              + "%3.0f %%   %s   ETA %s"
                  .formatted(
                      100 * done,
                      text.get(),
                      Numbers.seconds(clock.seconds() * (1 - done) / done)));
    }
  }

  @Override
  public synchronized void finished(String part, double seconds) {
    ended++;
    line(label(part) + "done in %s   (%d of %d)".formatted(Numbers.seconds(seconds), ended, parts));
  }

  @Override
  public synchronized void failed(String part, Throwable failure) {
    line(label(part) + "failed: " + Failures.message(failure));
  }

  private static String label(String part) {
    return "%-20s ".formatted(part);
  }

  private void line(String text) {
    err.println(text);
    err.flush();
  }
}
