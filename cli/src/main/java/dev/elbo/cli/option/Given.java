package dev.elbo.cli.option;

import dev.elbo.cli.console.UsageException;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Applies an option only where it was given, so that the library's default stays in force. */
public final class Given {
  private Given() {}

  /**
   * Applies a value.
   *
   * @throws UsageException that names the option where the library refuses the value
   */
  public static <T> void apply(String option, @Nullable T value, Consumer<? super T> setting) {
    if (value == null) {
      return;
    }
    try {
      setting.accept(value);
    } catch (IllegalArgumentException e) {
      throw new UsageException("%s %s: %s".formatted(option, word(value), e.getMessage()));
    }
  }

  /** A value as it stands on the command line. */
  static String word(Object value) {
    if (value instanceof List<?> list) {
      return list.stream().map(String::valueOf).collect(Collectors.joining(","));
    }
    if (value instanceof Double number) {
      return number == Math.rint(number) && Math.abs(number) < 1e15
          ? Long.toString(number.longValue())
          : number.toString();
    }
    return value instanceof Enum<?> constant ? Choice.word(constant) : value.toString();
  }
}
