package dev.elbo.paper.frame;

import java.io.IOException;

/**
 * The unit of work and of resumption: a pure function of its settings, the seed among them, that
 * computes on the thread that calls it. What it does must not depend on other parts.
 *
 * @param name of its files: small letters, digits and hyphens
 * @param settings all that its result depends on
 * @param work what it does
 */
public record Part(String name, Settings settings, Work work) {

  /** What a part does. */
  public interface Work {

    /**
     * Computes the result.
     *
     * @throws IOException where data cannot be read, or a model or curve not be written
     */
    Table run(PartContext context) throws IOException;
  }

  public Part {
    if (!name.matches("[a-z0-9-]+")) {
      throw new IllegalArgumentException(
          "a part's name has small letters, digits and hyphens, unlike \"%s\"".formatted(name));
    }
  }
}
