package dev.elbo.persist;

import dev.elbo.eval.Evaluation;
import dev.elbo.model.Vae;
import dev.elbo.nn.Parameters;
import dev.elbo.train.EpochReport;
import dev.elbo.train.TrainOptions;
import dev.elbo.train.TrainingState;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Checkpoints to be written, with numbers that show where they went. */
final class StoredCheckpoints {
  static final String SHA256 = "0123456789abcdef".repeat(4);
  private static final int TRAINING_ROWS = 25;

  private StoredCheckpoints() {}

  /** 3–2–1–2–3 by Adam, in the second step of the third epoch of seven. */
  static Checkpoint small() {
    return of(TrainOptions.builder().epochs(7).minibatch(10).threads(2).seed(-3).build(), 2, 8, 4);
  }

  /** Another run of the same model, its history made up. */
  static Checkpoint of(TrainOptions options, int epochs, long step, int heldOutRows) {
    StoredModel model = StoredModels.small();
    Vae vae = model.vae();
    TrainingState state =
        new TrainingState(
            numbers(vae, 1),
            numbers(vae, 2),
            IntStream.range(0, options.optimizer().moments())
                .mapToObj(i -> numbers(vae, 3 + i))
                .toList(),
            step,
            new TrainingState.Sums(-1 / 3.0, Double.MIN_VALUE, 1e300),
            IntStream.rangeClosed(1, epochs)
                .mapToObj(epoch -> report(options, epoch, heldOutRows))
                .toList(),
            12.75);
    return new Checkpoint(
        vae,
        model.data(),
        new RunRows(
            SHA256,
            heldOutRows == 0 ? 0 : 0.1,
            TRAINING_ROWS,
            heldOutRows,
            "/rows \"of\" ünits.npy"),
        options,
        Duration.ofMillis(1500),
        state);
  }

  private static Parameters numbers(Vae vae, int factor) {
    Parameters parameters = Parameters.zeros(vae.layout());
    for (int i = 0; i < parameters.size(); i++) {
      parameters.values()[i] = StoredModels.number(i + factor);
    }
    return parameters;
  }

  private static EpochReport report(TrainOptions options, int epoch, int heldOutRows) {
    Optional<Evaluation> heldOut =
        heldOutRows == 0
            ? Optional.empty()
            : Optional.of(
                new Evaluation(
                    heldOutRows,
                    options.heldOutSamples(),
                    -14 - epoch,
                    7.5 / epoch,
                    -21.25,
                    Double.NaN,
                    0.2,
                    0.5,
                    List.of(3.0 / epoch),
                    List.of(0.1)));
    return new EpochReport(
        epoch,
        options.epochsFor(TRAINING_ROWS),
        (long) epoch * options.stepsPerEpoch(TRAINING_ROWS),
        -20.1 - epoch,
        -13.5,
        7.25 / 3,
        heldOut,
        Double.POSITIVE_INFINITY,
        epoch * 1.25,
        0.5,
        1e-4 / 3,
        epoch == 1);
  }
}
