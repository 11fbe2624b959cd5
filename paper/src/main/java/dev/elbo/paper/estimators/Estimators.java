package dev.elbo.paper.estimators;

import dev.elbo.data.DataCache;
import dev.elbo.paper.data.PaperSet;
import dev.elbo.paper.frame.Budget;
import dev.elbo.paper.frame.Experiment;
import dev.elbo.paper.frame.Part;
import dev.elbo.paper.frame.Report;
import dev.elbo.paper.frame.Results;
import dev.elbo.paper.recipe.AevbRecipe;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The estimators of the bound: by how much less SGVB-B ({@code AEVB eq. 7}) varies than SGVB-A
 * ({@code AEVB eq. 6}), at the first parameters and after some training; and how L_k of {@code IWAE
 * eq. 8} grows with k.
 */
public final class Estimators implements Experiment {
  private static final long SEED = 1;

  /**
   * What is measured on which models.
   *
   * @param set to train on
   * @param hidden units of either hidden layer
   * @param latents a model each
   * @param stepSize Adagrad's
   * @param stages training samples after which the variance is measured
   * @param repeats of the noise, for the variance
   * @param trained training samples of the models whose L_k is computed
   * @param rows of the test part, for L_k
   * @param draws a row, for L_k
   */
  private record Plan(
      PaperSet set,
      int hidden,
      List<Integer> latents,
      double stepSize,
      List<Long> stages,
      int repeats,
      long trained,
      int rows,
      int draws) {}

  private static Plan plan(Budget budget) {
    return switch (budget) {
      case TRIAL ->
          new Plan(PaperSet.DIGITS, 32, List.of(3), 0.1, List.of(0L, 30_000L), 50, 30_000, 50, 500);
      case QUICK ->
          new Plan(
              PaperSet.MNIST,
              500,
              List.of(3, 20),
              0.02,
              List.of(0L, 60_000L, 600_000L, 5_000_000L),
              1000,
              5_000_000,
              1000,
              5000);
      case FULL ->
          new Plan(
              PaperSet.MNIST,
              500,
              List.of(3, 5, 10, 20, 200),
              0.02,
              List.of(0L, 60_000L, 600_000L, 6_000_000L, 60_000_000L),
              10_000,
              60_000_000,
              10_000,
              5000);
    };
  }

  private static List<VariancePart> variances(Plan plan) {
    List<VariancePart> parts = new ArrayList<>();
    for (int latents : plan.latents) {
      for (long samples : plan.stages) {
        parts.add(
            new VariancePart(
                new AevbRecipe(plan.set, plan.hidden, latents, samples, plan.stepSize, SEED),
                plan.repeats));
      }
    }
    return parts;
  }

  private static List<BoundPart> bounds(Plan plan) {
    return plan.latents.stream()
        .map(
            latents ->
                new BoundPart(
                    new AevbRecipe(
                        plan.set, plan.hidden, latents, plan.trained, plan.stepSize, SEED),
                    plan.rows,
                    plan.draws))
        .toList();
  }

  @Override
  public String name() {
    return "estimators";
  }

  @Override
  public String title() {
    return "The estimators: variance of the gradient under SGVB-A and SGVB-B, and the bound by draws";
  }

  @Override
  public Set<PaperSet> sets(Budget budget) {
    return Set.of(plan(budget).set);
  }

  @Override
  public List<Part> parts(Budget budget, DataCache data) {
    List<Part> parts = new ArrayList<>();
    bounds(plan(budget)).forEach(part -> parts.add(part.part(data)));
    variances(plan(budget)).forEach(part -> parts.add(part.part(data)));
    return parts;
  }

  @Override
  public Report report(Budget budget, Results results) {
    return new EstimatorsReport(variances(plan(budget)), bounds(plan(budget)), results).report();
  }
}
