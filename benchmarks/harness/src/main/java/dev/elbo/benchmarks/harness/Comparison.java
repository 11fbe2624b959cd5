package dev.elbo.benchmarks.harness;

import dev.elbo.benchmarks.protocol.Workload;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A workload's results.
 *
 * @param workload what was done
 * @param measured by whom it was done
 * @param failures by whom it was not
 */
public record Comparison(Workload workload, List<Measured> measured, List<Turns.Failure> failures) {

  /**
   * How many times as long one takes as another: the median of pairwise ratios, and their spread.
   *
   * @param slower name of the numerator
   * @param slowerThreads its threads
   * @param faster name of the denominator
   * @param fasterThreads its threads
   * @param ratio over the rounds
   */
  public record Ratio(
      String slower, int slowerThreads, String faster, int fasterThreads, Statistics ratio) {

    static Ratio of(Measured numerator, Measured denominator) {
      return new Ratio(
          numerator.name(),
          numerator.threads(),
          denominator.name(),
          denominator.threads(),
          numerator.over(denominator));
    }
  }

  /** Copies the lists. */
  public Comparison {
    measured = List.copyOf(measured);
    failures = List.copyOf(failures);
  }

  /** Contenders in the order of entrants, each once. */
  private List<String> names() {
    return measured.stream().map(Measured::name).distinct().toList();
  }

  /** A contender's fastest setting. */
  public Optional<Measured> best(String name) {
    return measured.stream()
        .filter(m -> m.name().equals(name))
        .min(Comparator.comparingDouble(m -> m.milliseconds().median()));
  }

  /** Each further contender against the first, both at their fastest setting. */
  public List<Ratio> bestAgainstFirst() {
    List<Ratio> ratios = new ArrayList<>();
    List<String> names = names();
    for (int i = 1; i < names.size(); i++) {
      Measured first = best(names.get(0)).orElseThrow();
      best(names.get(i)).ifPresent(other -> ratios.add(Ratio.of(other, first)));
    }
    return ratios;
  }

  /** Each contender on its fewest threads against itself on more. */
  public List<Ratio> threadScaling() {
    List<Ratio> ratios = new ArrayList<>();
    for (String name : names()) {
      List<Measured> settings = measured.stream().filter(m -> m.name().equals(name)).toList();
      settings.stream().skip(1).forEach(more -> ratios.add(Ratio.of(settings.get(0), more)));
    }
    return ratios;
  }

  /** Every entrant against every later one. */
  public List<Ratio> allRatios() {
    List<Ratio> ratios = new ArrayList<>();
    for (int i = 0; i < measured.size(); i++) {
      for (int j = i + 1; j < measured.size(); j++) {
        ratios.add(Ratio.of(measured.get(j), measured.get(i)));
      }
    }
    return ratios;
  }
}
