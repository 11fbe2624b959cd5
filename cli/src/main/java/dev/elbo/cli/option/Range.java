package dev.elbo.cli.option;

import dev.elbo.cli.console.UsageException;
import org.jspecify.annotations.Nullable;

/** Numbers of which a command takes some only. */
public final class Range {
  private Range() {}

  /**
   * Rejects a number that was given and is too small or too large.
   *
   * @throws UsageException that names the option
   */
  public static void require(String option, @Nullable Integer value, int least, int most) {
    if (value == null || (value >= least && value <= most)) {
      return;
    }
    throw new UsageException(
        most == Integer.MAX_VALUE
            ? "%s must be %d or more, not %d".formatted(option, least, value)
            : "%s must be between %d and %d, not %d".formatted(option, least, most, value));
  }
}
