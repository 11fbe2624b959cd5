package dev.elbo.onnx;

import dev.elbo.data.Binarization;
import dev.elbo.data.DataDescription;
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
import dev.elbo.distribution.Support;
import dev.elbo.model.Architecture;
import dev.elbo.model.Vae;
import dev.elbo.nn.Activation;
import dev.elbo.nn.Parameters;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Models of every kind, and rows for them, some of which are far out. */
final class OnnxCases {
  private static final int ROWS = 40;

  /** From here on rows are far out. */
  private static final int FAR = 30;

  private static final LogVarianceBounds FLOOR = new LogVarianceBounds(-3, Float.POSITIVE_INFINITY);

  private static final LogVarianceBounds CEILING =
      new LogVarianceBounds(Float.NEGATIVE_INFINITY, 1);

  private OnnxCases() {}

  static List<Architecture> architectures() {
    List<Architecture> all = new ArrayList<>();
    List<Activation> activations = List.of(Activation.values());
    for (Likelihood likelihood : plain()) {
      for (Architecture.Weights weights : Architecture.Weights.values()) {
        Activation activation = activations.get(all.size() % activations.size());
        all.add(
            new Architecture(
                likelihood, List.of(9, 7), 3, activation, weights, LogVarianceBounds.ENCODER));
      }
    }
    for (Activation activation : activations) {
      all.add(
          new Architecture(
              mixed(), List.of(8), 2, activation, Architecture.Weights.SEPARATE, CEILING));
    }
    for (ColumnFamily family : families()) {
      all.add(Architecture.of(new MixedLikelihood(List.of(family)), List.of(5), 1));
    }
    return all;
  }

  private static List<Likelihood> plain() {
    List<Likelihood> likelihoods = new ArrayList<>();
    likelihoods.add(new Bernoulli(6));
    for (Variance variance : Variance.values()) {
      for (MeanRange range : MeanRange.values()) {
        likelihoods.add(new DiagonalGaussian(6, variance, range, FLOOR));
        likelihoods.add(new DiagonalGaussian(6, variance, range, LogVarianceBounds.DECODER));
      }
    }
    return likelihoods;
  }

  static List<ColumnFamily> families() {
    return List.of(
        new GaussianColumn(Variance.PER_ROW, new LogVarianceBounds(-20, 3)),
        new CategoricalColumn(3),
        new BernoulliColumn(),
        new StudentTColumn(LogVarianceBounds.DECODER),
        new PoissonColumn(),
        new NegativeBinomialColumn(),
        new ContinuousBernoulliColumn(),
        new GaussianColumn(Variance.SHARED, LogVarianceBounds.NONE));
  }

  /** Every family twice, a category of other levels between. */
  private static MixedLikelihood mixed() {
    List<ColumnFamily> columns = new ArrayList<>(families());
    columns.add(3, new CategoricalColumn(5));
    columns.addAll(families());
    return new MixedLikelihood(columns);
  }

  static Parameters parameters(Vae vae) {
    Parameters parameters = Parameters.zeros(vae.layout());
    Random random = new Random(7);
    for (int i = 0; i < parameters.size(); i++) {
      parameters.values()[i] = 0.5f * (float) random.nextGaussian();
    }
    return parameters;
  }

  static OnnxModel model(Architecture architecture, Binarization binarization) {
    Vae vae = Vae.of(architecture);
    DataDescription data =
        new DataDescription("rows", vae.dataSize(), 1, binarization, Optional.empty());
    return new OnnxModel(vae, parameters(vae), data, 40, "0.1.0");
  }

  static float[][] rows(Likelihood likelihood) {
    Random random = new Random(11);
    float[][] rows = new float[ROWS][likelihood.dataSize()];
    for (int i = 0; i < ROWS; i++) {
      for (int d = 0; d < rows[i].length; d++) {
        rows[i][d] =
            likelihood instanceof MixedLikelihood mixed
                ? cell(mixed.columns().get(d), i, random)
                : cell(likelihood.support() == Support.UNIT_INTERVAL, i, random);
      }
    }
    return rows;
  }

  private static float cell(boolean unit, int row, Random random) {
    if (unit) {
      return row % 4 == 0 ? random.nextInt(2) : random.nextFloat();
    }
    return (float) (random.nextGaussian() * Math.pow(10, Math.max(0, row - FAR)));
  }

  /** A row without any value, others with gaps; numbers up to 10⁶ and counts up to 2²⁴. */
  private static float cell(ColumnFamily family, int row, Random random) {
    if (random.nextInt(6) == 0 || row == 1) {
      return Float.NaN;
    }
    int far = Math.max(0, row - FAR);
    return switch (family.name()) {
      case "categorical" -> random.nextInt(((CategoricalColumn) family).levels());
      case "bernoulli" -> random.nextInt(2);
      case "continuous_bernoulli" -> cell(true, row, random);
      case "poisson", "negative_binomial" -> far == 0 ? random.nextInt(12) : 64 << (2 * far);
      default -> cell(false, Math.min(row, FAR + 6), random);
    };
  }
}
