package dev.elbo.cli.option;

import dev.elbo.cli.console.UsageException;
import dev.elbo.objective.Objective;
import dev.elbo.objective.SgvbB;
import dev.elbo.train.TrainOptions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which lower bound is maximised. */
public final class ObjectiveOptions {
  @Option(
      names = "--objective",
      paramLabel = "BOUND",
      converter = ObjectiveKind.Words.class,
      completionCandidates = ObjectiveKind.Words.class,
      description = "${COMPLETION-CANDIDATES} (default: ${bundle:default.objective})")
  private @Nullable ObjectiveKind objective;

  @Option(
      names = "--samples",
      paramLabel = "L",
      description = "draws of z a row (default: ${bundle:default.draws}; iwae, dreg: required)")
  private @Nullable Integer samples;

  @Option(
      names = "--beta",
      paramLabel = "B",
      description = "factor on the KL (default: ${bundle:default.beta})")
  private @Nullable Double beta;

  @Option(
      names = "--warm-up",
      paramLabel = "EPOCHS",
      description = "epochs over which beta grows from 0 (default: ${bundle:default.warm-up})")
  private @Nullable Integer warmUp;

  @Option(
      names = "--free-bits",
      paramLabel = "NATS",
      description = "sgvb-b: KL a latent has for free (default: ${bundle:default.free-bits})")
  private @Nullable Double freeBits;

  @Option(names = "--weight-prior", description = "prior N(0, I) on all parameters")
  private boolean weightPrior;

  /** Applies what was given. */
  public void apply(TrainOptions.Builder builder) {
    if (objective != null || samples != null || freeBits != null) {
      builder.objective(objective());
    }
    Given.apply("--beta", beta, value -> builder.beta(value).build());
    Given.apply("--warm-up", warmUp, value -> builder.warmUpEpochs(value).build());
    if (weightPrior) {
      builder.weightPrior(true);
    }
  }

  private Objective objective() {
    Objective usual = TrainOptions.DEFAULT.objective();
    ObjectiveKind kind = objective == null ? ObjectiveKind.of(usual) : objective;
    if (kind.importanceWeighted() && samples == null) {
      throw new UsageException(
          "--objective %s needs --samples, the number of draws it weighs, such as --samples 5"
              .formatted(Choice.word(kind)));
    }
    int[] draws = {usual.draws()};
    Given.apply(
        "--samples",
        samples,
        value -> {
          kind.with(value);
          draws[0] = value;
        });
    Objective[] chosen = {kind.with(draws[0])};
    Given.apply(
        "--free-bits",
        freeBits,
        nats -> {
          if (kind != ObjectiveKind.SGVB_B) {
            throw new UsageException(
                "--free-bits goes with --objective sgvb-b, not with " + Choice.word(kind));
          }
          chosen[0] = new SgvbB(draws[0], nats);
        });
    return chosen[0];
  }
}
