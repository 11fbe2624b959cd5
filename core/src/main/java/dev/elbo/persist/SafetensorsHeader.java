package dev.elbo.persist;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The JSON header of a safetensors file: its tensors by name, and metadata of strings. */
record SafetensorsHeader(Map<String, Tensor> tensors, Map<String, String> metadata) {
  private static final String METADATA = "__metadata__";

  static final JsonMapper JSON =
      JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  /** The header as bytes, padded with spaces to a multiple of 8. */
  byte[] bytes() {
    ObjectNode root = JSON.createObjectNode();
    ObjectNode strings = root.putObject(METADATA);
    metadata.forEach(strings::put);
    for (Tensor tensor : tensors.values()) {
      ObjectNode entry = root.putObject(tensor.name());
      entry.put("dtype", tensor.type());
      var shape = entry.putArray("shape");
      tensor.shape().forEach(shape::add);
      entry.putArray("data_offsets").add(tensor.begin()).add(tensor.end());
    }
    byte[] json = JSON.writeValueAsBytes(root);
    byte[] padded = new byte[(json.length + 7) / 8 * 8];
    Arrays.fill(padded, (byte) ' ');
    System.arraycopy(json, 0, padded, 0, json.length);
    return padded;
  }

  /**
   * Reads a header as it stands; what it says of the tensors is still to be {@linkplain
   * TensorChecks checked}.
   *
   * @throws ModelFormatException that says what is wrong
   */
  static SafetensorsHeader parse(Path file, byte[] bytes) {
    JsonNode root;
    try {
      root = JSON.readTree(new String(bytes, StandardCharsets.UTF_8));
    } catch (JacksonException e) {
      throw new ModelFormatException(
          file, "damaged or no safetensors file: its header is no JSON object");
    }
    if (!root.isObject()) {
      throw new ModelFormatException(
          file, "damaged or no safetensors file: its header is no JSON object");
    }
    Map<String, Tensor> tensors = new TreeMap<>();
    Map<String, String> metadata = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : root.properties()) {
      if (entry.getKey().equals(METADATA)) {
        readMetadata(file, entry.getValue(), metadata);
      } else {
        tensors.put(entry.getKey(), tensor(file, entry.getKey(), entry.getValue()));
      }
    }
    return new SafetensorsHeader(tensors, metadata);
  }

  private static void readMetadata(Path file, JsonNode node, Map<String, String> metadata) {
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      if (!entry.getValue().isString()) {
        throw new ModelFormatException(
            file, "damaged: the header's metadata %s is no string".formatted(entry.getKey()));
      }
      metadata.put(entry.getKey(), entry.getValue().asString());
    }
  }

  private static Tensor tensor(Path file, String name, JsonNode entry) {
    List<Long> shape = numbers(file, name, entry.path("shape"));
    List<Long> offsets = numbers(file, name, entry.path("data_offsets"));
    if (!entry.path("dtype").isString() || offsets.size() != 2) {
      throw malformed(file, name);
    }
    return new Tensor(name, entry.path("dtype").asString(), shape, offsets.get(0), offsets.get(1));
  }

  private static List<Long> numbers(Path file, String name, JsonNode array) {
    List<Long> numbers = new ArrayList<>();
    if (!array.isArray()) {
      throw malformed(file, name);
    }
    for (JsonNode element : array) {
      if (!element.isIntegralNumber() || !element.canConvertToLong() || element.asLong() < 0) {
        throw malformed(file, name);
      }
      numbers.add(element.asLong());
    }
    return numbers;
  }

  private static ModelFormatException malformed(Path file, String name) {
    return new ModelFormatException(
        file, "damaged: the header's entry of tensor " + name + " is malformed");
  }
}
