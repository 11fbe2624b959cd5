package dev.elbo.cli;

import dev.elbo.AutoEncoder;
import dev.elbo.cli.card.CardLines;
import dev.elbo.cli.card.CardMarkdown;
import dev.elbo.cli.card.ModelCard;
import dev.elbo.cli.console.UsageException;
import dev.elbo.cli.option.CardFormat;
import dev.elbo.cli.option.Choice;
import dev.elbo.cli.option.CommonOptions;
import dev.elbo.cli.option.ModelArgument;
import dev.elbo.eval.Calibration;
import dev.elbo.model.Architecture;
import dev.elbo.nn.Parameters;
import dev.elbo.persist.ModelFile;
import dev.elbo.persist.TrainingRecord;
import dev.elbo.schema.Column;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code elbo inspect}. */
@Command(
    name = "inspect",
    description = "Says what a model file holds: a model card. Needs no data.",
    abbreviateSynopsis = true,
    sortOptions = false,
    footer = {"", "Example:", "  ./elbo inspect runs/digits-1 --format markdown > card.md"})
final class InspectCommand implements Callable<Integer> {
  @CommandLine.Parameters(paramLabel = "MODEL", description = ModelArgument.DESCRIPTION)
  private @Nullable ModelArgument modelArgument;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      converter = CardFormat.Words.class,
      completionCandidates = CardFormat.Words.class,
      description = "${COMPLETION-CANDIDATES} (default: text)")
  private @Nullable CardFormat format;

  @Option(names = "--json", description = "the same as --format json: print one JSON object")
  private boolean json;

  @Mixin private CommonOptions common = new CommonOptions();

  @Override
  public Integer call() throws IOException {
    if (json && format != null && format != CardFormat.JSON) {
      throw new UsageException(
          "--json and --format %s: give one of them".formatted(Choice.word(format)));
    }
    CardFormat given = format == null ? CardFormat.TEXT : format;
    ModelCard card = ModelCard.read(ModelArgument.require(modelArgument).file());
    switch (json ? CardFormat.JSON : given) {
      case TEXT -> CardLines.print(common.out(), card);
      case MARKDOWN -> common.out().print(CardMarkdown.of(card));
      case JSON -> common.out().println(Figures.text(json(card)));
    }
    return 0;
  }

  private static Map<String, @Nullable Object> json(ModelCard card) {
    AutoEncoder model = card.model();
    Architecture architecture = model.architecture();
    Parameters parameters = model.parameters();
    TrainingRecord training = model.training();
    Map<String, Object> layers = new LinkedHashMap<>();
    parameters
        .layout()
        .blocks()
        .forEach(block -> layers.put(block.name(), CardLines.shapeOf(block)));
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("file", card.file().toString());
    json.put("formatVersion", ModelFile.FORMAT_VERSION);
    json.put("bytes", card.bytes());
    json.put("written", card.written().toString());
    json.put("version", training.version());
    json.put("parameters", parameters.size());
    json.put("columns", architecture.likelihood().dataSize());
    json.put("hidden", architecture.hidden());
    json.put("latents", architecture.latentSize());
    json.put("activation", Choice.word(architecture.activation()));
    json.put("weights", Choice.word(architecture.weights()));
    json.put("decoder", card.decoder());
    json.put("data", model.data().name());
    json.put("scale", model.data().scale());
    json.put("binarization", Choice.word(model.data().binarization()));
    json.put(
        "imageShape",
        model.data().imageShape().map(s -> List.of(s.height(), s.width())).orElse(null));
    json.put("tableColumns", card.columns().stream().map(InspectCommand::json).toList());
    json.put("trainingRows", training.trainingRows());
    json.put("heldOutRows", training.heldOutRows());
    json.put("dataSha256", training.dataSha256().orElse(null));
    json.put("epoch", training.epoch());
    json.put("heldOutBound", Figures.number(training.heldOutBound().orElse(Double.NaN)));
    json.put("calibration", model.calibration().map(InspectCommand::json).orElse(null));
    json.put("settings", training.settings());
    json.put("notes", card.notes());
    json.put("layers", layers);
    return json;
  }

  private static Map<String, Object> json(Column column) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", column.name());
    json.put("kind", column.kind().word());
    json.put("modelled", column.kind().isModelled());
    json.put("missingShare", column.missingShare());
    json.put("summary", column.type().summary());
    return json;
  }

  private static Map<String, @Nullable Object> json(Calibration calibration) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("rows", calibration.rows());
    json.put("samples", calibration.samples());
    json.put("meanLogLikelihood", Figures.number(calibration.logLikelihood()));
    json.put("smallestPValue", calibration.smallestPValue());
    json.put("usual", calibration.usual().stream().map(Figures::number).toList());
    return json;
  }
}
