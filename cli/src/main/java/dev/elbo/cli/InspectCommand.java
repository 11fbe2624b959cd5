package dev.elbo.cli;

import dev.elbo.AutoEncoder;
import dev.elbo.cli.option.Choice;
import dev.elbo.cli.option.CommonOptions;
import dev.elbo.cli.option.ModelArgument;
import dev.elbo.cli.text.Labelled;
import dev.elbo.data.Binarization;
import dev.elbo.data.DataDescription;
import dev.elbo.distribution.DiagonalGaussian;
import dev.elbo.distribution.Likelihood;
import dev.elbo.distribution.MixedLikelihood;
import dev.elbo.model.Architecture;
import dev.elbo.nn.Block;
import dev.elbo.nn.Parameters;
import dev.elbo.persist.ModelFile;
import dev.elbo.persist.TrainingRecord;
import dev.elbo.picture.text.Numbers;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code elbo inspect}. */
@Command(
    name = "inspect",
    description = "Says what a model file holds. Needs no data.",
    abbreviateSynopsis = true,
    sortOptions = false,
    footer = {"", "Example:", "  ./elbo inspect runs/digits-1"})
final class InspectCommand implements Callable<Integer> {
  @CommandLine.Parameters(paramLabel = "MODEL", description = ModelArgument.DESCRIPTION)
  private @Nullable ModelArgument modelArgument;

  @Option(names = "--json", description = "print one JSON object")
  private boolean json;

  @Mixin private CommonOptions common = new CommonOptions();

  @Override
  public Integer call() throws IOException {
    Path file = ModelArgument.require(modelArgument).file();
    AutoEncoder model = AutoEncoder.load(file);
    if (json) {
      common.out().println(Figures.text(json(file, model)));
    } else {
      print(common.out(), file, model);
    }
    return 0;
  }

  private static void print(PrintWriter out, Path file, AutoEncoder model) throws IOException {
    Architecture architecture = model.architecture();
    Parameters parameters = model.parameters();
    line(
        out,
        "model",
        "%s   safetensors, format %d of Elbo, %s bytes"
            .formatted(file, ModelFile.FORMAT_VERSION, Numbers.whole(Files.size(file))));
    line(
        out,
        "network",
        "%s, %s, %s%s"
            .formatted(
                architecture.widths(),
                Choice.word(architecture.activation()),
                Numbers.counted(parameters.size(), "parameter"),
                architecture.weights() == Architecture.Weights.TIED ? ", tied" : ""));
    line(out, "decoder", decoder(architecture.likelihood()));
    line(out, "data", data(model.data()));
    line(out, "training", training(model.training()));
    lines(
        out,
        "settings",
        model.training().settings().entrySet().stream()
            .map(entry -> "%-32s %s".formatted(entry.getKey(), entry.getValue())));
    lines(
        out,
        "layers",
        parameters.layout().blocks().stream()
            .map(block -> "%-32s %s".formatted(block.name(), shape(block))));
  }

  /** The label stands before the first line only. */
  private static void lines(PrintWriter out, String label, Stream<String> texts) {
    String before = label;
    for (String text : texts.toList()) {
      line(out, before, text.stripTrailing());
      before = "";
    }
  }

  private static void line(PrintWriter out, String label, String text) {
    out.println(Labelled.line(label, text));
  }

  private static String shape(Block block) {
    return shapeOf(block).stream().map(Numbers::whole).collect(Collectors.joining(" × "));
  }

  private static List<Integer> shapeOf(Block block) {
    return block.isBias() ? List.of(block.columns()) : List.of(block.rows(), block.columns());
  }

  private static String decoder(Likelihood likelihood) {
    if (likelihood instanceof MixedLikelihood) {
      return likelihood.toString();
    }
    return likelihood instanceof DiagonalGaussian gaussian
        ? "Gaussian, log σ² %s within %s…%s, means %s"
            .formatted(
                Choice.word(gaussian.variance()),
                Numbers.plain(gaussian.bounds().lower()),
                Numbers.plain(gaussian.bounds().upper()),
                Choice.word(gaussian.meanRange()))
        : likelihood.getClass().getSimpleName();
  }

  private static String data(DataDescription data) {
    return "%s   %s%s%s%s"
        .formatted(
            data.name(),
            Numbers.counted(data.columns(), "column"),
            data.imageShape()
                .map(shape -> ", images of %d × %d".formatted(shape.height(), shape.width()))
                .orElse(""),
            data.scale() == 1 ? "" : ", bytes ÷ " + Numbers.plain(data.scale()),
            data.binarization() == Binarization.NONE
                ? ""
                : ", binarised: " + Choice.word(data.binarization()));
  }

  private static String training(TrainingRecord training) {
    if (training.epoch() == 0) {
      return "elsewhere; imported by Elbo " + training.version();
    }
    return "%s, %s held out; epoch %d%s; Elbo %s"
        .formatted(
            Numbers.rows(training.trainingRows()),
            Numbers.whole(training.heldOutRows()),
            training.epoch(),
            training.heldOutBound().isPresent()
                ? "; held-out bound " + Numbers.fixed(training.heldOutBound().getAsDouble(), 2)
                : "",
            training.version());
  }

  private static Map<String, @Nullable Object> json(Path file, AutoEncoder model)
      throws IOException {
    Architecture architecture = model.architecture();
    Parameters parameters = model.parameters();
    TrainingRecord training = model.training();
    Map<String, Object> layers = new LinkedHashMap<>();
    parameters.layout().blocks().forEach(block -> layers.put(block.name(), shapeOf(block)));
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("file", file.toString());
    json.put("formatVersion", ModelFile.FORMAT_VERSION);
    json.put("bytes", Files.size(file));
    json.put("version", training.version());
    json.put("parameters", parameters.size());
    json.put("columns", architecture.likelihood().dataSize());
    json.put("hidden", architecture.hidden());
    json.put("latents", architecture.latentSize());
    json.put("activation", Choice.word(architecture.activation()));
    json.put("weights", Choice.word(architecture.weights()));
    json.put("decoder", decoder(architecture.likelihood()));
    json.put("data", model.data().name());
    json.put("scale", model.data().scale());
    json.put("binarization", Choice.word(model.data().binarization()));
    json.put(
        "imageShape",
        model.data().imageShape().map(s -> List.of(s.height(), s.width())).orElse(null));
    json.put("trainingRows", training.trainingRows());
    json.put("heldOutRows", training.heldOutRows());
    json.put("epoch", training.epoch());
    json.put("heldOutBound", Figures.number(training.heldOutBound().orElse(Double.NaN)));
    json.put("settings", training.settings());
    json.put("layers", layers);
    return json;
  }
}
