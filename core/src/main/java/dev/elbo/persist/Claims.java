package dev.elbo.persist;

import java.nio.file.Path;
import java.util.Map;
import tools.jackson.core.JacksonException;

/**
 * How large a model is by its description, held against the file before anything is made of that
 * size. Each hidden layer and each level of a category has a bias among the tensors, so together
 * they are fewer than the file's numbers.
 */
final class Claims {
  private Claims() {}

  /**
   * Checks the description of an architecture. Whether it is valid at all is for {@link ModelJson}
   * to say.
   *
   * @param bytes of all tensors
   * @throws ModelFormatException where the tensors cannot hold so many layers and levels
   */
  static void require(Path file, Map<String, String> metadata, long bytes) {
    int layers;
    long levels = 0;
    try {
      Fields model = Fields.of(ModelMetadata.entry(metadata, ModelMetadata.MODEL));
      layers = model.integers("hidden").size();
      for (Fields column : model.object("likelihood").objects("columns")) {
        levels += column.optionalInteger("levels").orElse(0);
      }
    } catch (IllegalArgumentException | JacksonException e) {
      return;
    }
    if (layers + levels > bytes / Float.BYTES) {
      throw new ModelFormatException(
          file,
          "damaged: its description claims %d hidden layers and %d levels of categories, more than"
                  .formatted(layers, levels)
              + " its %d bytes of tensors can hold".formatted(bytes));
    }
  }
}
