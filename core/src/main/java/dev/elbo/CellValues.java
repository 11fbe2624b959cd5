package dev.elbo;

import dev.elbo.distribution.CategoricalColumn;
import dev.elbo.distribution.ColumnFamily;
import dev.elbo.distribution.MixedLikelihood;
import dev.elbo.eval.WeighedDraws;
import dev.elbo.linalg.Matrix;
import dev.elbo.preprocessing.ColumnCells;
import dev.elbo.preprocessing.ColumnTransform;
import dev.elbo.preprocessing.CountTransform;
import dev.elbo.preprocessing.Curve;
import dev.elbo.preprocessing.LevelTransform;
import dev.elbo.preprocessing.NumberTransform;
import dev.elbo.preprocessing.Preprocessing;
import dev.elbo.random.Purpose;
import dev.elbo.random.RandomStream;
import dev.elbo.schema.Category;
import dev.elbo.schema.Column;
import java.util.List;
import java.util.function.IntToDoubleFunction;

/**
 * Cells that a model fills in, in the units of the table: rounded and in the range of the rows
 * trained on. A level is the number of one.
 *
 * <p>{@link Category#OTHER} stands for levels that were too rare in training. Where there were none
 * it is never drawn, though the model has it; and it is never the one best level, since it is many.
 */
final class CellValues {
  /** Draws of a logged number behind its mean, about. */
  private static final int DRAWS_OF_A_MEAN = 1000;

  /** The noise behind means is the same for all cells of a column. */
  private static final long SEED = 1;

  private final MixedLikelihood likelihood;
  private final List<Column> columns;
  private final List<ColumnTransform> transforms;

  CellValues(Preprocessing preprocessing, MixedLikelihood likelihood) {
    this.likelihood = likelihood;
    columns = preprocessing.schema().modelled();
    transforms = preprocessing.transforms();
  }

  /**
   * The best single value for a missing cell: of a number its mean, of a level the most probable.
   *
   * <p>The mean is one of x in the table's units, so of a logged column not where the logarithm has
   * its own: it is that of draws, each within the range of the rows trained on, since beyond it a
   * few draws of the tail would decide.
   *
   * @param d column of the model
   */
  double best(int d, WeighedDraws draws) {
    ColumnTransform transform = transforms.get(d);
    if (transform instanceof LevelTransform) {
      return mostProbable(d, draws);
    }
    if (transform instanceof CountTransform count) {
      return count.inverse((float) average(draws, l -> mean(d, draws, l)));
    }
    NumberTransform number = (NumberTransform) transform;
    return number.curve() instanceof Curve.Linear
        ? number.inverse((float) average(draws, l -> mean(d, draws, l)))
        : number.settle(curvedMean(d, number, draws));
  }

  private double mean(int d, WeighedDraws draws, int l) {
    return likelihood.columns().get(d).mean(likelihood.outputs(draws.outputs(), l, d));
  }

  /** Σ w f(l). */
  private static double average(WeighedDraws draws, IntToDoubleFunction f) {
    double sum = 0;
    for (int l = 0; l < draws.size(); l++) {
      sum += draws.weight(l) * f.applyAsDouble(l);
    }
    return sum;
  }

  private double curvedMean(int d, NumberTransform number, WeighedDraws draws) {
    int each = (DRAWS_OF_A_MEAN - 1) / draws.size() + 1;
    ColumnFamily family = likelihood.columns().get(d);
    RandomStream random = RandomStream.of(SEED, Purpose.OBSERVATION_SAMPLE, d, 0);
    return average(
        draws,
        l -> {
          float[] outputs = likelihood.outputs(draws.outputs(), l, d);
          double sum = 0;
          for (int i = 0; i < each; i++) {
            sum += number.inRange(family.sample(outputs, random));
          }
          return sum / each;
        });
  }

  private int mostProbable(int d, WeighedDraws draws) {
    if (!(likelihood.columns().get(d) instanceof CategoricalColumn family)) {
      return average(draws, l -> mean(d, draws, l)) > 0.5 ? 1 : 0;
    }
    double[] sums = new double[family.levels()];
    for (int l = 0; l < draws.size(); l++) {
      family.addProbabilities(likelihood.outputs(draws.outputs(), l, d), draws.weight(l), sums);
    }
    int best = 0;
    for (int k = 1; k < namedLevels(d); k++) {
      best = sums[k] > sums[best] ? k : best;
    }
    return best;
  }

  private int namedLevels(int d) {
    return ((Category) columns.get(d).type()).levels().size();
  }

  /**
   * A draw from p(x_d|z).
   *
   * @param h the decoder's outputs, of which row {@code row} counts
   */
  double draw(int d, Matrix h, int row, RandomStream random) {
    float[] outputs = likelihood.outputs(h, row, d);
    if (columns.get(d).type() instanceof Category category && category.otherRows() == 0) {
      outputs[category.other()] = Float.NEGATIVE_INFINITY;
    }
    double x = likelihood.columns().get(d).sample(outputs, random);
    ColumnTransform transform = transforms.get(d);
    if (transform instanceof NumberTransform number) {
      return number.inverse((float) x);
    }
    return transform instanceof CountTransform count ? count.inverse((float) x) : x;
  }

  /** Puts a value in its place. */
  void put(int d, double value, ColumnCells cells, int row) {
    if (cells instanceof ColumnCells.Numbers numbers) {
      numbers.values()[row] = value;
    } else if (cells instanceof ColumnCells.Texts texts
        && transforms.get(d) instanceof LevelTransform levels) {
      texts.values()[row] = levels.inverse((float) value);
    }
  }
}
