package dev.elbo.paper.frame;

import dev.elbo.data.DataException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The folder of an experiment: {@code parts/NAME.csv} for each finished part, {@code models} and
 * {@code curves} for what parts leave beside, and what they add up to.
 *
 * @param path need not exist
 */
record ResultFolder(Path path) {
  private static final String CSV = ".csv";

  private Path parts() {
    return path.resolve("parts");
  }

  Path part(String name) {
    return parts().resolve(name + CSV);
  }

  Path model(String part) {
    return path.resolve("models").resolve(part + ".safetensors");
  }

  Path curve(String part) {
    return path.resolve("curves").resolve(part + CSV);
  }

  void create() throws IOException {
    for (String folder : List.of("parts", "models", "curves")) {
      Files.createDirectories(path.resolve(folder));
    }
  }

  /**
   * Those of the parts that are finished, by name.
   *
   * @throws DataException where a part here was computed with other settings, or belongs to another
   *     experiment
   */
  Map<String, FinishedPart> finished(List<Part> parts) throws IOException {
    requireNoOther(parts);
    Map<String, FinishedPart> finished = new LinkedHashMap<>();
    for (Part part : parts) {
      Path file = part(part.name());
      if (Files.exists(file)) {
        FinishedPart found = FinishedPart.read(file);
        Optional<String> difference = part.settings().difference(found.settings());
        if (difference.isPresent()) {
          throw new DataException(
              "%s was computed with other settings: %s; name another folder with --out, or remove this one"
                  .formatted(file, difference.get()));
        }
        finished.put(part.name(), found);
      }
    }
    return finished;
  }

  private void requireNoOther(List<Part> parts) throws IOException {
    if (!Files.isDirectory(parts())) {
      return;
    }
    List<Path> known = parts.stream().map(part -> part(part.name())).toList();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(parts(), "*" + CSV)) {
      for (Path file : files) {
        if (!known.contains(file)) {
          throw new DataException(
              "%s belongs to something else; name another folder with --out".formatted(file));
        }
      }
    }
  }
}
