package dev.elbo.paper.recipe;

import dev.elbo.data.Binarization;
import dev.elbo.data.DataDescription;
import dev.elbo.data.Dataset;
import dev.elbo.data.RowReader;
import dev.elbo.eval.Evaluation;
import dev.elbo.model.Vae;
import dev.elbo.paper.frame.PartContext;
import dev.elbo.paper.frame.Settings;
import dev.elbo.persist.ModelFile;
import dev.elbo.persist.StoredModel;
import dev.elbo.persist.TrainingRecord;
import dev.elbo.persist.Version;
import dev.elbo.train.EpochReport;
import dev.elbo.train.TrainOptions;
import dev.elbo.train.Trainer;
import dev.elbo.train.TrainingCsv;
import dev.elbo.train.TrainingListener;
import dev.elbo.train.TrainingResult;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Trains a model as a part of an experiment: its learning curve is on disk as it goes, the model
 * when it is done.
 *
 * @param vae what to train
 * @param options with one thread, so that parts run side by side
 * @param binarization of the rows
 */
public record ModelTraining(Vae vae, TrainOptions options, Binarization binarization) {

  /**
   * Trains.
   *
   * @param heldOut rows to choose the best epoch by; without, the last one is kept
   * @throws dev.elbo.train.NonFiniteException where the bound becomes NaN or infinite
   * @throws IOException where curve or model cannot be written
   */
  public TrainingResult run(Dataset training, Optional<Dataset> heldOut, PartContext context)
      throws IOException {
    try (TrainingCsv curve = new TrainingCsv(context.curve())) {
      TrainingResult result =
          new Trainer(
                  vae,
                  options,
                  reader(training),
                  heldOut.map(this::reader),
                  TrainingListener.all(List.of(curve, new TrainingProgress(context.progress()))))
              .run();
      int heldOutRows = heldOut.map(Dataset::rows).orElse(0);
      TrainingRecord record = record(training.rows(), heldOutRows, result.best());
      ModelFile.write(
          context.model(),
          new StoredModel(
              vae, result.parameters(), DataDescription.of(training, binarization), record));
      return result;
    }
  }

  private RowReader reader(Dataset rows) {
    return RowReader.of(rows, binarization, options.seed());
  }

  private TrainingRecord record(int trainingRows, int heldOutRows, EpochReport best) {
    Optional<Double> bound = best.heldOut().map(Evaluation::elbo);
    return new TrainingRecord(
        Version.current(),
        trainingRows,
        heldOutRows,
        best.epoch(),
        bound.map(OptionalDouble::of).orElse(OptionalDouble.empty()),
        Settings.of(vae.architecture(), options).values());
  }
}
