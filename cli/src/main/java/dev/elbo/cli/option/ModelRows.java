package dev.elbo.cli.option;

import dev.elbo.AutoEncoder;
import dev.elbo.data.Dataset;
import dev.elbo.data.Part;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code MODEL [DATA] [--split PART]}: a model, and rows to show it. A mixin. */
public final class ModelRows {
  @Parameters(index = "0+", paramLabel = "MODEL", description = ModelArgument.DESCRIPTION)
  private @Nullable ModelArgument model;

  @Parameters(
      index = "1+",
      arity = "0..1",
      paramLabel = "DATA",
      description = "a named set or a file (default: the named set that the model was trained on)")
  private @Nullable DataArgument data;

  @Option(
      names = "--split",
      paramLabel = "PART",
      converter = Choices.PartWords.class,
      completionCandidates = Choices.PartWords.class,
      description = "${COMPLETION-CANDIDATES}: part of a named set (default: test)")
  private @Nullable Part split;

  /** Which model. */
  public ModelArgument model() {
    return ModelArgument.require(model);
  }

  /** DATA, where it was given. */
  public @Nullable DataArgument data() {
    return data;
  }

  /** {@code --split}, where it was given. */
  public @Nullable Part split() {
    return split;
  }

  /**
   * The rows to show the model: those of DATA where it was given, else of the named set that the
   * model was trained on; of a named set the test part unless {@code --split} says otherwise.
   *
   * @throws dev.elbo.cli.console.UsageException where DATA was left out and the model was trained
   *     on a file
   */
  public Dataset load(AutoEncoder trained) throws IOException {
    DataArgument source = data == null ? DataArgument.trainedOn(trained) : data;
    return source.load(split, Part.TEST);
  }
}
