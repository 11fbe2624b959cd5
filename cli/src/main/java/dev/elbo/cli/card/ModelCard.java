package dev.elbo.cli.card;

import dev.elbo.AutoEncoder;
import dev.elbo.cli.option.Choice;
import dev.elbo.data.Binarization;
import dev.elbo.data.DataDescription;
import dev.elbo.distribution.DiagonalGaussian;
import dev.elbo.distribution.Likelihood;
import dev.elbo.distribution.MixedLikelihood;
import dev.elbo.model.Architecture;
import dev.elbo.persist.ModelFile;
import dev.elbo.persist.TrainingRecord;
import dev.elbo.picture.text.Numbers;
import dev.elbo.preprocessing.Preprocessing;
import dev.elbo.schema.Column;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a model's file says of the model, in words; no data are needed.
 *
 * @param file as the user named it
 * @param bytes its size
 * @param written the file's own time: there is no date in a model, so that the same run gives the
 *     same bytes
 * @param model what it holds
 */
public record ModelCard(Path file, long bytes, Instant written, AutoEncoder model) {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

  /**
   * Reads a model file.
   *
   * @throws dev.elbo.persist.ModelFormatException where it is damaged or of another kind
   * @throws IOException where it cannot be read
   */
  public static ModelCard read(Path file) throws IOException {
    AutoEncoder model = AutoEncoder.load(file);
    return new ModelCard(
        file, Files.size(file), Files.getLastModifiedTime(file).toInstant(), model);
  }

  String format() {
    return "safetensors, format %d of Elbo, %s bytes"
        .formatted(ModelFile.FORMAT_VERSION, Numbers.whole(bytes));
  }

  String time() {
    return TIME.format(written) + " by the file's own time, as a model holds no date";
  }

  String network() {
    Architecture architecture = model.architecture();
    return "%s, %s, %s%s"
        .formatted(
            architecture.widths(),
            Choice.word(architecture.activation()),
            Numbers.counted(model.parameters().size(), "parameter"),
            architecture.weights() == Architecture.Weights.TIED ? ", tied" : "");
  }

  /** p(x|z). */
  public String decoder() {
    Likelihood likelihood = model.architecture().likelihood();
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

  String data() {
    DataDescription data = model.data();
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

  /** Whether another tool has trained it. */
  boolean imported() {
    return model.training().epoch() == 0;
  }

  String training() {
    TrainingRecord training = model.training();
    if (imported()) {
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

  String dataSha256() {
    return model.training().dataSha256().orElse("not recorded");
  }

  /** The columns of the table, where it was trained on one. */
  public List<Column> columns() {
    return model
        .data()
        .preprocessing()
        .map(Preprocessing::schema)
        .map(schema -> schema.columns())
        .orElse(List.of());
  }

  /** What scores of usual rows are. */
  Optional<String> scores() {
    return model
        .calibration()
        .map(
            found ->
                "log p(x) %s nats per row in the table's own units, %s; %s kept for calibration: p-values from %s"
                    .formatted(
                        Numbers.fixed(found.logLikelihood(), 2),
                        Numbers.counted(found.samples(), "draw") + " a row",
                        Numbers.rows(found.rows()),
                        Numbers.fixed(found.smallestPValue(), 4)));
  }

  /** What to know before figures are compared. */
  public List<String> notes() {
    return CardNotes.of(this);
  }
}
