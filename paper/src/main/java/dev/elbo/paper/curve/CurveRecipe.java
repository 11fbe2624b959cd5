package dev.elbo.paper.curve;

import dev.elbo.model.Architecture;
import dev.elbo.paper.baseline.Method;
import dev.elbo.paper.data.PaperSet;
import dev.elbo.paper.recipe.AevbRecipe;
import dev.elbo.train.TrainOptions;
import java.util.List;

/**
 * What a method learns and how long.
 *
 * @param method that learns
 * @param set to learn from
 * @param trainingRows the first so many of its training part
 * @param hidden units of either hidden layer
 * @param latents N_z
 * @param samples training rows to see, each as often as it is seen; rounded to whole epochs
 * @param stepSizes of Adagrad, to choose from
 * @param pilotSamples after so many the step size is chosen; rounded as well
 * @param firstPoint samples at the first point of the curve, if it does not end before
 * @param pointsPerDecade points from there to ten times as many samples
 * @param seed of all randomness
 */
public record CurveRecipe(
    Method method,
    PaperSet set,
    int trainingRows,
    int hidden,
    int latents,
    long samples,
    List<Double> stepSizes,
    long pilotSamples,
    long firstPoint,
    int pointsPerDecade,
    long seed) {

  /** What the paper chose from. */
  public static final List<Double> STEP_SIZES = List.of(0.01, 0.02, 0.1);

  public CurveRecipe {
    stepSizes = List.copyOf(stepSizes);
  }

  private AevbRecipe recipe(double stepSize, long seen) {
    return new AevbRecipe(set, hidden, latents, seen, stepSize, seed);
  }

  Architecture architecture() {
    return recipe(stepSizes.get(0), samples).architecture();
  }

  /** The recipe with one of the step sizes, for a run of so many samples. */
  TrainOptions options(double stepSize, long seen) {
    return recipe(stepSize, seen).options(trainingRows);
  }

  /** The part of all work that goes into the choice of the step size. */
  double pilotShare() {
    double pilots = (double) stepSizes.size() * pilotSamples;
    return pilots / (pilots + samples);
  }
}
