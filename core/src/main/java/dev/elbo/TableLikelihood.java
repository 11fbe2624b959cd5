package dev.elbo;

import dev.elbo.distribution.BernoulliColumn;
import dev.elbo.distribution.CategoricalColumn;
import dev.elbo.distribution.ColumnFamily;
import dev.elbo.distribution.ContinuousBernoulliColumn;
import dev.elbo.distribution.DiagonalGaussian.Variance;
import dev.elbo.distribution.GaussianColumn;
import dev.elbo.distribution.LogVarianceBounds;
import dev.elbo.distribution.MixedLikelihood;
import dev.elbo.distribution.NegativeBinomialColumn;
import dev.elbo.distribution.StudentTColumn;
import dev.elbo.preprocessing.ColumnTransform;
import dev.elbo.preprocessing.NumberTransform;
import dev.elbo.preprocessing.Preprocessing;
import dev.elbo.schema.Binary;
import dev.elbo.schema.Category;
import dev.elbo.schema.Column;
import dev.elbo.schema.Count;
import java.util.ArrayList;
import java.util.List;

/** The p(x|z) of a table: a family for each of its columns, by their kinds. */
final class TableLikelihood {
  /** Least log σ² of a column whose values are not rounded: σ of a hundredth of its deviation. */
  private static final double FLOOR = 2 * Math.log(0.01);

  /** Largest log σ²: σ of e² ≈ 7 deviations. */
  private static final float CEILING = 4;

  private TableLikelihood() {}

  /**
   * Gaussian for numbers, logarithms and dates, Student-t for heavy tails, continuous Bernoulli for
   * fractions, negative binomial for counts, Bernoulli and categorical for levels.
   *
   * @param variance whether σ of a number is an output of each row or one of the column
   */
  static MixedLikelihood of(Preprocessing preprocessing, Variance variance) {
    List<ColumnFamily> families = new ArrayList<>();
    List<Column> columns = preprocessing.schema().modelled();
    for (int d = 0; d < columns.size(); d++) {
      families.add(family(columns.get(d), preprocessing.transforms().get(d), variance));
    }
    return new MixedLikelihood(families);
  }

  private static ColumnFamily family(Column column, ColumnTransform transform, Variance variance) {
    if (column.type() instanceof Count) {
      return new NegativeBinomialColumn();
    }
    if (column.type() instanceof Binary) {
      return new BernoulliColumn();
    }
    if (column.type() instanceof Category category) {
      return new CategoricalColumn(category.size());
    }
    LogVarianceBounds bounds = bounds((NumberTransform) transform);
    return switch (column.kind()) {
      case FRACTION -> new ContinuousBernoulliColumn();
      case HEAVY_TAILED -> new StudentTColumn(bounds);
      default -> new GaussianColumn(variance, bounds);
    };
  }

  /**
   * Rounding to a resolution r leaves values evenly spread over r, with a deviation of r/√12: no σ
   * is worth less.
   */
  private static LogVarianceBounds bounds(NumberTransform transform) {
    double spread =
        transform.resolution()
            / Math.sqrt(12)
            * Math.exp(transform.logJacobian(transform.center()));
    double floor = Math.max(FLOOR, 2 * Math.log(spread));
    return new LogVarianceBounds((float) Math.min(floor, 0), CEILING);
  }
}
