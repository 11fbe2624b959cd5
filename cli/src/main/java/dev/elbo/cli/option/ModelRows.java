package dev.elbo.cli.option;

import dev.elbo.AutoEncoder;
import dev.elbo.TableModel;
import dev.elbo.cli.console.UsageException;
import dev.elbo.data.Dataset;
import dev.elbo.data.Part;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
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
      description = "a named set, a file, or the files of a table (default: the model's named set)")
  private @Nullable DataArgument data;

  @Option(
      names = "--split",
      paramLabel = "PART",
      converter = Choices.PartWords.class,
      completionCandidates = Choices.PartWords.class,
      description = "${COMPLETION-CANDIDATES}: part of a named set (default: test)")
  private @Nullable Part split;

  @ArgGroup(validate = false, heading = "Tables%n")
  private TableOptions tableOptions = new TableOptions();

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
   * @throws UsageException where DATA was left out and the model was trained on a file, or DATA is
   *     said to be a table
   */
  public Dataset load(AutoEncoder trained) throws IOException {
    if (!tableOptions.isEmpty()) {
      throw new UsageException(
          "%s is for models of tables, and this one was trained on %s, plain numbers"
              .formatted(tableOptions.firstWord(), trained.data().name()));
    }
    DataArgument source = data == null ? DataArgument.trainedOn(trained) : data;
    return source.load(split, Part.TEST);
  }

  /**
   * The table to show a model of tables: that of DATA or of a query, with the model's columns.
   *
   * @throws UsageException where neither was given, or DATA is no table
   */
  public TableRows open(TableModel trained, CommonOptions common) throws IOException {
    if (split != null) {
      throw new UsageException("--split is for named sets, and this model was trained on a table");
    }
    return TableRows.open(tableOptions.require(data, trained), trained, common.err());
  }
}
