package dev.elbo.exchange;

import dev.elbo.data.Binarization;
import dev.elbo.data.DataDescription;
import dev.elbo.model.Architecture;
import dev.elbo.model.Vae;
import dev.elbo.nn.Block;
import dev.elbo.nn.Parameters;
import dev.elbo.persist.StoredModel;
import dev.elbo.persist.TensorFile;
import dev.elbo.persist.TrainingRecord;
import dev.elbo.persist.Version;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Models that PyTorch has trained, from safetensors files of their {@code state_dict}. Widths come
 * from the tensors themselves. Nothing is unpickled.
 *
 * <p>PyTorch's linear layer is Elbo's: y = xWᵀ + b, W (outputs × inputs). The outputs of {@code
 * encoder.log_variance} and {@code decoder.log_variance} must be log σ², which is taken as it
 * stands, without the bounds of models that Elbo trains.
 */
public final class PyTorchImport {
  private static final String LOG_VARIANCE = "decoder.log_variance.bias";

  private PyTorchImport() {}

  /**
   * Reads a model.
   *
   * @throws dev.elbo.persist.ModelFormatException where the file is damaged or a pickle, a tensor
   *     is missing, one too many, or of another shape or type, or a number is not finite
   * @throws IllegalArgumentException where options contradict the tensors
   * @throws IOException where the file cannot be read
   */
  public static StoredModel read(Path file, ImportOptions options) throws IOException {
    try (TensorFile in = TensorFile.open(file)) {
      if (in.isOwn()) {
        throw in.problem("a file of Elbo's own, which needs no import");
      }
      LayerNames names = options.names().orElseGet(() -> usualNames(in));
      Optional<TensorFile.Description> description = in.description();
      Optional<Architecture> written = description.map(known -> known.vae().architecture());
      Vae vae = new LayersOf(in, names, options, written).vae();
      Parameters parameters = in.read(vae, names::of);
      options.logVariance().ifPresent(value -> fill(parameters, (float) value));
      DataDescription data =
          data(file, vae.dataSize(), options, description.map(TensorFile.Description::data));
      return new StoredModel(vae, parameters, data, record(in, file, vae));
    }
  }

  private static LayerNames usualNames(TensorFile in) {
    if (!in.names().contains("encoder.mean.weight")) {
      return LayerNames.PYTORCH_EXAMPLE;
    }
    try {
      return LayerNames.own(in.names());
    } catch (IllegalArgumentException e) {
      throw in.problem("its tensors have Elbo's names, but " + e.getMessage());
    }
  }

  private static void fill(Parameters parameters, float logVariance) {
    for (Block block : parameters.layout().blocks()) {
      if (block.name().equals(LOG_VARIANCE)) {
        Arrays.fill(parameters.values(), block.offset(), block.end(), logVariance);
      }
    }
  }

  private static DataDescription data(
      Path file, int columns, ImportOptions options, Optional<DataDescription> written) {
    options
        .imageShape()
        .filter(shape -> shape.pixels() != columns)
        .ifPresent(
            shape -> {
              throw new IllegalArgumentException(
                  "images of %d × %d are not the model's rows, which have %d columns"
                      .formatted(shape.height(), shape.width(), columns));
            });
    DataDescription usual =
        written
            .filter(data -> data.columns() == columns)
            .orElseGet(
                () ->
                    new DataDescription(
                        "the data of " + file.getFileName(),
                        columns,
                        1,
                        Binarization.NONE,
                        Optional.empty()));
    return new DataDescription(
        usual.name(),
        columns,
        usual.scale(),
        options.binarization().orElse(usual.binarization()),
        options.imageShape().or(usual::imageShape));
  }

  /** Elbo knows nothing of how the model was trained, but which file it came from. */
  private static TrainingRecord record(TensorFile in, Path file, Vae vae) throws IOException {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("imported from", String.valueOf(file.getFileName()));
    settings.put("its sha256", in.sha256());
    settings.put("layers", vae.architecture().widths());
    return new TrainingRecord(Version.current(), 0, 0, 0, OptionalDouble.empty(), settings);
  }
}
