package dev.elbo.benchmarks.harness;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A contender at one setting, which gets a JVM of its own.
 *
 * @param contender which library
 * @param options of the contender's own
 * @param threads that may work at once
 */
public record Entrant(Contender contender, Map<String, String> options, int threads) {

  /** Copies the options. */
  public Entrant {
    options = Map.copyOf(options);
  }

  /**
   * Reads {@code elbo} or {@code libtorch:blas=openblas} or {@code elbo:shards=1,name=value}.
   *
   * @throws IllegalArgumentException where the contender is unknown or an option has no value
   */
  public static Entrant parse(String text, int threads) {
    String[] parts = text.split(":", 2);
    Contender contender = Contender.named(parts[0]);
    Map<String, String> options =
        parts.length == 1
            ? Map.of()
            : Arrays.stream(parts[1].split(",", -1))
                .map(option -> pair(text, option))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    return new Entrant(contender, options, threads);
  }

  private static String[] pair(String text, String option) {
    String[] pair = option.split("=", 2);
    if (pair.length < 2) {
      throw new IllegalArgumentException(
          "\"%s\" in \"%s\" is no option; options look like name=value".formatted(option, text));
    }
    return pair;
  }

  /** Contender and options, without the threads. */
  public String name() {
    String own =
        new TreeMap<>(options)
            .entrySet().stream()
                .map(option -> option.getKey() + "=" + option.getValue())
                .collect(Collectors.joining(","));
    return contender + (own.isEmpty() ? "" : ":" + own);
  }

  /** Name and threads, for messages. */
  public String label() {
    return "%s on %d thread%s".formatted(name(), threads, threads == 1 ? "" : "s");
  }
}
