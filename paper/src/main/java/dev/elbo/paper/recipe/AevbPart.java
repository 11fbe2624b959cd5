package dev.elbo.paper.recipe;

import dev.elbo.data.Binarization;
import dev.elbo.data.DataCache;
import dev.elbo.data.Dataset;
import dev.elbo.model.Vae;
import dev.elbo.paper.frame.Part;
import dev.elbo.paper.frame.PartContext;
import dev.elbo.paper.frame.Settings;
import dev.elbo.paper.frame.Table;
import dev.elbo.train.EpochReport;
import dev.elbo.train.TrainingResult;
import java.io.IOException;
import java.util.Optional;

/**
 * A part that trains a model by the paper's recipe and leaves it: what the pictures are made of.
 */
public final class AevbPart {
  private AevbPart() {}

  /**
   * The part.
   *
   * @param data where the training rows are looked up
   */
  public static Part of(String name, AevbRecipe recipe, DataCache data) {
    return new Part(
        name,
        Settings.of(recipe, recipe.architecture(), recipe.options()),
        context -> run(recipe, data, context));
  }

  private static Table run(AevbRecipe recipe, DataCache data, PartContext context)
      throws IOException {
    ModelTraining training =
        new ModelTraining(Vae.of(recipe.architecture()), recipe.options(), Binarization.NONE);
    Dataset rows = recipe.set().training(data);
    TrainingResult result = training.run(rows, Optional.empty(), context);
    Table.Builder table = Table.columns("samples", "bound");
    for (EpochReport epoch : result.history()) {
      table.row((long) epoch.epoch() * rows.rows(), epoch.bound());
    }
    return table.build();
  }
}
