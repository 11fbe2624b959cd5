package dev.elbo.paper.iwae;

import dev.elbo.nn.Parameters;
import dev.elbo.paper.frame.PartContext;
import dev.elbo.paper.frame.Settings;
import dev.elbo.persist.ModelFile;
import dev.elbo.persist.StoredModel;
import dev.elbo.train.TrainingResult;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;

/**
 * What the next stage of training begins with. It is on disk, as the stage's model and learning
 * curve, so that a part that was cut off goes on after its last whole stage.
 *
 * @param parameters where the stage has ended
 * @param epoch whose parameters these are
 * @param seconds that all its epochs took
 */
record EndedStage(Parameters parameters, int epoch, double seconds) {

  static EndedStage of(TrainingResult result) {
    return new EndedStage(result.parameters(), result.best().epoch(), result.seconds());
  }

  /**
   * What an earlier run has left of a stage; empty where that was none, or one of other settings.
   *
   * @param place the stage's own
   */
  static Optional<EndedStage> find(PartContext place, Settings settings) throws IOException {
    if (!Files.exists(place.model())) {
      return Optional.empty();
    }
    StoredModel model = ModelFile.read(place.model());
    if (!model.training().settings().equals(settings.values())) {
      return Optional.empty();
    }
    double seconds = place.writtenCurve().last("seconds");
    return Optional.of(new EndedStage(model.parameters(), model.training().epoch(), seconds));
  }
}
