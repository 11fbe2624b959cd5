package dev.elbo.persist;

import dev.elbo.distribution.Bernoulli;
import dev.elbo.distribution.BernoulliColumn;
import dev.elbo.distribution.CategoricalColumn;
import dev.elbo.distribution.ColumnFamily;
import dev.elbo.distribution.ContinuousBernoulliColumn;
import dev.elbo.distribution.DiagonalGaussian;
import dev.elbo.distribution.DiagonalGaussian.MeanRange;
import dev.elbo.distribution.DiagonalGaussian.Variance;
import dev.elbo.distribution.GaussianColumn;
import dev.elbo.distribution.Likelihood;
import dev.elbo.distribution.LogVarianceBounds;
import dev.elbo.distribution.MixedLikelihood;
import dev.elbo.distribution.NegativeBinomialColumn;
import dev.elbo.distribution.PoissonColumn;
import dev.elbo.distribution.StudentTColumn;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Likelihoods as JSON objects, and back, under the rules of {@link ModelJson}. */
final class LikelihoodJson {
  private LikelihoodJson() {}

  static void write(Likelihood likelihood, ObjectNode node) {
    if (likelihood instanceof Bernoulli bernoulli) {
      node.put("kind", "bernoulli");
      node.put("data_size", bernoulli.dataSize());
    } else if (likelihood instanceof DiagonalGaussian gaussian) {
      node.put("kind", "gaussian");
      node.put("data_size", gaussian.dataSize());
      node.put("variance", Fields.word(gaussian.variance()));
      node.put("mean_range", Fields.word(gaussian.meanRange()));
      writeBounds(gaussian.bounds(), node.putObject("log_variance"));
    } else if (likelihood instanceof MixedLikelihood mixed) {
      node.put("kind", "mixed");
      var columns = node.putArray("columns");
      mixed.columns().forEach(column -> write(column, columns.addObject()));
    }
  }

  static Likelihood read(Fields fields) {
    String kind = fields.textOrEmpty("kind");
    return switch (kind) {
      case "bernoulli" -> new Bernoulli(fields.integer("data_size"));
      case "gaussian" ->
          new DiagonalGaussian(
              fields.integer("data_size"),
              fields.constant(Variance.class, "variance"),
              fields.constant(MeanRange.class, "mean_range"),
              readBounds(fields.object("log_variance")));
      case "mixed" -> new MixedLikelihood(columns(fields));
      default -> throw Fields.unknown("likelihood", kind);
    };
  }

  private static void write(ColumnFamily column, ObjectNode node) {
    node.put("family", column.name());
    if (column instanceof GaussianColumn gaussian) {
      node.put("variance", Fields.word(gaussian.variance()));
      writeBounds(gaussian.bounds(), node.putObject("log_variance"));
    } else if (column instanceof StudentTColumn studentT) {
      writeBounds(studentT.bounds(), node.putObject("log_squared_scale"));
    } else if (column instanceof CategoricalColumn categorical) {
      node.put("levels", categorical.levels());
    }
  }

  private static List<ColumnFamily> columns(Fields likelihood) {
    List<ColumnFamily> columns = new ArrayList<>();
    for (Fields fields : likelihood.objects("columns")) {
      try {
        columns.add(column(fields));
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(
            "column %d (counted from 1): %s".formatted(columns.size() + 1, e.getMessage()), e);
      }
    }
    return columns;
  }

  private static ColumnFamily column(Fields fields) {
    String family = fields.textOrEmpty("family");
    return switch (family) {
      case "bernoulli" -> new BernoulliColumn();
      case "categorical" -> new CategoricalColumn(fields.integer("levels"));
      case "continuous_bernoulli" -> new ContinuousBernoulliColumn();
      case "gaussian" ->
          new GaussianColumn(
              fields.constant(Variance.class, "variance"),
              readBounds(fields.object("log_variance")));
      case "negative_binomial" -> new NegativeBinomialColumn();
      case "poisson" -> new PoissonColumn();
      case "student_t" -> new StudentTColumn(readBounds(fields.object("log_squared_scale")));
      default -> throw Fields.unknown("family", family);
    };
  }

  /** An infinite bound is left out. */
  static void writeBounds(LogVarianceBounds bounds, ObjectNode node) {
    if (bounds.lower() > Float.NEGATIVE_INFINITY) {
      node.put("lower", bounds.lower());
    }
    if (bounds.upper() < Float.POSITIVE_INFINITY) {
      node.put("upper", bounds.upper());
    }
  }

  static LogVarianceBounds readBounds(Fields fields) {
    return new LogVarianceBounds(
        (float) fields.optionalNumber("lower").orElse(Double.NEGATIVE_INFINITY),
        (float) fields.optionalNumber("upper").orElse(Double.POSITIVE_INFINITY));
  }
}
