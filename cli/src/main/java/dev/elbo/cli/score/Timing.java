package dev.elbo.cli.score;

import dev.elbo.picture.text.Numbers;
import java.util.EnumMap;
import java.util.Map;

/** Where the time of a command goes. It begins with reading. */
public final class Timing {
  private static final double SECOND = 1e9;

  /** What a command is at. */
  public enum Phase {
    READING,
    COMPUTING,
    WRITING
  }

  private final Map<Phase, Long> spent = new EnumMap<>(Phase.class);
  private Phase phase = Phase.READING;
  private long since = System.nanoTime();

  /** Ends a phase and begins another. */
  public void enter(Phase next) {
    long now = System.nanoTime();
    spent.merge(phase, now - since, Long::sum);
    phase = next;
    since = now;
  }

  /** {@code 8 s, 120,000 rows a second: reading 4 %, computing 93 %, writing 3 %}. */
  public String words(long rows) {
    enter(phase);
    double all = Math.max(1, spent.values().stream().mapToLong(t -> t).sum());
    return "%s, %s rows a second: reading %s, computing %s, writing %s"
        .formatted(
            Numbers.seconds(all / SECOND),
            Numbers.whole(Math.round(rows * SECOND / all)),
            percent(Phase.READING, all),
            percent(Phase.COMPUTING, all),
            percent(Phase.WRITING, all));
  }

  private String percent(Phase of, double all) {
    return Numbers.fixed(100 * spent.getOrDefault(of, 0L) / all, 0) + " %";
  }
}
