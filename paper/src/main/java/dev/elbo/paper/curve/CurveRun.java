package dev.elbo.paper.curve;

import dev.elbo.data.RowReader;
import dev.elbo.model.Vae;
import dev.elbo.nn.Parameters;
import dev.elbo.paper.frame.PartContext;
import dev.elbo.paper.frame.Table;
import dev.elbo.picture.text.Numbers;
import dev.elbo.train.TrainOptions;
import java.util.ArrayList;
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
    List<String> columns = new ArrayList<>(List.of("stage", "step_size", "samples", "seconds"));
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
    Stage pilot = new Stage("pilot", stepSize, recipe.pilotSamples(), context);
    pilot.run(new Milestones(Double.POSITIVE_INFINITY, 1));
    return pilot.last;
  }

  private void follow(double stepSize, PartContext context) {
    new Stage("curve", stepSize, recipe.samples(), context)
        .run(new Milestones(recipe.firstPoint(), recipe.pointsPerDecade()));
  }

  /** One run of the method. */
  private final class Stage {
    private final String name;
    private final double stepSize;
    private final TrainOptions options;
    private final long end;
    private final PartContext context;
    private double last = Double.NaN;

    Stage(String name, double stepSize, long samples, PartContext context) {
      this.name = name;
      this.stepSize = stepSize;
      this.context = context;
      int rows = training.data().rows();
      options = recipe.options(stepSize, samples);
      end = (long) options.epochsFor(rows) * rows;
    }

    /** Learns, and measures at the milestones and at the end. */
    void run(Milestones milestones) {
      recipe
          .method()
          .learner()
          .learn(
              vae,
              options,
              training,
              (samples, seconds, parameters) -> {
                if (milestones.reached(samples) || samples == end) {
                  measure(samples, seconds, parameters);
                }
                context.progress().at((double) samples / end, () -> text(samples));
              });
    }

    private void measure(long samples, double seconds, Parameters parameters) {
      List<Object> row = new ArrayList<>(List.of(name, stepSize, samples, seconds));
      List<Double> figures = measurement.of(parameters);
      row.addAll(figures);
      table.row(row.toArray());
      last = figures.get(0);
    }

    private String text(long samples) {
      String figure = Double.isNaN(last) ? "" : ", last " + Numbers.fixed(last, 1);
      return "step size %s, %s samples%s".formatted(stepSize, Numbers.whole(samples), figure);
    }
  }
}
