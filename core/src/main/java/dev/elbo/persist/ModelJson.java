package dev.elbo.persist;

import dev.elbo.data.Binarization;
import dev.elbo.data.DataDescription;
import dev.elbo.data.ImageShape;
import dev.elbo.eval.Calibration;
import dev.elbo.model.Architecture;
import dev.elbo.nn.Activation;
import dev.elbo.preprocessing.Preprocessing;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Architecture, data description and training record as JSON objects, and back. What is missing or
 * not valid is an {@link IllegalArgumentException} that names it.
 */
final class ModelJson {
  private static final JsonMapper JSON = SafetensorsHeader.JSON;

  private ModelJson() {}

  static String write(Architecture a) {
    ObjectNode node = JSON.createObjectNode();
    LikelihoodJson.write(a.likelihood(), node.putObject("likelihood"));
    a.hidden().forEach(node.putArray("hidden")::add);
    node.put("latent_size", a.latentSize());
    node.put("activation", Fields.word(a.activation()));
    node.put("weights", Fields.word(a.weights()));
    LikelihoodJson.writeBounds(a.encoderBounds(), node.putObject("encoder_log_variance"));
    return JSON.writeValueAsString(node);
  }

  static Architecture readArchitecture(String json) {
    Fields fields = Fields.of(json);
    return new Architecture(
        LikelihoodJson.read(fields.object("likelihood")),
        fields.integers("hidden"),
        fields.integer("latent_size"),
        fields.constant(Activation.class, "activation"),
        fields.constant(Architecture.Weights.class, "weights"),
        LikelihoodJson.readBounds(fields.object("encoder_log_variance")));
  }

  static String write(DataDescription data) {
    ObjectNode node = JSON.createObjectNode();
    node.put("name", data.name());
    node.put("columns", data.columns());
    node.put("scale", data.scale());
    node.put("binarization", Fields.word(data.binarization()));
    data.imageShape().ifPresent(s -> node.putArray("image_shape").add(s.height()).add(s.width()));
    data.preprocessing()
        .ifPresent(p -> PreprocessingJson.write(p, node.putObject("preprocessing")));
    return JSON.writeValueAsString(node);
  }

  static DataDescription readData(String json) {
    Fields fields = Fields.of(json);
    float scale = (float) fields.number("scale");
    if (!(scale > 0 && scale < Float.POSITIVE_INFINITY)) {
      throw Fields.invalid("scale");
    }
    int columns = fields.integer("columns");
    return new DataDescription(
        fields.textOrEmpty("name"),
        columns,
        scale,
        fields.constant(Binarization.class, "binarization"),
        imageShape(fields, columns),
        preprocessing(fields, columns));
  }

  private static Optional<Preprocessing> preprocessing(Fields fields, int columns) {
    Optional<Preprocessing> read =
        fields.optionalObject("preprocessing").map(PreprocessingJson::read);
    read.ifPresent(
        p -> {
          if (p.transforms().size() != columns) {
            throw new IllegalArgumentException(
                "preprocessing of %d columns for %d".formatted(p.transforms().size(), columns));
          }
        });
    return read;
  }

  private static Optional<ImageShape> imageShape(Fields fields, int columns) {
    if (!fields.has("image_shape")) {
      return Optional.empty();
    }
    List<Integer> sides = fields.integers("image_shape");
    if (sides.size() != 2) {
      throw Fields.invalid("image_shape");
    }
    int height = sides.get(0);
    int width = sides.get(1);
    if ((long) height * width != columns) {
      throw new IllegalArgumentException(
          "image_shape %d × %d for %d columns".formatted(height, width, columns));
    }
    return Optional.of(new ImageShape(height, width));
  }

  static String write(Calibration calibration) {
    ObjectNode node = JSON.createObjectNode();
    node.put("samples", calibration.samples());
    calibration.usual().forEach(node.putArray("usual")::add);
    node.put("log_likelihood", calibration.logLikelihood());
    calibration.strangeness().forEach(node.putArray("strangeness")::add);
    return JSON.writeValueAsString(node);
  }

  static Calibration readCalibration(String json) {
    Fields fields = Fields.of(json);
    return new Calibration(
        fields.integer("samples"),
        fields.numbers("usual"),
        fields.number("log_likelihood"),
        fields.numbers("strangeness"));
  }

  static String write(TrainingRecord training) {
    ObjectNode node = JSON.createObjectNode();
    node.put("version", training.version());
    node.put("training_rows", training.trainingRows());
    node.put("held_out_rows", training.heldOutRows());
    training.dataSha256().ifPresent(sha256 -> node.put("data_sha256", sha256));
    node.put("epoch", training.epoch());
    putFinite(node, "held_out_bound", training.heldOutBound());
    ObjectNode settings = node.putObject("settings");
    training.settings().forEach(settings::put);
    return JSON.writeValueAsString(node);
  }

  /** JSON has no NaN: such a number is left out. */
  private static void putFinite(ObjectNode node, String key, OptionalDouble value) {
    if (value.isPresent() && Double.isFinite(value.getAsDouble())) {
      node.put(key, value.getAsDouble());
    }
  }

  static TrainingRecord readTraining(String json) {
    Fields fields = Fields.of(json);
    return new TrainingRecord(
        fields.textOrEmpty("version"),
        fields.integer("training_rows"),
        fields.integer("held_out_rows"),
        fields.has("data_sha256") ? Optional.of(fields.text("data_sha256")) : Optional.empty(),
        fields.integer("epoch"),
        fields.optionalNumber("held_out_bound"),
        fields.textsByName("settings"));
  }
}
