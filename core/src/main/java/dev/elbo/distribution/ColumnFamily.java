package dev.elbo.distribution;

import dev.elbo.random.RandomStream;
import java.util.List;

/**
 * p(x_d | outputs) of one column of a table; a {@link MixedLikelihood} joins several.
 *
 * <p>Densities are computed for many rows of the column at once, in <i>cells</i>: arrays of one
 * length, an entry a row, the first ones with a fixed meaning,
 *
 * <ul>
 *   <li>{@code cells[X]}: x, all of it within the {@linkplain #support() support};
 *   <li>{@code cells[LOG_PROB]}: receives log p(x | outputs) in nats, higher is better;
 *   <li>{@code cells[OUTPUTS]} and on: one array an output;
 * </ul>
 *
 * and after them {@link #workArrays()} to work in. All methods are pure functions of their
 * arguments.
 */
public sealed interface ColumnFamily
    permits BernoulliColumn,
        CategoricalColumn,
        ContinuousBernoulliColumn,
        GaussianColumn,
        NegativeBinomialColumn,
        PoissonColumn,
        StudentTColumn {

  /** The array of cells that holds x. */
  int X = 0;

  /** The array of cells that receives log p. */
  int LOG_PROB = 1;

  /** The first of the arrays of cells that hold the outputs. */
  int OUTPUTS = 2;

  /** The name in model files and messages, such as {@code negative_binomial}. */
  String name();

  /** What each output means; the first one places x. */
  List<HeadRole> outputs();

  /** What x may hold. */
  ColumnSupport support();

  /** How many arrays, beside x, log p and the outputs, the densities work in. */
  int workArrays();

  /** log p(x | outputs) of the first {@code rows} cells; all arrays but log p are used up. */
  void logProb(float[][] cells, int rows);

  /**
   * Puts ∂ log p / ∂output in the place of each output, right after {@link #logProb} of the same
   * cells.
   */
  void gradient(float[][] cells, int rows);

  /** E[x | outputs] of one row; of levels, which have no mean, the most probable. */
  double mean(float[] outputs);

  /** A draw from p(x | outputs) of one row. */
  double sample(float[] outputs, RandomStream random);

  /**
   * The outputs that do for all rows alike: where training starts.
   *
   * @param observed values of the column, one or more, all within the support
   */
  float[] biasFor(float[] observed);
}
