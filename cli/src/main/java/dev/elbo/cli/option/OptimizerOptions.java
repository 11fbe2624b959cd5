package dev.elbo.cli.option;

import dev.elbo.Training;
import dev.elbo.linalg.Kernels;
import dev.elbo.linalg.Precision;
import dev.elbo.nn.Initialization;
import dev.elbo.optim.Optimizer;
import dev.elbo.train.TrainOptions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How the bound is maximised. */
public final class OptimizerOptions {
  @Option(
      names = "--epochs",
      paramLabel = "N",
      description = "passes (default: ${bundle:default.epochs})")
  private @Nullable Integer epochs;

  @Option(
      names = "--batch",
      paramLabel = "ROWS",
      description = "rows a step (default: ${bundle:default.batch})")
  private @Nullable Integer batch;

  @Option(
      names = "--optimizer",
      paramLabel = "RULE",
      converter = OptimizerKind.Words.class,
      completionCandidates = OptimizerKind.Words.class,
      description = "${COMPLETION-CANDIDATES} (default: ${bundle:default.optimizer})")
  private @Nullable OptimizerKind optimizer;

  @Option(
      names = "--learning-rate",
      paramLabel = "RATE",
      description = "step size (default: ${bundle:default.learning-rate})")
  private @Nullable Double learningRate;

  @Option(
      names = "--schedule",
      paramLabel = "SHAPE",
      converter = ScheduleKind.Words.class,
      completionCandidates = ScheduleKind.Words.class,
      description = "${COMPLETION-CANDIDATES} (default: ${bundle:default.schedule})")
  private @Nullable ScheduleKind schedule;

  @Option(
      names = "--clip-norm",
      paramLabel = "NORM",
      description = "longest gradient (default: no limit)")
  private @Nullable Double clipNorm;

  @Option(
      names = "--init",
      paramLabel = "HOW",
      converter = Choices.InitializationWords.class,
      completionCandidates = Choices.InitializationWords.class,
      description = "${COMPLETION-CANDIDATES}: N(0, 0.01) (default: ${bundle:default.init})")
  private @Nullable Initialization init;

  @Option(
      names = "--patience",
      paramLabel = "EPOCHS",
      description = "stop without progress; 0: never (default: ${bundle:default.patience})")
  private @Nullable Integer patience;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "of all randomness (default: ${bundle:default.seed})")
  private @Nullable Long seed;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "speed, not results (default: all processors)")
  private @Nullable Integer threads;

  @Option(
      names = "--precision",
      paramLabel = "TYPE",
      converter = Choices.PrecisionWords.class,
      completionCandidates = Choices.PrecisionWords.class,
      description = "of products: ${COMPLETION-CANDIDATES} (default: ${bundle:default.precision})")
  private @Nullable Precision precision;

  /** Applies what was given. */
  public void apply(TrainOptions.Builder builder) {
    Given.apply("--epochs", epochs, value -> builder.epochs(value).build());
    Given.apply("--batch", batch, value -> builder.minibatch(value).build());
    Optimizer rule = optimizer == null ? TrainOptions.DEFAULT.optimizer() : optimizer.rule();
    builder.optimizer(rule);
    Given.apply("--learning-rate", learningRate, rate -> builder.optimizer(rule.withRate(rate)));
    Given.apply("--schedule", schedule, kind -> builder.schedule(kind.schedule()));
    Given.apply("--clip-norm", clipNorm, value -> builder.clipNorm(value).build());
    Given.apply("--init", init, builder::initialization);
    Given.apply("--patience", patience, value -> builder.patience(value).build());
    Given.apply("--seed", seed, builder::seed);
    Given.apply(
        "--precision",
        precision,
        value -> {
          Kernels.require(value);
          builder.precision(value);
        });
    Given.apply("--threads", threads, value -> builder.threads(value).build());
  }

  /** Applies the only one that a run that goes on may change. */
  public void applyThreads(Training resumed) {
    Given.apply(
        "--threads", threads, value -> resumed.options(resumed.options().withThreads(value)));
  }
}
