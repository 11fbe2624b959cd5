package dev.elbo;

import dev.elbo.data.Binarization;
import dev.elbo.model.Architecture;
import dev.elbo.persist.Checkpoint;
import dev.elbo.train.TrainOptions;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a run that goes on must have in common with the run as it was begun. */
final class SameRun {
  private SameRun() {}

  /**
   * Checks settings against those of a checkpoint.
   *
   * @throws IllegalArgumentException that names the first one that differs
   */
  static void require(
      Checkpoint begun,
      Architecture architecture,
      Binarization binarization,
      double heldOut,
      TrainOptions options) {
    Map<String, Object> then =
        settings(
            begun.vae().architecture(),
            begun.data().binarization(),
            begun.rows().heldOut(),
            begun.options());
    settings(architecture, binarization, heldOut, options)
        .forEach(
            (name, now) -> {
              if (!now.equals(then.get(name))) {
                throw new IllegalArgumentException(
                    "%s %s: the run that goes on was begun with %s"
                        .formatted(name, now, then.get(name)));
              }
            });
  }

  /** All but the number of threads, on which no result depends. */
  private static Map<String, Object> settings(
      Architecture a, Binarization binarization, double heldOut, TrainOptions o) {
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("likelihood", a.likelihood());
    settings.put("hidden", a.hidden());
    settings.put("latent size", a.latentSize());
    settings.put("activation", a.activation());
    settings.put("weights", a.weights());
    settings.put("encoder bounds", a.encoderBounds());
    settings.put("binarization", binarization);
    settings.put("held out", heldOut);
    settings.put("objective", o.objective());
    settings.put("beta", o.beta());
    settings.put("warm-up epochs", o.warmUpEpochs());
    settings.put("optimizer", o.optimizer());
    settings.put("schedule", o.schedule());
    settings.put("minibatch", o.minibatch());
    settings.put("epochs", o.epochs());
    settings.put("patience", o.patience());
    settings.put("clip norm", o.clipNorm());
    settings.put("weight prior", o.weightPrior());
    settings.put("initialization", o.initialization());
    settings.put("precision", o.precision());
    settings.put("shards", o.shards());
    settings.put("seed", o.seed());
    return settings;
  }
}
