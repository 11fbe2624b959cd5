package dev.elbo.persist;

import dev.elbo.data.DataDescription;
import dev.elbo.eval.Calibration;
import dev.elbo.model.Vae;
import dev.elbo.nn.Parameters;
import java.util.Optional;

/**
 * All that a model file holds.
 *
 * @param vae the architecture
 * @param parameters its numbers
 * @param data what rows must look like
 * @param training how it came to be
 * @param calibration what scores of rows mean, where that is known
 */
public record StoredModel(
    Vae vae,
    Parameters parameters,
    DataDescription data,
    TrainingRecord training,
    Optional<Calibration> calibration) {

  /** A model whose scores nothing is known of. */
  public StoredModel(
      Vae vae, Parameters parameters, DataDescription data, TrainingRecord training) {
    this(vae, parameters, data, training, Optional.empty());
  }

  /** The same model with its scores' meaning. */
  public StoredModel with(Calibration found) {
    return new StoredModel(vae, parameters, data, training, Optional.of(found));
  }
}
