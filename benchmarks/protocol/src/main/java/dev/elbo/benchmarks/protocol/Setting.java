package dev.elbo.benchmarks.protocol;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * How a contender is to run.
 *
 * @param threads that may work at once
 * @param options of the contender's own, such as {@code shards=1}; empty for its defaults
 */
public record Setting(int threads, Map<String, String> options) {

  /** Copies the options. */
  public Setting {
    options = Map.copyOf(options);
  }

  /**
   * Refuses options that a contender does not know.
   *
   * @throws IllegalArgumentException naming the first of them and those it knows
   */
  public void requireKnown(Set<String> known) {
    for (String option : new TreeMap<>(options).keySet()) {
      if (!known.contains(option)) {
        throw new IllegalArgumentException(
            "unknown option \"%s\"; valid: %s"
                .formatted(option, known.isEmpty() ? "none" : String.join(", ", known)));
      }
    }
  }
}
