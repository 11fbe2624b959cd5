package dev.elbo.benchmarks.harness;

import java.time.Duration;
import picocli.CommandLine.Option;

/** How long and how often, from the command line. */
final class PaceOptions {
  @Option(
      names = "--rounds",
      defaultValue = "15",
      paramLabel = "N",
      description = "Rounds that count (${DEFAULT-VALUE}).")
  private int rounds;

  @Option(
      names = "--turn",
      defaultValue = "0.5",
      paramLabel = "SECONDS",
      description = "Length of a turn (${DEFAULT-VALUE}).")
  private double turn;

  @Option(
      names = "--pause",
      defaultValue = "0.3",
      paramLabel = "SECONDS",
      description = "Rest before a turn (${DEFAULT-VALUE}).")
  private double pause;

  @Option(
      names = "--warm-up",
      defaultValue = "4",
      paramLabel = "SECONDS",
      description = "Steps before the first turn, for each entrant (${DEFAULT-VALUE}).")
  private double warmUp;

  Pace pace() {
    return new Pace(rounds, seconds(turn), seconds(pause), seconds(warmUp));
  }

  private static Duration seconds(double value) {
    return Duration.ofMillis(Math.round(1000 * value));
  }
}
