package dev.elbo.paper.fig2;

import dev.elbo.paper.baseline.Method;
import dev.elbo.paper.curve.CurveRecipe;
import dev.elbo.paper.curve.Curves;
import dev.elbo.paper.data.PaperSet;
import dev.elbo.paper.frame.Results;
import dev.elbo.paper.frame.Table;
import dev.elbo.picture.Axis;
import dev.elbo.picture.Curve;
import dev.elbo.picture.Panel;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A panel of the figure: one set and one number of latents.
 *
 * @param samples training rows to see
 * @param pilotSamples after so many the step size is chosen
 * @param from samples where the axis begins, and the curve
 * @param to where the axis ends
 * @param low least bound on the axis
 * @param high largest
 */
record Fig2Panel(
    PaperSet set,
    int hidden,
    int latents,
    long samples,
    long pilotSamples,
    double from,
    double to,
    double low,
    double high) {
  static final List<Method> METHODS = List.of(Method.AEVB, Method.WAKE_SLEEP);

  private static final long SEED = 1;
  private static final int POINTS_PER_DECADE = 6;

  /** As the paper: "frey-faces-10". */
  String name() {
    return set.label() + "-" + latents;
  }

  String part(Method method) {
    return name() + "-" + method.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  CurveRecipe recipe(Method method) {
    return new CurveRecipe(
        method,
        set,
        set.trainingRows(),
        hidden,
        latents,
        samples,
        CurveRecipe.STEP_SIZES,
        pilotSamples,
        (long) from,
        POINTS_PER_DECADE,
        SEED);
  }

  /** The bound at the end of the curve. */
  double last(Results results, Method method, String rows) {
    return Curves.curve(results.table(part(method))).last(rows);
  }

  Panel draw(Results results) {
    List<Curve> curves = new ArrayList<>();
    for (Method method : METHODS) {
      Table table = results.table(part(method));
      curves.add(Curves.dashed(method, "train", table, LowerBounds.TRAIN, 1));
      curves.add(Curves.solid(method, "test", table, LowerBounds.TEST, 1));
    }
    return new Panel(
        "%s, %d latents".formatted(set.label(), latents),
        Axis.log("training samples seen", from, to),
        Axis.linear("lower bound (nats per row)", low, high),
        curves);
  }
}
