package dev.elbo.persist;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * How a model came to be. No clock is in it: the same data, settings and version give the same
 * file.
 *
 * @param version of Elbo that trained it
 * @param trainingRows rows it learned from
 * @param heldOutRows rows it was judged by; 0 for none
 * @param epoch whose parameters these are
 * @param heldOutBound lower bound on the held-out rows, in nats a row, where there are any
 * @param settings all options by name, in order
 */
public record TrainingRecord(
    String version,
    int trainingRows,
    int heldOutRows,
    int epoch,
    OptionalDouble heldOutBound,
    Map<String, String> settings) {

  public TrainingRecord {
    settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
  }
}
