package dev.elbo.cli;

import dev.elbo.AutoEncoder;
import dev.elbo.TableModel;
import dev.elbo.cli.console.UsageException;
import dev.elbo.cli.option.Choice;
import dev.elbo.cli.option.CommonOptions;
import dev.elbo.cli.option.ExportFormat;
import dev.elbo.cli.option.ForeignLayout;
import dev.elbo.cli.option.LayerMap;
import dev.elbo.cli.option.ModelArgument;
import dev.elbo.cli.option.NewFile;
import dev.elbo.cli.text.Labelled;
import dev.elbo.data.DataException;
import dev.elbo.distribution.DiagonalGaussian;
import dev.elbo.distribution.LogVarianceBounds;
import dev.elbo.exchange.LayerNames;
import dev.elbo.exchange.PyTorchExport;
import dev.elbo.model.Architecture;
import dev.elbo.onnx.OnnxExport;
import dev.elbo.persist.ModelFile;
import dev.elbo.persist.StoredModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code elbo export}. */
@Command(
    name = "export",
    description = "Writes a model for another tool. docs/pytorch.md and docs/onnx.md say how.",
    abbreviateSynopsis = true,
    sortOptions = false,
    footer = {
      "",
      "Example:",
      "  ./elbo export runs/digits-1 --format safetensors -o vae.safetensors"
    })
final class ExportCommand implements Callable<Integer> {
  @Parameters(paramLabel = "MODEL", description = ModelArgument.DESCRIPTION)
  private @Nullable ModelArgument modelArgument;

  @Option(
      names = "--format",
      required = true,
      paramLabel = "FORMAT",
      converter = ExportFormat.Words.class,
      completionCandidates = ExportFormat.Words.class,
      description = "${COMPLETION-CANDIDATES}")
  private @Nullable ExportFormat format;

  @Option(
      names = "--layout",
      paramLabel = "TOOL",
      converter = ForeignLayout.Words.class,
      completionCandidates = ForeignLayout.Words.class,
      description = "safetensors: ${COMPLETION-CANDIDATES} (default: pytorch)")
  private @Nullable ForeignLayout layout;

  @Option(
      names = {"-o", "--output"},
      required = true,
      paramLabel = "FILE",
      description = "what to write; onnx: a folder")
  private @Nullable Path output;

  @Mixin private LayerMap map = new LayerMap();

  @Option(names = "--force", description = "overwrite the file where it exists")
  private boolean force;

  @Mixin private CommonOptions common = new CommonOptions();

  @Override
  public Integer call() throws IOException {
    Path target = Objects.requireNonNull(output, "-o");
    ExportFormat wanted = Objects.requireNonNull(format, "--format");
    if (wanted != ExportFormat.SAFETENSORS && (layout != null || map.names().isPresent())) {
      throw new UsageException("--layout and --map are for --format safetensors");
    }
    Path file = ModelArgument.require(modelArgument).file();
    switch (wanted) {
      case SAFETENSORS -> writeTensors(file, target);
      case ONNX -> writeGraphs(file, target);
    }
    return 0;
  }

  /** Three files in a folder; docs/onnx.md says how to run them. */
  private void writeGraphs(Path file, Path folder) throws IOException {
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new DataException("-o %s: this is a file; name a folder".formatted(folder));
    }
    for (String name : OnnxExport.NAMES) {
      if (Files.exists(folder.resolve(name)) && !force) {
        throw new DataException(
            "-o %s: this folder holds a file %s; choose another, or overwrite it with --force"
                .formatted(folder, name));
      }
    }
    List<Path> written = AutoEncoder.load(file).exportOnnx(folder, TableModel.SCORE_SAMPLES);
    say(
        "wrote",
        folder
            + ": "
            + written.stream()
                .map(path -> path.getFileName().toString())
                .collect(Collectors.joining("  ")));
  }

  private void writeTensors(Path file, Path target) throws IOException {
    NewFile.require(target, force, List.of(".safetensors"));
    Optional<LayerNames> given = map.names();
    StoredModel model = ModelFile.read(file);
    Architecture architecture = model.vae().architecture();
    ForeignLayout chosen = layout == null ? ForeignLayout.PYTORCH : layout;
    switch (chosen) {
      case PYTORCH ->
          PyTorchExport.write(
              target, model, given.orElseGet(() -> PyTorchExport.usualNames(architecture)));
    }
    say(
        "wrote",
        "%s: %s, in the layout of %s"
            .formatted(target, architecture.widths(), Choice.word(chosen)));
    if (hasBounds(architecture)) {
      say(
          "note",
          "log σ² has smooth bounds, which the module must have, too: docs/pytorch.md has them");
    }
  }

  private static boolean hasBounds(Architecture architecture) {
    return !architecture.encoderBounds().equals(LogVarianceBounds.NONE)
        || (architecture.likelihood() instanceof DiagonalGaussian gaussian
            && !gaussian.bounds().equals(LogVarianceBounds.NONE));
  }

  private void say(String label, String text) {
    common.err().println(Labelled.line(label, text));
  }
}
