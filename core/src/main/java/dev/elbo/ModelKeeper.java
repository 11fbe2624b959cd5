package dev.elbo;

import dev.elbo.data.DataDescription;
import dev.elbo.eval.Evaluation;
import dev.elbo.model.Vae;
import dev.elbo.nn.Parameters;
import dev.elbo.persist.ModelFile;
import dev.elbo.persist.StoredModel;
import dev.elbo.persist.TrainingRecord;
import dev.elbo.persist.Version;
import dev.elbo.train.EpochReport;
import dev.elbo.train.TrainingListener;
import dev.elbo.train.TrainingState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Writes the model of a run to its file each time it is better than before. */
final class ModelKeeper implements TrainingListener {
  private final Vae vae;
  private final DataDescription data;
  private final String dataSha256;
  private final Map<String, String> settings;
  private final Optional<Path> file;
  private int trainingRows;
  private int heldOutRows;

  ModelKeeper(
      Vae vae,
      DataDescription data,
      String dataSha256,
      Map<String, String> settings,
      Optional<Path> file) {
    this.vae = vae;
    this.data = data;
    this.dataSha256 = dataSha256;
    this.settings = settings;
    this.file = file;
  }

  @Override
  public void started(Plan plan) {
    trainingRows = plan.trainingRows();
    heldOutRows = plan.heldOutRows();
  }

  /** The file may be lost, or be that of another run. */
  @Override
  public void resumed(TrainingState state) {
    state.bestEpoch().ifPresent(report -> improved(report, state.best()));
  }

  @Override
  public void improved(EpochReport report, Parameters parameters) {
    if (file.isPresent()) {
      try {
        ModelFile.write(file.get(), model(report, parameters));
      } catch (IOException e) {
        throw new UncheckedIOException("the model cannot be written to " + file.get(), e);
      }
    }
  }

  /** The model as it was after an epoch. */
  StoredModel model(EpochReport report, Parameters parameters) {
    OptionalDouble bound =
        report
            .heldOut()
            .map(Evaluation::elbo)
            .map(OptionalDouble::of)
            .orElse(OptionalDouble.empty());
    TrainingRecord record =
        new TrainingRecord(
            Version.current(),
            trainingRows,
            heldOutRows,
            Optional.of(dataSha256),
            report.epoch(),
            bound,
            settings);
    return new StoredModel(vae, parameters, data, record);
  }
}
