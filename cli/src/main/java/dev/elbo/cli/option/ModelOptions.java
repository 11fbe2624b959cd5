package dev.elbo.cli.option;

import dev.elbo.Training;
import dev.elbo.cli.console.UsageException;
import dev.elbo.data.Dataset;
import dev.elbo.data.Summary;
import dev.elbo.distribution.Bernoulli;
import dev.elbo.distribution.DiagonalGaussian;
import dev.elbo.distribution.DiagonalGaussian.MeanRange;
import dev.elbo.distribution.DiagonalGaussian.Variance;
import dev.elbo.distribution.GaussianColumn;
import dev.elbo.distribution.Likelihood;
import dev.elbo.distribution.MixedLikelihood;
import dev.elbo.model.Architecture;
import dev.elbo.nn.Activation;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What the model looks like. */
public final class ModelOptions {
  @Option(
      names = "--decoder",
      paramLabel = "KIND",
      converter = DecoderKind.Words.class,
      completionCandidates = DecoderKind.Words.class,
      description = "${COMPLETION-CANDIDATES} (default: by the values)")
  private @Nullable DecoderKind decoder;

  @Option(
      names = "--variance",
      paramLabel = "OF",
      converter = Choices.VarianceWords.class,
      completionCandidates = Choices.VarianceWords.class,
      description =
          "σ of Gaussians: ${COMPLETION-CANDIDATES} (default: ${bundle:default.variance})")
  private @Nullable Variance variance;

  @Option(
      names = "--mean-range",
      paramLabel = "RANGE",
      converter = Choices.MeanRangeWords.class,
      completionCandidates = Choices.MeanRangeWords.class,
      description = "gaussian: ${COMPLETION-CANDIDATES} (default: ${bundle:default.mean-range})")
  private @Nullable MeanRange meanRange;

  @Option(
      names = "--hidden",
      paramLabel = "N",
      split = ",",
      description =
          "hidden widths (default: ${bundle:default.hidden}; of tables ${bundle:default.table-hidden})")
  private @Nullable List<Integer> hidden;

  @Option(
      names = "--latent",
      paramLabel = "N",
      description = "latent variables (default: ${bundle:default.latent})")
  private @Nullable Integer latent;

  @Option(
      names = "--activation",
      paramLabel = "F",
      converter = Choices.ActivationWords.class,
      completionCandidates = Choices.ActivationWords.class,
      description = "${COMPLETION-CANDIDATES} (default: ${bundle:default.activation})")
  private @Nullable Activation activation;

  @Option(names = "--tied", description = "last matrix is the first one transposed")
  private boolean tied;

  /** The decoder asked for, by its name or by an option that only one has. */
  public @Nullable DecoderKind decoder() {
    return decoder == null && hasGaussianOptions() ? DecoderKind.GAUSSIAN : decoder;
  }

  /** Rejects what is wrong whatever the rows are, before they are read. */
  public void check() {
    if (decoder == DecoderKind.BERNOULLI && hasGaussianOptions()) {
      throw new UsageException(
          "%s goes with --decoder gaussian, not with bernoulli"
              .formatted(variance != null ? "--variance" : "--mean-range"));
    }
    applyNetwork(Training.on(Dataset.ofFloats("one value", 1, new float[1])));
  }

  /** Applies what was given. */
  public void apply(Training training, Dataset data, Summary summary) {
    training.likelihood(likelihood(data.columns(), summary));
    applyNetwork(training);
  }

  /**
   * Applies what was given to a table's model, whose columns have families of their own.
   *
   * @throws UsageException where a decoder of one family is asked for
   */
  public void applyTable(Training training) {
    String given =
        decoder != null ? "--decoder" : meanRange != null ? "--mean-range" : tied ? "--tied" : "";
    if (!given.isEmpty()) {
      throw new UsageException(
          "%s goes with images and arrays; of a table each column has a family by its kind, which --kind or --schema may name"
              .formatted(given));
    }
    if (variance != null) {
      requireNumbers(training.architecture().likelihood());
      training.variance(variance);
    }
    applyNetwork(training);
  }

  private static void requireNumbers(Likelihood likelihood) {
    if (((MixedLikelihood) likelihood)
        .columns().stream().noneMatch(GaussianColumn.class::isInstance)) {
      throw new UsageException(
          "--variance is that of numeric, positive and date-time columns, and the table has none of these");
    }
  }

  private void applyNetwork(Training training) {
    Given.apply(
        "--hidden",
        hidden,
        widths -> {
          training.hidden(widths.stream().mapToInt(Integer::intValue).toArray());
          training.architecture();
        });
    Given.apply("--latent", latent, size -> training.latent(size).architecture());
    Given.apply("--activation", activation, training::activation);
    if (tied) {
      training.weights(Architecture.Weights.TIED);
    }
  }

  private Likelihood likelihood(int columns, Summary summary) {
    boolean unitInterval = summary.outsideUnitInterval().isEmpty();
    if (decoder == DecoderKind.BERNOULLI
        || (decoder == null && unitInterval && !hasGaussianOptions())) {
      return new Bernoulli(columns);
    }
    DiagonalGaussian usual = DiagonalGaussian.of(columns);
    return new DiagonalGaussian(
        columns,
        variance == null ? usual.variance() : variance,
        meanRange == null ? usual.meanRange() : meanRange,
        usual.bounds());
  }

  private boolean hasGaussianOptions() {
    return variance != null || meanRange != null;
  }
}
