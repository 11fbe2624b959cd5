package dev.elbo.cli.option;

import dev.elbo.AutoEncoder;
import dev.elbo.cli.console.UsageException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** {@code --latents}: which of a model's latents to show. A mixin. */
public final class LatentsOption {
  @Option(
      names = "--latents",
      paramLabel = "I,J",
      hideParamSyntax = true,
      split = ",",
      description = "from 1 on (default: the most active)")
  private @Nullable List<Integer> latents;

  /** What the user gave, counted from 1. */
  public @Nullable List<Integer> given() {
    return latents;
  }

  /**
   * The latents asked for, counted from 0, where any were.
   *
   * @throws UsageException where the model has no such latent, or one is named twice
   */
  public Optional<List<Integer>> of(AutoEncoder model) {
    if (latents == null) {
      return Optional.empty();
    }
    int size = model.architecture().latentSize();
    for (int latent : latents) {
      if (latent < 1 || latent > size) {
        throw new UsageException(
            "--latents: there is no latent %d; the model has %d, counted from 1"
                .formatted(latent, size));
      }
    }
    if (new HashSet<>(latents).size() < latents.size()) {
      throw new UsageException(
          "--latents %s: a latent is named twice"
              .formatted(latents.stream().map(String::valueOf).collect(Collectors.joining(","))));
    }
    return Optional.of(latents.stream().map(latent -> latent - 1).toList());
  }
}
