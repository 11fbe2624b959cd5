package dev.elbo.persist;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How a model came to be. No clock is in it: the same data, settings and version give the same file
 * on the same platform.
 *
 * @param version of Elbo that trained it
 * @param trainingRows rows it learned from
 * @param heldOutRows rows it was judged by; 0 for none
 * @param dataSha256 of both ({@link dev.elbo.data.Dataset#sha256}), where it was taken
 * @param epoch whose parameters these are
 * @param heldOutBound lower bound on the held-out rows, in nats a row, where there are any
 * @param settings all options by name, in order
 */
public record TrainingRecord(
    String version,
    int trainingRows,
    int heldOutRows,
    Optional<String> dataSha256,
    int epoch,
    OptionalDouble heldOutBound,
    Map<String, String> settings) {

  /**
   * Checks the hash.
   *
   * @throws IllegalArgumentException where it is none
   */
  public TrainingRecord {
    if (dataSha256.isPresent() && !dataSha256.get().matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException("no valid data_sha256");
    }
    settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
  }

  /** A model whose rows no hash was taken of. */
  public TrainingRecord(
      String version,
      int trainingRows,
      int heldOutRows,
      int epoch,
      OptionalDouble heldOutBound,
      Map<String, String> settings) {
    this(version, trainingRows, heldOutRows, Optional.empty(), epoch, heldOutBound, settings);
  }
}
