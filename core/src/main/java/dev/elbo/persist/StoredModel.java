package dev.elbo.persist;

import dev.elbo.data.DataDescription;
import dev.elbo.model.Vae;
import dev.elbo.nn.Parameters;

/**
 * All that a model file holds.
 *
 * @param vae the architecture
 * @param parameters its numbers
 * @param data what rows must look like
 * @param training how it came to be
 */
public record StoredModel(
    Vae vae, Parameters parameters, DataDescription data, TrainingRecord training) {}
