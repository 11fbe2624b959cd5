package dev.elbo.paper.fig3;

import dev.elbo.paper.baseline.Method;
import dev.elbo.paper.curve.CurveRecipe;
import dev.elbo.paper.curve.Curves;
import dev.elbo.paper.data.PaperSet;
import dev.elbo.paper.frame.Results;
import dev.elbo.paper.frame.Table;
import dev.elbo.picture.Axis;
import dev.elbo.picture.Curve;
import dev.elbo.picture.Panel;
import dev.elbo.picture.text.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A panel of the figure: one number of training rows.
 *
 * @param trainingRows N_train
 * @param samples training rows to see
 * @param pilotSamples after so many the step size is chosen
 * @param firstPoint samples at the first point of the curves
 * @param unit samples in a unit of the horizontal axis
 * @param low least log p(x) on the axis
 * @param high largest
 */
record Fig3Panel(
    PaperSet set,
    int trainingRows,
    int hidden,
    long samples,
    long pilotSamples,
    long firstPoint,
    double unit,
    double low,
    double high) {
  static final List<Method> METHODS = List.of(Method.values());

  /** N_z. */
  private static final int LATENTS = 3;

  private static final long SEED = 1;
  private static final int POINTS_PER_DECADE = 3;

  String part(Method method) {
    return "%d-%s"
        .formatted(trainingRows, method.name().toLowerCase(Locale.ROOT).replace('_', '-'));
  }

  CurveRecipe recipe(Method method) {
    return new CurveRecipe(
        method,
        set,
        trainingRows,
        hidden,
        LATENTS,
        samples,
        CurveRecipe.STEP_SIZES,
        pilotSamples,
        firstPoint,
        POINTS_PER_DECADE,
        SEED);
  }

  Panel draw(Results results) {
    List<Curve> curves = new ArrayList<>();
    for (Method method : METHODS) {
      Table table = results.table(part(method));
      curves.add(Curves.dashed(method, "train", table, MarginalFigures.TRAIN, unit));
      curves.add(Curves.solid(method, "test", table, MarginalFigures.TEST, unit));
    }
    return new Panel(
        "%s training rows".formatted(Numbers.whole(trainingRows)),
        Axis.linear(
            "training samples seen (%s)".formatted(unit == 1e6 ? "millions" : "thousands"),
            0,
            samples / unit),
        Axis.linear("log p(x) (nats per row)", low, high),
        curves);
  }
}
