package dev.elbo.paper.frame;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * All that the result of a part depends on, by name and as text, in order.
 *
 * @param values neither names nor values have line breaks; a name has no colon
 */
public record Settings(Map<String, String> values) {

  public Settings {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    values.forEach(
        (name, value) -> {
          if (name.contains(":") || (name + value).lines().count() > 1) {
            throw new IllegalArgumentException(
                "no setting can be called \"%s\" and be \"%s\"".formatted(name, value));
          }
        });
  }

  /**
   * The components of some records as settings: {@code stepSize} becomes {@code step size}. So
   * nothing that stands in the data an experiment is made from can be forgotten.
   *
   * @throws IllegalArgumentException where two records have different values under one name
   */
  public static Settings of(Record... records) {
    Map<String, String> values = new LinkedHashMap<>();
    for (Record settings : records) {
      for (RecordComponent component : settings.getClass().getRecordComponents()) {
        String name = words(component.getName());
        String value = text(value(component, settings));
        String before = values.putIfAbsent(name, value);
        if (before != null && !before.equals(value)) {
          throw new IllegalArgumentException(
              "the setting %s is %s and %s".formatted(name, before, value));
        }
      }
    }
    return new Settings(values);
  }

  private static Object value(RecordComponent component, Record settings) {
    try {
      component.getAccessor().setAccessible(true); // the records of experiments are not public
      return Objects.requireNonNull(component.getAccessor().invoke(settings));
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException(component + " cannot be read", e);
    }
  }

  private static String words(String camelCase) {
    return camelCase.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
  }

  private static String text(Object value) {
    if (value instanceof Enum<?> constant) {
      return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
    if (value instanceof OptionalInt number) {
      return number.isPresent() ? Integer.toString(number.getAsInt()) : "none";
    }
    if (value instanceof OptionalDouble number) {
      return number.isPresent() ? Double.toString(number.getAsDouble()) : "none";
    }
    return value instanceof List<?> list
        ? list.stream().map(Settings::text).collect(Collectors.joining(", "))
        : value.toString().replace("[]", "");
  }

  /** Where other settings say something else, in words; empty where they are the same. */
  public Optional<String> difference(Settings other) {
    Map<String, String> all = new LinkedHashMap<>(values);
    other.values.forEach(all::putIfAbsent);
    return all.keySet().stream()
        .filter(name -> !Objects.equals(values.get(name), other.values.get(name)))
        .map(name -> "%s is %s and was %s".formatted(name, shown(name), other.shown(name)))
        .findFirst();
  }

  private String shown(String name) {
    return values.getOrDefault(name, "not said");
  }
}
