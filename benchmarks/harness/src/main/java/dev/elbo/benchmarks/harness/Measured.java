package dev.elbo.benchmarks.harness;

import java.util.List;

/**
 * What an entrant showed on a workload.
 *
 * @param name contender and options
 * @param threads that might work at once
 * @param versions as it said itself
 * @param objective of its last steps, in nats a row; NaN where there is none
 * @param stepsPerTurn steps in each turn
 * @param medians milliseconds of the median step of each turn
 * @param means milliseconds of the mean step of each turn
 */
public record Measured(
    String name,
    int threads,
    String versions,
    double objective,
    int stepsPerTurn,
    List<Double> medians,
    List<Double> means) {

  /** Copies the lists. */
  public Measured {
    medians = List.copyOf(medians);
    means = List.copyOf(means);
  }

  /** Over the turns: milliseconds of the median step. */
  public Statistics milliseconds() {
    return Statistics.of(medians);
  }

  /** How many times as long this takes as another, turn by turn. */
  public Statistics over(Measured other) {
    return Statistics.ofRatios(medians, other.medians);
  }
}
