package dev.elbo.paper.fig4;

import dev.elbo.AutoEncoder;
import dev.elbo.data.DataCache;
import dev.elbo.paper.data.PaperSet;
import dev.elbo.paper.frame.Budget;
import dev.elbo.paper.frame.Experiment;
import dev.elbo.paper.frame.Markdown;
import dev.elbo.paper.frame.Part;
import dev.elbo.paper.frame.Report;
import dev.elbo.paper.frame.Results;
import dev.elbo.paper.frame.Table;
import dev.elbo.paper.recipe.AevbPart;
import dev.elbo.paper.recipe.AevbRecipe;
import dev.elbo.picture.Drawing;
import dev.elbo.picture.ModelPictures;
import dev.elbo.picture.Plate;
import dev.elbo.picture.text.Numbers;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * {@code AEVB Fig. 4}: models of two latents, one of faces and one of digits, decoded over a grid
 * in the unit square that went through the inverse Gaussian distribution function.
 */
public final class Fig4 implements Experiment {
  private static final long SEED = 1;

  /** Images along a side of each plane. */
  private static final int SIDE = 20;

  private static List<AevbRecipe> models(Budget budget) {
    return switch (budget) { // set, hidden units, latents, samples, step size, seed
      case TRIAL -> List.of(new AevbRecipe(PaperSet.DIGITS, 32, 2, 30_000, 0.1, SEED));
      case QUICK ->
          List.of(
              new AevbRecipe(PaperSet.MNIST, 500, 2, 5_000_000, 0.02, SEED),
              new AevbRecipe(PaperSet.FREY_FACES, 200, 2, 5_000_000, 0.01, SEED));
      case FULL ->
          List.of(
              new AevbRecipe(PaperSet.MNIST, 500, 2, 100_000_000, 0.02, SEED),
              new AevbRecipe(PaperSet.FREY_FACES, 200, 2, 100_000_000, 0.01, SEED));
    };
  }

  @Override
  public String name() {
    return "fig4";
  }

  @Override
  public String title() {
    return "AEVB, Figure 4: learned manifolds of two latents";
  }

  @Override
  public Set<PaperSet> sets(Budget budget) {
    return models(budget).stream().map(AevbRecipe::set).collect(Collectors.toSet());
  }

  @Override
  public List<Part> parts(Budget budget, DataCache data) {
    return models(budget).stream()
        .map(recipe -> AevbPart.of(recipe.set().label(), recipe, data))
        .toList();
  }

  @Override
  public Report report(Budget budget, Results results) {
    List<List<String>> rows = new ArrayList<>();
    for (AevbRecipe recipe : models(budget)) {
      Table curve = results.table(recipe.set().label());
      rows.add(
          List.of(
              recipe.set().label(),
              Numbers.whole((long) curve.last("samples")),
              Numbers.fixed(curve.last("bound"), 1)));
    }
    return new Report(
        Map.of("fig4", results.all()),
        Map.of("fig4", () -> plate(budget, results)),
        "The paper shows pictures and gives no figures. The bound is that on the training rows, in"
            + " nats, a mean over the last pass while parameters moved.\n\n"
            + Markdown.table(List.of("set", "samples", "bound"), rows),
        List.of(
            "The paper does not say for how long these models were trained, nor on which faces;"
                + " here on the training part.",
            "Bounds on log σ² keep σ between 0.0009 and 20 (encoder) or 1100 (faces' decoder)."));
  }

  private static Drawing plate(Budget budget, Results results) throws IOException {
    List<Drawing> planes = new ArrayList<>();
    for (AevbRecipe recipe : models(budget)) {
      String name = recipe.set().label();
      AutoEncoder model = AutoEncoder.load(results.model(name));
      Drawing plane = ModelPictures.of(model, Optional.empty()).manifold(SIDE, 0, 1);
      planes.add(plane.withTitle(name));
    }
    return Plate.of("Figure 4", planes.get(0).caption(), 2, planes);
  }
}
