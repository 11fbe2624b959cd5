package dev.elbo.cli.option;

import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * The words for an enum's constants on the command line: lower case, hyphens. Serves picocli as
 * converter and as list of candidates.
 */
public abstract class Choice<E extends Enum<E>> implements ITypeConverter<E>, Iterable<String> {
  private final List<E> constants;

  Choice(Class<E> type) {
    constants = List.of(type.getEnumConstants());
  }

  /** The word for a constant. */
  public static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  @Override
  public final E convert(String word) {
    return constants.stream()
        .filter(constant -> word(constant).equals(word.toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "'%s' is none of %s"
                        .formatted(
                            word,
                            constants.stream()
                                .map(Choice::word)
                                .collect(Collectors.joining(", ")))));
  }

  @Override
  public final Iterator<String> iterator() {
    return constants.stream().map(Choice::word).iterator();
  }
}
