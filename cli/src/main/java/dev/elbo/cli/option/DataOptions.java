package dev.elbo.cli.option;

import dev.elbo.Training;
import dev.elbo.cli.console.UsageException;
import dev.elbo.cli.text.Numbers;
import dev.elbo.data.Binarization;
import dev.elbo.data.Dataset;
import dev.elbo.data.Part;
import dev.elbo.distribution.Bernoulli;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What {@code elbo train} does with the data. */
public final class DataOptions {
  @Option(
      names = "--split",
      paramLabel = "PART",
      converter = Choices.PartWords.class,
      completionCandidates = Choices.PartWords.class,
      description = "${COMPLETION-CANDIDATES} of a named set (default: train)")
  private @Nullable Part split;

  @Option(
      names = "--binarize",
      paramLabel = "HOW",
      converter = Choices.BinarizationWords.class,
      completionCandidates = Choices.BinarizationWords.class,
      description =
          "${COMPLETION-CANDIDATES} (default: dynamic for a named set under bernoulli, else none)")
  private @Nullable Binarization binarize;

  @Option(
      names = "--validation",
      paramLabel = "N",
      description = "rows or share held out (default: ${bundle:default.validation})")
  private @Nullable Double validation;

  /**
   * Rejects what is wrong whatever the rows are, before they are read.
   *
   * @param decoder as given
   */
  public void check(@Nullable DecoderKind decoder) {
    if (decoder == DecoderKind.GAUSSIAN) {
      requireBernoulli(binarize);
    }
    if (validation != null
        && !(validation >= 0 && (validation < 1 || validation == Math.rint(validation)))) {
      throw new UsageException(
          "--validation %s: give a fraction between 0 and 1, a number of rows, or 0 for none"
              .formatted(Numbers.plain(validation)));
    }
  }

  private static void requireBernoulli(@Nullable Binarization wanted) {
    if (wanted != null && wanted != Binarization.NONE) {
      throw new UsageException(
          "--binarize %s goes with --decoder bernoulli, not with gaussian"
              .formatted(Choice.word(wanted)));
    }
  }

  /** Reads the rows. */
  public Dataset load(DataArgument source) throws IOException {
    return source.load(split, Part.TRAIN);
  }

  /**
   * Applies what was given, once the decoder is known.
   *
   * @return how values are binarised
   */
  public Binarization apply(Training training, DataArgument source) {
    boolean bernoulli = training.architecture().likelihood() instanceof Bernoulli;
    if (!bernoulli) {
      requireBernoulli(binarize);
    }
    Binarization usual =
        bernoulli && source.namedSet().isPresent() ? Binarization.DYNAMIC : Binarization.NONE;
    Binarization chosen = binarize == null ? usual : binarize;
    training.binarization(chosen);
    Given.apply("--validation", validation, amount -> training.heldOut(amount).trainingRows());
    return chosen;
  }
}
