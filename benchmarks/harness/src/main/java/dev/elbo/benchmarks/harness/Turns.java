package dev.elbo.benchmarks.harness;

import dev.elbo.benchmarks.protocol.Workload;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Lets entrants work in turn, A B C A B C …, each in its own JVM that lives through all rounds. One
 * that fails is left out, and the others go on.
 */
public final class Turns implements AutoCloseable {
  private static final double MILLIS = 1e-6;

  private final Workload workload;
  private final Pace pace;
  private final List<Player> players = new ArrayList<>();
  private final List<Failure> failures = new ArrayList<>();

  /**
   * What an entrant could not do.
   *
   * @param name contender and options
   * @param threads it would have had
   * @param message why
   */
  public record Failure(String name, int threads, String message) {}

  /** What one does to each that is still there. */
  private interface Play {
    void on(Player player);
  }

  private Turns(Workload workload, Pace pace) {
    this.workload = workload;
    this.pace = pace;
  }

  /** Starts the entrants and warms them up, one after the other. */
  public static Turns prepare(
      Installation installation, List<Entrant> entrants, Workload workload, Pace pace) {
    Turns turns = new Turns(workload, pace);
    for (Entrant entrant : entrants) {
      try {
        Player player = new Player(entrant, installation.start(entrant, workload));
        turns.players.add(player);
      } catch (ContenderException e) {
        turns.fail(entrant, e);
      }
    }
    turns.each(player -> player.warmUp(pace));
    return turns;
  }

  /** Plays all rounds. */
  public void play() {
    for (int round = 0; round < pace.rounds(); round++) {
      round();
    }
  }

  /** Gives every entrant one turn. */
  public void round() {
    each(
        player -> {
          pace.rest();
          player.turn();
        });
  }

  private void each(Play play) {
    for (Player player : List.copyOf(players)) {
      try {
        play.on(player);
      } catch (ContenderException e) {
        fail(player.entrant, e);
        player.conversation.close();
        players.remove(player);
      }
    }
  }

  private void fail(Entrant entrant, ContenderException e) {
    failures.add(new Failure(entrant.name(), entrant.threads(), String.valueOf(e.getMessage())));
    System.err.printf("benchmarks: %s: left out: %s%n", workload.name(), e.getMessage());
  }

  /** What was measured so far, in the order of entrants. */
  public List<Measured> results() {
    List<Measured> results = new ArrayList<>();
    each(player -> results.add(player.result()));
    return results;
  }

  /** Who was left out. */
  public List<Failure> failures() {
    return List.copyOf(failures);
  }

  @Override
  public void close() {
    players.forEach(player -> player.conversation.close());
  }

  /** An entrant and its JVM. */
  private static final class Player {
    private final Entrant entrant;
    private final Conversation conversation;
    private final List<Double> medians = new ArrayList<>();
    private final List<Double> means = new ArrayList<>();
    private String versions = "";
    private int steps = 1;

    Player(Entrant entrant, Conversation conversation) {
      this.entrant = entrant;
      this.conversation = conversation;
    }

    /** Ever longer requests until the time is over; the last one says how fast it is. */
    void warmUp(Pace pace) {
      versions = conversation.awaitReady();
      long end = System.nanoTime() + pace.warmUp().toNanos();
      double nanos;
      do {
        nanos = median(conversation.steps(steps));
        steps = Math.min(2 * steps, pace.steps(nanos));
      } while (System.nanoTime() < end);
      steps = pace.steps(nanos);
    }

    void turn() {
      long[] nanos = conversation.steps(steps);
      medians.add(MILLIS * median(nanos));
      means.add(MILLIS * Arrays.stream(nanos).average().orElseThrow());
    }

    private static double median(long[] nanos) {
      return Statistics.of(Arrays.stream(nanos).asDoubleStream().toArray()).median();
    }

    Measured result() {
      return new Measured(
          entrant.name(),
          entrant.threads(),
          versions,
          conversation.objective(),
          steps,
          medians,
          means);
    }
  }
}
