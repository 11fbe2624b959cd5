package dev.elbo.cli.option;

import dev.elbo.cli.console.UsageException;
import dev.elbo.exchange.LayerNames;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which tensor of another tool's file is which. A mixin. */
public final class LayerMap {
  @Option(
      names = "--map",
      paramLabel = "OURS=THEIRS",
      description = {
        "a layer's name here and there, such as encoder.mean=fc21;",
        "once a layer, or the name of a file of such lines"
      })
  private @Nullable List<String> pairs;

  /**
   * The names asked for, if any.
   *
   * @throws UsageException where they are not those of a model
   * @throws IOException where a file of them cannot be read
   */
  public Optional<LayerNames> names() throws IOException {
    if (pairs == null) {
      return Optional.empty();
    }
    List<String> lines = new ArrayList<>();
    for (String pair : pairs) {
      if (pair.contains("=")) {
        lines.add(pair);
      } else {
        lines.addAll(lines(Path.of(pair)));
      }
    }
    try {
      return Optional.of(LayerNames.parse(lines));
    } catch (IllegalArgumentException e) {
      throw new UsageException("--map: " + e.getMessage());
    }
  }

  private static List<String> lines(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new UsageException(
          "--map %s: neither a pair OURS=THEIRS nor a file of such lines".formatted(file));
    }
    try {
      return Files.readAllLines(file);
    } catch (MalformedInputException e) {
      throw new UsageException("--map %s: the file is no text in UTF-8".formatted(file));
    }
  }
}
