package dev.elbo.cli.option;

import dev.elbo.Training;
import dev.elbo.cli.console.UsageException;
import dev.elbo.data.Binarization;
import dev.elbo.data.Dataset;
import dev.elbo.data.Part;
import dev.elbo.distribution.Bernoulli;
import java.io.IOException;
import java.util.Objects;
import java.util.OptionalDouble;
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
   * @param decoder as asked for, if any was
   */
  public void check(@Nullable DecoderKind decoder) {
    if (decoder == DecoderKind.GAUSSIAN && binarises()) {
      throw new UsageException(binarizeMessage() + ", not with gaussian");
    }
    if (validation != null
        && !(validation >= 0 && (validation < 1 || validation == Math.rint(validation)))) {
      throw new UsageException(
          "--validation %s: give a fraction between 0 and 1, a number of rows, or 0 for none"
              .formatted(Given.word(validation)));
    }
  }

  /**
   * Rejects what is not for tables.
   *
   * @throws UsageException that names the option
   */
  public void checkTable() {
    check(null);
    if (split != null || binarize != null) {
      throw new UsageException(
          "%s goes with images and named sets, not with a table"
              .formatted(split != null ? "--split" : "--binarize"));
    }
  }

  /** How much to hold out, where it was said. */
  public OptionalDouble validation() {
    return validation == null ? OptionalDouble.empty() : OptionalDouble.of(validation);
  }

  private boolean binarises() {
    return binarize != null && binarize != Binarization.NONE;
  }

  private String binarizeMessage() {
    return "--binarize %s goes with --decoder bernoulli"
        .formatted(Choice.word(Objects.requireNonNull(binarize)));
  }

  /** Reads the rows. */
  public Dataset load(DataArgument source) throws IOException {
    return load(source, Part.TRAIN);
  }

  /**
   * Reads the rows.
   *
   * @param usual the part of a named set where none was given
   */
  public Dataset load(DataArgument source, Part usual) throws IOException {
    return source.load(split, usual);
  }

  /**
   * Applies what was given, once the decoder is known.
   *
   * @return how values are binarised
   */
  public Binarization apply(Training training, DataArgument source) {
    boolean bernoulli = training.architecture().likelihood() instanceof Bernoulli;
    if (!bernoulli && binarises()) {
      throw new UsageException(
          "%s, and %s, with values outside [0, 1], gets a gaussian one"
              .formatted(binarizeMessage(), source.word()));
    }
    Binarization usual =
        bernoulli && source.namedSet().isPresent() ? Binarization.DYNAMIC : Binarization.NONE;
    Binarization chosen = binarize == null ? usual : binarize;
    training.binarization(chosen);
    Given.apply("--validation", validation, amount -> training.heldOut(amount).trainingRows());
    return chosen;
  }
}
