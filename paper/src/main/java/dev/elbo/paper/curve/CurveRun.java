package dev.elbo.paper.curve;

import dev.elbo.data.RowReader;
import dev.elbo.model.Vae;
import dev.elbo.nn.Parameters;
import dev.elbo.paper.frame.PartContext;
import dev.elbo.paper.frame.Table;
import dev.elbo.picture.text.Numbers;
import dev.elbo.train.TrainOptions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Follows a method. First one short run with each step size; then, with the one that has come
 * farthest on the training rows, the run whose curve is wanted, from the beginning ({@code AEVB}
 * experiments: chosen by the performance on the training set in the first few iterations).
 */
final class CurveRun {
  private final CurveRecipe recipe;
  private final Vae vae;
  private final RowReader training;
  private final Measurement measurement;
  private final Table.Builder table;

  CurveRun(CurveRecipe recipe, Vae vae, RowReader training, Measurement measurement) {
    this.recipe = recipe;
    this.vae = vae;
    this.training = training;
    this.measurement = measurement;
    List<String> columns =
        new ArrayList<>(List.of("stage", "step_size", "samples", "seconds", "criterion"));
    columns.addAll(measurement.columns());
    table = Table.columns(columns.toArray(String[]::new));
  }

  Table run(PartContext context) {
    double share = recipe.pilotShare();
    double stepSize = choose(context.stage(0, share));
    follow(stepSize, context.stage(share, 1));
    return table.build();
  }

  /** The step size of the best pilot. */
  private double choose(PartContext context) {
    List<Double> stepSizes = recipe.stepSizes();
    double best = Double.NEGATIVE_INFINITY;
    double chosen = stepSizes.get(0);
    for (int i = 0; i < stepSizes.size(); i++) {
      double n = stepSizes.size();
      double reached = pilot(stepSizes.get(i), context.stage(i / n, (i + 1) / n));
      if (reached > best) {
        best = reached;
        chosen = stepSizes.get(i);
      }
    }
    return chosen;
  }

  private double pilot(double stepSize, PartContext context) {
    double[] criterion = {Double.NaN};
    learn(
        stepSize,
        recipe.pilotSamples(),
        context,
        (samples, seconds, last, parameters) -> {
          if (last) {
            criterion[0] = measurement.criterion(parameters);
            List<?> none = Collections.nCopies(measurement.columns().size(), "");
            row("pilot", stepSize, samples, seconds, criterion[0], none);
          }
        });
    return criterion[0];
  }

  /** The curve: figures at the milestones and at the end. */
  private void follow(double stepSize, PartContext context) {
    Milestones milestones = new Milestones(recipe.firstPoint(), recipe.pointsPerDecade());
    learn(
        stepSize,
        recipe.samples(),
        context,
        (samples, seconds, last, parameters) -> {
          if (milestones.reached(samples) || last) {
            row("curve", stepSize, samples, seconds, "", measurement.of(parameters));
          }
        });
  }

  /** Told at the end of every epoch. */
  private interface Watch {
    void at(long samples, double seconds, boolean last, Parameters parameters);
  }

  private void learn(double stepSize, long wanted, PartContext context, Watch watch) {
    TrainOptions options = recipe.options(stepSize, wanted);
    int rows = training.data().rows();
    long end = (long) options.epochsFor(rows) * rows;
    recipe
        .method()
        .learner()
        .learn(
            vae,
            options,
            training,
            (samples, seconds, parameters) -> {
              watch.at(samples, seconds, samples == end, parameters);
              context
                  .progress()
                  .at(
                      (double) samples / end,
                      () -> "step size %s, %s samples".formatted(stepSize, Numbers.whole(samples)));
            });
  }

  private void row(
      String stage,
      double stepSize,
      long samples,
      double seconds,
      Object criterion,
      List<?> figures) {
    List<Object> cells = new ArrayList<>(List.of(stage, stepSize, samples, seconds, criterion));
    cells.addAll(figures);
    table.row(cells.toArray());
  }
}
