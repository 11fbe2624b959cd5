package dev.elbo.paper.frame;

import java.util.Map;
import java.util.stream.Collectors;

/** Some parts ended without a result. The message names them and says what each said. */
public final class PartsFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  PartsFailedException(Map<String, Throwable> failures, int parts) {
    super(
        "%d of %d parts failed, and the others are kept: %s; the same command tries again"
            .formatted(failures.size(), parts, describe(failures)),
        failures.values().iterator().next());
  }

  private static String describe(Map<String, Throwable> failures) {
    return failures.entrySet().stream()
        .map(entry -> entry.getKey() + ": " + message(entry.getValue()))
        .collect(Collectors.joining("; "));
  }

  private static String message(Throwable failure) {
    return failure.getMessage() == null ? failure.toString() : failure.getMessage();
  }
}
