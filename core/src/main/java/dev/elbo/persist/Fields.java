package dev.elbo.persist;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * The fields of a JSON object, each asked for once by name and type. What is missing, not valid or
 * never asked for is an {@link IllegalArgumentException} that names it.
 */
final class Fields {
  private final JsonNode node;
  private final Set<String> asked = new HashSet<>();

  private Fields(JsonNode node) {
    this.node = node;
  }

  static Fields of(String json) {
    return new Fields(SafetensorsHeader.JSON.readTree(json));
  }

  Fields object(String name) {
    return new Fields(field(name));
  }

  /** Whether there is such a field. */
  boolean has(String name) {
    return !field(name).isMissingNode();
  }

  /** An object that may be left out. */
  Optional<Fields> optionalObject(String name) {
    JsonNode value = field(name);
    return value.isMissingNode() ? Optional.empty() : Optional.of(new Fields(value));
  }

  /** The objects of an array, none where it is left out. */
  List<Fields> objects(String name) {
    List<Fields> objects = new ArrayList<>();
    field(name).forEach(element -> objects.add(new Fields(element)));
    return objects;
  }

  private JsonNode field(String name) {
    asked.add(name);
    return node.path(name);
  }

  int integer(String name) {
    JsonNode value = field(name);
    return (int) whole(name, value, value.canConvertToInt());
  }

  /** A number that may be left out. */
  OptionalInt optionalInteger(String name) {
    return field(name).isMissingNode() ? OptionalInt.empty() : OptionalInt.of(integer(name));
  }

  /** The whole numbers of an array, none where it is left out. */
  List<Integer> integers(String name) {
    List<Integer> integers = new ArrayList<>();
    for (JsonNode value : field(name)) {
      integers.add((int) whole(name, value, value.canConvertToInt()));
    }
    return integers;
  }

  /** The numbers of an array, none where it is left out. */
  List<Double> numbers(String name) {
    List<Double> numbers = new ArrayList<>();
    for (JsonNode value : field(name)) {
      if (!value.isNumber()) {
        throw invalid(name);
      }
      numbers.add(value.asDouble(Double.NaN));
    }
    return numbers;
  }

  long wholeNumber(String name) {
    JsonNode value = field(name);
    return whole(name, value, value.canConvertToLong());
  }

  private static long whole(String name, JsonNode value, boolean fits) {
    if (!value.isIntegralNumber() || !fits) {
      throw invalid(name);
    }
    return value.asLong();
  }

  double number(String name) {
    JsonNode value = field(name);
    if (!value.isNumber()) {
      throw invalid(name);
    }
    return value.asDouble(Double.NaN);
  }

  /** A number that may be left out. */
  OptionalDouble optionalNumber(String name) {
    return field(name).isMissingNode() ? OptionalDouble.empty() : OptionalDouble.of(number(name));
  }

  boolean truth(String name) {
    JsonNode value = field(name);
    if (!value.isBoolean()) {
      throw invalid(name);
    }
    return value.asBoolean();
  }

  String text(String name) {
    return text(name, field(name));
  }

  private static String text(String name, JsonNode value) {
    if (!value.isString()) {
      throw invalid(name);
    }
    return value.asString();
  }

  /** A text, empty where it is left out. */
  String textOrEmpty(String name) {
    return field(name).asString("");
  }

  /** The texts of an array, none where it is left out. */
  List<String> texts(String name) {
    List<String> texts = new ArrayList<>();
    field(name).forEach(value -> texts.add(text(name, value)));
    return texts;
  }

  /** The texts of an object by their names, in order, none where it is left out. */
  Map<String, String> textsByName(String name) {
    Map<String, String> texts = new LinkedHashMap<>();
    field(name)
        .properties()
        .forEach(entry -> texts.put(entry.getKey(), entry.getValue().asString("")));
    return texts;
  }

  <E extends Enum<E>> E constant(Class<E> type, String name) {
    String text = text(name);
    for (E constant : type.getEnumConstants()) {
      if (word(constant).equals(text)) {
        return constant;
      }
    }
    throw unknown(name, text);
  }

  /** A constant as it is written. */
  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  /** Rejects fields that nobody has asked for: what they say would be lost. */
  void requireNoOthers() {
    node.properties()
        .forEach(
            field -> {
              if (!asked.contains(field.getKey())) {
                throw new IllegalArgumentException("unknown field \"" + field.getKey() + "\"");
              }
            });
  }

  static IllegalArgumentException unknown(String name, String text) {
    return new IllegalArgumentException("unknown %s \"%s\"".formatted(name, text));
  }

  static IllegalArgumentException invalid(String name) {
    return new IllegalArgumentException("no valid " + name);
  }
}
