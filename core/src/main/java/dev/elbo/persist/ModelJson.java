package dev.elbo.persist;

import dev.elbo.data.Binarization;
import dev.elbo.data.DataDescription;
import dev.elbo.data.ImageShape;
import dev.elbo.model.Architecture;
import dev.elbo.nn.Activation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import tools.jackson.databind.JsonNode;
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
    node.put("activation", text(a.activation()));
    node.put("weights", text(a.weights()));
    LikelihoodJson.writeBounds(a.encoderBounds(), node.putObject("encoder_log_variance"));
    return JSON.writeValueAsString(node);
  }

  static Architecture readArchitecture(String json) {
    JsonNode node = JSON.readTree(json);
    List<Integer> hidden = new ArrayList<>();
    node.path("hidden").forEach(width -> hidden.add(asInteger(width, "hidden")));
    return new Architecture(
        LikelihoodJson.read(node.path("likelihood")),
        hidden,
        integer(node, "latent_size"),
        constant(Activation.class, node, "activation"),
        constant(Architecture.Weights.class, node, "weights"),
        LikelihoodJson.readBounds(node.path("encoder_log_variance")));
  }

  static String write(DataDescription data) {
    ObjectNode node = JSON.createObjectNode();
    node.put("name", data.name());
    node.put("columns", data.columns());
    node.put("scale", data.scale());
    node.put("binarization", text(data.binarization()));
    data.imageShape().ifPresent(s -> node.putArray("image_shape").add(s.height()).add(s.width()));
    return JSON.writeValueAsString(node);
  }

  static DataDescription readData(String json) {
    JsonNode node = JSON.readTree(json);
    float scale = (float) number(node, "scale", Double.NaN);
    if (!(scale > 0 && scale < Float.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("no valid scale");
    }
    int columns = integer(node, "columns");
    return new DataDescription(
        node.path("name").asString(""),
        columns,
        scale,
        constant(Binarization.class, node, "binarization"),
        imageShape(node.path("image_shape"), columns));
  }

  private static Optional<ImageShape> imageShape(JsonNode node, int columns) {
    if (node.isMissingNode()) {
      return Optional.empty();
    }
    int height = asInteger(node.path(0), "image_shape");
    int width = asInteger(node.path(1), "image_shape");
    if ((long) height * width != columns) {
      throw new IllegalArgumentException(
          "image_shape %d × %d for %d columns".formatted(height, width, columns));
    }
    return Optional.of(new ImageShape(height, width));
  }

  static String write(TrainingRecord training) {
    ObjectNode node = JSON.createObjectNode();
    node.put("version", training.version());
    node.put("training_rows", training.trainingRows());
    node.put("held_out_rows", training.heldOutRows());
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
    JsonNode node = JSON.readTree(json);
    Map<String, String> settings = new LinkedHashMap<>();
    node.path("settings")
        .properties()
        .forEach(entry -> settings.put(entry.getKey(), entry.getValue().asString("")));
    JsonNode bound = node.path("held_out_bound");
    return new TrainingRecord(
        node.path("version").asString(""),
        integer(node, "training_rows"),
        integer(node, "held_out_rows"),
        integer(node, "epoch"),
        bound.isMissingNode()
            ? OptionalDouble.empty()
            : OptionalDouble.of(number(node, "held_out_bound", Double.NaN)),
        settings);
  }

  static int integer(JsonNode node, String key) {
    return asInteger(node.path(key), key);
  }

  private static int asInteger(JsonNode value, String key) {
    if (!value.isIntegralNumber() || !value.canConvertToInt()) {
      throw new IllegalArgumentException("no valid " + key);
    }
    return value.asInt();
  }

  static double number(JsonNode node, String key, double missing) {
    JsonNode value = node.path(key);
    if (value.isMissingNode()) {
      return missing;
    }
    if (!value.isNumber()) {
      throw new IllegalArgumentException("no valid " + key);
    }
    return value.asDouble(Double.NaN);
  }

  static String text(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  static <E extends Enum<E>> E constant(Class<E> type, JsonNode node, String key) {
    String text = node.path(key).asString("");
    for (E constant : type.getEnumConstants()) {
      if (text(constant).equals(text)) {
        return constant;
      }
    }
    throw new IllegalArgumentException("unknown %s \"%s\"".formatted(key, text));
  }
}
