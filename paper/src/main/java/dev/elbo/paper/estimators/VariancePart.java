package dev.elbo.paper.estimators;

import dev.elbo.data.Binarization;
import dev.elbo.data.DataCache;
import dev.elbo.data.Dataset;
import dev.elbo.data.RowReader;
import dev.elbo.model.Vae;
import dev.elbo.nn.Parameters;
import dev.elbo.objective.Objective;
import dev.elbo.objective.SgvbA;
import dev.elbo.objective.SgvbB;
import dev.elbo.paper.frame.Part;
import dev.elbo.paper.frame.PartContext;
import dev.elbo.paper.frame.Settings;
import dev.elbo.paper.frame.Table;
import dev.elbo.paper.recipe.AevbRecipe;
import dev.elbo.paper.recipe.ModelTraining;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The gradient's variance on the first minibatch of the training rows, under SGVB-A and SGVB-B with
 * L = 1 and the same noise.
 *
 * @param recipe how the model comes to its parameters; with no samples it keeps its first ones
 * @param repeats of the noise
 */
record VariancePart(AevbRecipe recipe, int repeats) {
  private static final Map<String, Objective> ESTIMATORS = estimators();

  private static Map<String, Objective> estimators() {
    Map<String, Objective> estimators = new LinkedHashMap<>();
    estimators.put("sgvb-a", new SgvbA(1));
    estimators.put("sgvb-b", new SgvbB(1));
    return estimators;
  }

  /** What a repeated measurement adds to the recipe. */
  private record Measurement(int repeats, int rows) {}

  String name() {
    return "variance-%d-%d".formatted(recipe.latents(), recipe.samples());
  }

  Part part(DataCache data) {
    Measurement measurement = new Measurement(repeats, AevbRecipe.MINIBATCH);
    Settings settings =
        recipe.samples() == 0
            ? Settings.of(recipe, recipe.architecture(), measurement)
            : Settings.of(recipe, recipe.architecture(), recipe.options(), measurement);
    return new Part(name(), settings, context -> run(data, context));
  }

  private Table run(DataCache data, PartContext context) throws IOException {
    Vae vae = Vae.of(recipe.architecture());
    Dataset training = recipe.set().training(data);
    Parameters parameters = parameters(vae, training, context.stage(0, 0.8));
    Dataset minibatch =
        training.select(IntStream.range(0, AevbRecipe.MINIBATCH).toArray(), "minibatch");
    RowReader rows = RowReader.of(minibatch, Binarization.NONE, recipe.seed());
    Table.Builder table =
        Table.columns(
            "latents", "samples", "estimator", "block", "parameters", "variance", "signal");
    ESTIMATORS.forEach(
        (name, objective) ->
            new GradientVariance(vae, objective, rows)
                .measure(parameters, repeats, recipe.seed())
                .forEach(
                    block ->
                        table.row(
                            recipe.latents(),
                            recipe.samples(),
                            name,
                            block.name(),
                            block.parameters(),
                            block.variance(),
                            block.signal())));
    return table.build();
  }

  private Parameters parameters(Vae vae, Dataset training, PartContext context) throws IOException {
    if (recipe.samples() == 0) {
      Parameters first = Parameters.zeros(vae.layout());
      recipe.options().initialization().fill(first, recipe.seed());
      return first;
    }
    return new ModelTraining(vae, recipe.options(), Binarization.NONE)
        .run(training, Optional.empty(), context)
        .parameters();
  }
}
