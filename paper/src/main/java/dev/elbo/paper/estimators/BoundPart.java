package dev.elbo.paper.estimators;

import dev.elbo.data.Binarization;
import dev.elbo.data.DataCache;
import dev.elbo.data.Dataset;
import dev.elbo.data.RowReader;
import dev.elbo.model.Vae;
import dev.elbo.nn.Parameters;
import dev.elbo.nn.Weights;
import dev.elbo.paper.frame.Part;
import dev.elbo.paper.frame.PartContext;
import dev.elbo.paper.frame.Settings;
import dev.elbo.paper.frame.Table;
import dev.elbo.paper.recipe.AevbRecipe;
import dev.elbo.paper.recipe.ModelTraining;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * L_k for k = 1, 2, 5, 10, … on the first rows of the test part. Rows are binarised at random, so
 * that bounds are those of a normalised likelihood.
 *
 * @param recipe of the model
 * @param rows of the test part
 * @param draws the largest k
 */
record BoundPart(AevbRecipe recipe, int rows, int draws) {
  private static final Binarization BINARIZATION = Binarization.DYNAMIC;

  /** What the computation of bounds adds to the recipe. */
  private record Bounds(int rows, int draws, Binarization binarization) {}

  String name() {
    return "bound-" + recipe.latents();
  }

  Part part(DataCache data) {
    return new Part(
        name(),
        Settings.of(
            recipe, recipe.architecture(), recipe.options(), new Bounds(rows, draws, BINARIZATION)),
        context -> run(data, context));
  }

  private Table run(DataCache data, PartContext context) throws IOException {
    Vae vae = Vae.of(recipe.architecture());
    Parameters parameters =
        new ModelTraining(vae, recipe.options(), BINARIZATION)
            .run(recipe.set().training(data), Optional.empty(), context.stage(0, 0.8))
            .parameters();
    Dataset test =
        recipe.set().test(data).select(IntStream.range(0, rows).toArray(), "first-" + rows);
    RowReader reader = RowReader.of(test, BINARIZATION, recipe.seed());
    return new BoundByDraws(draws, counts())
        .of(vae, Weights.of(parameters), reader, recipe.seed(), context.stage(0.8, 1));
  }

  /** 1, 2, 5, 10, 20, 50, … up to the number of draws. */
  private List<Integer> counts() {
    return Stream.iterate(1, decade -> decade <= draws, decade -> 10 * decade)
        .flatMap(decade -> Stream.of(decade, 2 * decade, 5 * decade))
        .filter(k -> k <= draws)
        .toList();
  }
}
