package dev.elbo.cli;

import dev.elbo.cli.option.Choice;
import dev.elbo.cli.option.Choices;
import dev.elbo.cli.option.CommonOptions;
import dev.elbo.cli.option.ForeignLayout;
import dev.elbo.cli.option.ImageShapeWord;
import dev.elbo.cli.option.LayerMap;
import dev.elbo.cli.option.NewFile;
import dev.elbo.cli.text.Labelled;
import dev.elbo.data.Binarization;
import dev.elbo.data.ImageShape;
import dev.elbo.distribution.Bernoulli;
import dev.elbo.distribution.DiagonalGaussian.MeanRange;
import dev.elbo.exchange.ImportOptions;
import dev.elbo.exchange.PyTorchImport;
import dev.elbo.model.Architecture;
import dev.elbo.nn.Activation;
import dev.elbo.persist.ModelFile;
import dev.elbo.persist.StoredModel;
import dev.elbo.picture.text.Numbers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code elbo import}. */
@Command(
    name = "import",
    description = {
      "Makes a model file of what another tool has trained. docs/pytorch.md says how.",
      "Reads no pickles."
    },
    abbreviateSynopsis = true,
    sortOptions = false,
    footer = {
      "",
      "Example:",
      "  ./elbo import --from pytorch vae.safetensors -o vae-elbo.safetensors"
    })
final class ImportCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FILE", description = "a safetensors file of a module's state_dict")
  private @Nullable Path file;

  @Option(
      names = "--from",
      required = true,
      paramLabel = "TOOL",
      converter = ForeignLayout.Words.class,
      completionCandidates = ForeignLayout.Words.class,
      description = "${COMPLETION-CANDIDATES}")
  private @Nullable ForeignLayout from;

  @Option(
      names = {"-o", "--output"},
      required = true,
      paramLabel = "MODEL",
      description = "model file to write")
  private @Nullable Path output;

  @Mixin private LayerMap map = new LayerMap();

  @Option(
      names = "--activation",
      paramLabel = "F",
      converter = Choices.ActivationWords.class,
      completionCandidates = Choices.ActivationWords.class,
      description = "of hidden layers: ${COMPLETION-CANDIDATES} (default: relu)")
  private @Nullable Activation activation;

  @Option(
      names = "--mean-range",
      paramLabel = "RANGE",
      converter = Choices.MeanRangeWords.class,
      completionCandidates = Choices.MeanRangeWords.class,
      description = "gaussian decoder: ${COMPLETION-CANDIDATES} (default: real)")
  private @Nullable MeanRange meanRange;

  @Option(
      names = "--log-variance",
      paramLabel = "X",
      description = "gaussian decoder that learnt no log σ²: what its training assumed")
  private @Nullable Double logVariance;

  @Option(
      names = "--binarize",
      paramLabel = "HOW",
      converter = Choices.BinarizationWords.class,
      completionCandidates = Choices.BinarizationWords.class,
      description = "${COMPLETION-CANDIDATES}: what rows pass before the model (default: none)")
  private @Nullable Binarization binarization;

  @Option(
      names = "--image",
      paramLabel = "HxW",
      converter = ImageShapeWord.class,
      description = "rows are images of this height and width, such as 28x28")
  private @Nullable ImageShape imageShape;

  @Option(names = "--force", description = "overwrite the model file where it exists")
  private boolean force;

  @Mixin private CommonOptions common = new CommonOptions();

  @Override
  public Integer call() throws IOException {
    Path target = Objects.requireNonNull(output, "-o");
    NewFile.require(target, force, List.of(".safetensors"));
    ImportOptions options =
        new ImportOptions(
            map.names(),
            Optional.ofNullable(activation),
            Optional.ofNullable(meanRange),
            logVariance == null ? OptionalDouble.empty() : OptionalDouble.of(logVariance),
            Optional.ofNullable(binarization),
            Optional.ofNullable(imageShape));
    StoredModel model =
        switch (Objects.requireNonNull(from, "--from")) {
          case PYTORCH -> PyTorchImport.read(Objects.requireNonNull(file, "FILE"), options);
        };
    ModelFile.write(target, model);
    common.err().println(Labelled.line("wrote", target + ": " + describe(model)));
    return 0;
  }

  private static String describe(StoredModel model) {
    Architecture architecture = model.vae().architecture();
    return "%s, %s, %s decoder, %s"
        .formatted(
            architecture.widths(),
            Choice.word(architecture.activation()),
            architecture.likelihood() instanceof Bernoulli ? "Bernoulli" : "Gaussian",
            Numbers.counted(model.parameters().size(), "parameter"));
  }
}
