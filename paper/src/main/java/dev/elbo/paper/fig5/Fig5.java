package dev.elbo.paper.fig5;

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
import java.util.stream.IntStream;

/** {@code AEVB Fig. 5}: images drawn from models of digits with 2, 5, 10 and 20 latents. */
public final class Fig5 implements Experiment {
  private static final long SEED = 1;

  /** Samples along a side of each sheet. */
  private static final int SIDE = 10;

  private static List<AevbRecipe> models(Budget budget) {
    return switch (budget) {
      case TRIAL -> models(PaperSet.DIGITS, 32, 30_000, 0.1, 2, 5);
      case QUICK -> models(PaperSet.MNIST, 500, 5_000_000, 0.02, 2, 5, 10, 20);
      case FULL -> models(PaperSet.MNIST, 500, 100_000_000, 0.02, 2, 5, 10, 20);
    };
  }

  private static List<AevbRecipe> models(
      PaperSet set, int hidden, long samples, double stepSize, int... latents) {
    return IntStream.of(latents)
        .mapToObj(size -> new AevbRecipe(set, hidden, size, samples, stepSize, SEED))
        .toList();
  }

  private static String part(AevbRecipe recipe) {
    return "latents-" + recipe.latents();
  }

  @Override
  public String name() {
    return "fig5";
  }

  @Override
  public String title() {
    return "AEVB, Figure 5: samples from models of 2, 5, 10 and 20 latents";
  }

  @Override
  public Set<PaperSet> sets(Budget budget) {
    return models(budget).stream().map(AevbRecipe::set).collect(Collectors.toSet());
  }

  @Override
  public List<Part> parts(Budget budget, DataCache data) {
    return models(budget).stream().map(recipe -> AevbPart.of(part(recipe), recipe, data)).toList();
  }

  @Override
  public Report report(Budget budget, Results results) {
    List<List<String>> rows = new ArrayList<>();
    for (AevbRecipe recipe : models(budget)) {
      Table curve = results.table(part(recipe));
      rows.add(
          List.of(
              Integer.toString(recipe.latents()),
              Numbers.whole((long) curve.last("samples")),
              Numbers.fixed(curve.last("bound"), 1)));
    }
    return new Report(
        Map.of("fig5", results.all()),
        Map.of("fig5", () -> plate(budget, results)),
        "The paper shows pictures and gives no figures. The bound is that on the training rows, in"
            + " nats, a mean over the last pass while parameters moved.\n\n"
            + Markdown.table(List.of("latents", "samples", "bound"), rows),
        List.of("The paper does not say for how long these models were trained."));
  }

  private static Drawing plate(Budget budget, Results results) throws IOException {
    List<Drawing> sheets = new ArrayList<>();
    for (AevbRecipe recipe : models(budget)) {
      AutoEncoder model = AutoEncoder.load(results.model(part(recipe)));
      Drawing sheet =
          ModelPictures.of(model, Optional.empty())
              .samples(SIDE * SIDE, SIDE, AutoEncoder.Sample.MEAN, SEED);
      sheets.add(sheet.withTitle("%d-D latent space".formatted(recipe.latents())));
    }
    return Plate.of("Figure 5", sheets.get(0).caption(), 2, sheets);
  }
}
