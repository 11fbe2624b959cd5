package dev.elbo.cli.option;

import dev.elbo.AutoEncoder;
import dev.elbo.data.DataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A MODEL on the command line: a model file, or the folder of a run.
 *
 * @param path as the user wrote it
 */
public record ModelArgument(Path path) {
  /** The model file in the folder of a run. */
  public static final String FILE_NAME = "model.safetensors";

  public static final String DESCRIPTION = "a model file or the folder of a run";

  /** From the word on the command line. */
  public static ModelArgument parse(String word) {
    return new ModelArgument(Path.of(word));
  }

  /** What picocli has set, which it has where the argument is not optional. */
  public static ModelArgument require(@Nullable ModelArgument argument) {
    return Objects.requireNonNull(argument, "MODEL");
  }

  /**
   * The model file.
   *
   * @throws DataException where there is none
   */
  public Path file() {
    if (Files.isDirectory(path)) {
      Path file = path.resolve(FILE_NAME);
      if (!Files.isRegularFile(file)) {
        throw new DataException(
            "%s: this folder holds no %s, so it is no finished run; name a model file or the folder of a run"
                .formatted(path, FILE_NAME));
      }
      return file;
    }
    if (!Files.exists(path)) {
      throw new DataException(
          "%s: there is no such model file or run folder (%s)"
              .formatted(path, path.toAbsolutePath().normalize()));
    }
    return path;
  }

  /**
   * Reads the model.
   *
   * @throws DataException where there is none
   * @throws dev.elbo.persist.ModelFormatException where the file is damaged or of another kind
   * @throws IOException where it cannot be read
   */
  public AutoEncoder load() throws IOException {
    return AutoEncoder.load(file());
  }

  @Override
  public String toString() {
    return path.toString();
  }
}
