package dev.elbo.persist;

import dev.elbo.data.Binarization;
import dev.elbo.data.DataDescription;
import dev.elbo.data.ImageShape;
import dev.elbo.distribution.Bernoulli;
import dev.elbo.distribution.BernoulliColumn;
import dev.elbo.distribution.CategoricalColumn;
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
import dev.elbo.model.Architecture;
import dev.elbo.model.Architecture.Weights;
import dev.elbo.model.Vae;
import dev.elbo.nn.Activation;
import dev.elbo.nn.Parameters;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Models to be written, with numbers that show where they went. */
final class StoredModels {
  private StoredModels() {}

  /** The smallest telling one: 3–2–1–2–3, 27 parameters in 10 tensors. */
  static StoredModel small() {
    return of(Architecture.of(new Bernoulli(3), List.of(2), 1));
  }

  static StoredModel of(Architecture architecture) {
    Vae vae = Vae.of(architecture);
    Parameters parameters = Parameters.zeros(vae.layout());
    for (int i = 0; i < parameters.size(); i++) {
      parameters.values()[i] = number(i);
    }
    return new StoredModel(vae, parameters, data(vae.dataSize()), record());
  }

  /** Numbers of every kind: 0, −0, the least and the largest, and sevenths. */
  static float number(int i) {
    return switch (i) {
      case 0 -> -0f;
      case 1 -> Float.MIN_VALUE;
      case 2 -> -Float.MAX_VALUE;
      default -> (i % 2 == 0 ? i : -i) / 7f;
    };
  }

  static DataDescription data(int columns) {
    return new DataDescription(
        "rows \"of\" ünits\n", columns, 16, Binarization.DYNAMIC, Optional.empty());
  }

  static TrainingRecord record() {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("objective", "sgvb-b");
    settings.put("beta", "1.0");
    return new TrainingRecord("0.1.0", 1438, 359, 12, OptionalDouble.of(-20.5), settings);
  }

  /** With the hash that newer files have. */
  static TrainingRecord record(String dataSha256) {
    TrainingRecord r = record();
    return new TrainingRecord(
        r.version(),
        r.trainingRows(),
        r.heldOutRows(),
        Optional.of(dataSha256),
        r.epoch(),
        r.heldOutBound(),
        r.settings());
  }

  /** Every likelihood × tied or not × activation, with bounds and depths mixed in. */
  static List<Architecture> architectures() {
    List<Likelihood> likelihoods = new ArrayList<>();
    likelihoods.add(new Bernoulli(6));
    LogVarianceBounds floor = new LogVarianceBounds(-0.1f, Float.POSITIVE_INFINITY);
    LogVarianceBounds ceiling = new LogVarianceBounds(Float.NEGATIVE_INFINITY, 1 / 3f);
    for (Variance variance : Variance.values()) {
      for (MeanRange range : MeanRange.values()) {
        likelihoods.add(new DiagonalGaussian(6, variance, range, floor));
        likelihoods.add(new DiagonalGaussian(6, variance, range, LogVarianceBounds.DECODER));
      }
    }
    List<Architecture> all = new ArrayList<>();
    for (Likelihood likelihood : likelihoods) {
      for (Weights weights : Weights.values()) {
        for (Activation activation : Activation.values()) {
          all.add(new Architecture(likelihood, List.of(5), 2, activation, weights, ceiling));
          all.add(
              new Architecture(
                  likelihood, List.of(5, 4, 3), 1, activation, weights, LogVarianceBounds.NONE));
        }
      }
    }
    all.add(Architecture.of(mixed(), List.of(5), 2));
    return all;
  }

  /** A column of every family. */
  static MixedLikelihood mixed() {
    return new MixedLikelihood(
        List.of(
            new GaussianColumn(Variance.PER_ROW, new LogVarianceBounds(-20, 3)),
            new CategoricalColumn(3),
            new BernoulliColumn(),
            new StudentTColumn(LogVarianceBounds.DECODER),
            new PoissonColumn(),
            new NegativeBinomialColumn(),
            new ContinuousBernoulliColumn(),
            new GaussianColumn(Variance.SHARED, LogVarianceBounds.NONE)));
  }

  static DataDescription pictures() {
    return new DataDescription(
        "digits", 6, 255, Binarization.THRESHOLD, Optional.of(new ImageShape(2, 3)));
  }
}
