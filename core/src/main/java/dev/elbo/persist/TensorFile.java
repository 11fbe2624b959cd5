package dev.elbo.persist;

import dev.elbo.data.DataDescription;
import dev.elbo.model.Vae;
import dev.elbo.nn.Block;
import dev.elbo.nn.Parameters;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;

/**
 * Safetensors files of other tools, whose tensors have names that are not Elbo's. Numbers of 64, 32
 * and 16 bits are read as float32; float32 is written.
 *
 * <p>Beside the tensors stands, where Elbo has written the file, what they cannot tell: {@code
 * elbo.model} and {@code elbo.data} of a model file, without its version and hash, since others may
 * change the numbers.
 */
public final class TensorFile implements Closeable {
  /** What PyTorch's users look for. */
  private static final Map<String, String> FORMAT = Map.of("format", "pt");

  private final Path file;
  private final FileChannel channel;
  private final SafetensorsReader in;

  private TensorFile(Path file, FileChannel channel) throws IOException {
    this.file = file;
    this.channel = channel;
    in = new SafetensorsReader(file, channel, "safetensors file");
    in.tensors().values().forEach(this::requireType);
    new TensorChecks(file, in.tensors(), "safetensors file").requireContiguous(in.dataBytes());
  }

  /**
   * What Elbo has written beside the tensors.
   *
   * @param vae the architecture
   * @param data what rows must look like
   */
  public record Description(Vae vae, DataDescription data) {}

  /**
   * Opens a file and reads its header.
   *
   * @throws ModelFormatException where it is damaged, cut off, a folder, a pickle, or holds other
   *     numbers
   * @throws IOException where it cannot be read
   */
  public static TensorFile open(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new ModelFormatException(file, "a folder; name a safetensors file in it");
    }
    FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
    try {
      return new TensorFile(file, channel);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private void requireType(Tensor tensor) {
    if (FloatType.of(tensor.type()).isEmpty()) {
      throw problem(
          "tensor %s holds %s; parameters are read from %s"
              .formatted(
                  tensor.name(),
                  tensor.type(),
                  Arrays.stream(FloatType.values())
                      .map(Enum::name)
                      .collect(Collectors.joining(", "))));
    }
  }

  /** An exception about this file. */
  public ModelFormatException problem(String what) {
    return new ModelFormatException(file, what);
  }

  /** The names of all tensors. */
  public SortedSet<String> names() {
    return new TreeSet<>(in.tensors().keySet());
  }

  /**
   * The shape of a tensor, such as [500, 784].
   *
   * @throws ModelFormatException where there is none of this name; the message lists those there
   *     are
   */
  public List<Long> shape(String name) {
    Tensor tensor = in.tensors().get(name);
    if (tensor == null) {
      throw problem(
          "there is no tensor %s; the file holds %s"
              .formatted(name, names().isEmpty() ? "none" : String.join(", ", names())));
    }
    return tensor.shape();
  }

  /** SHA-256 of the whole file, in hexadecimal digits. */
  public String sha256() throws IOException {
    return in.sha256();
  }

  /** Whether this is a model file of Elbo's own, or a checkpoint. */
  public boolean isOwn() {
    return in.metadata().containsKey(ModelMetadata.FORMAT)
        || in.metadata().containsKey(CheckpointMetadata.FORMAT);
  }

  /**
   * What Elbo has written beside the tensors, where it has written the file.
   *
   * @throws ModelFormatException where that is not valid
   */
  public Optional<Description> description() throws IOException {
    Claims.require(file, in.metadata(), in.dataBytes());
    if (!in.metadata().containsKey(ModelMetadata.MODEL)) {
      return Optional.empty();
    }
    try {
      String model = ModelMetadata.entry(in.metadata(), ModelMetadata.MODEL);
      String data = ModelMetadata.entry(in.metadata(), ModelMetadata.DATA);
      return Optional.of(
          new Description(Vae.of(ModelJson.readArchitecture(model)), ModelJson.readData(data)));
    } catch (IllegalArgumentException | JacksonException e) {
      throw problem(
          "damaged: its description of the model is not valid: " + ModelMetadata.firstLine(e));
    }
  }

  /**
   * Reads the parameters of a model.
   *
   * @param names the tensor of each block; where there is none, the numbers are 0
   * @throws ModelFormatException where a tensor is missing, one too many or of another shape, or
   *     holds a number that is not finite or too large for a float
   */
  public Parameters read(Vae vae, Function<String, Optional<String>> names) throws IOException {
    SortedSet<String> others = names();
    for (Block block : vae.layout().blocks()) {
      Optional<String> name = names.apply(block.name());
      if (name.isPresent()) {
        requireShape(name.get(), block, vae);
        others.remove(name.get());
      }
    }
    if (!others.isEmpty()) {
      throw problem(
          "there is no place for tensor %s of shape %s: a model has linear layers, each with a"
                  .formatted(others.first(), shape(others.first()))
              + " weight and a bias, and nothing else");
    }
    Parameters parameters = Parameters.zeros(vae.layout());
    for (Block block : vae.layout().blocks()) {
      Optional<String> name = names.apply(block.name());
      if (name.isPresent()) {
        in.read(name.get(), parameters.values(), block.offset(), block.size());
        requireFinite(name.get(), parameters.values(), block);
      }
    }
    return parameters;
  }

  private void requireShape(String name, Block block, Vae vae) {
    List<Long> needed = Tensor.of(name, block, 0).shape();
    if (!shape(name).equals(needed)) {
      throw problem(
          "tensor %s has the shape %s where %s of a model %s needs %s"
              .formatted(name, shape(name), block.name(), vae.architecture().widths(), needed));
    }
  }

  private void requireFinite(String name, float[] values, Block block) {
    for (int i = block.offset(); i < block.end(); i++) {
      if (!Float.isFinite(values[i])) {
        throw problem(
            "tensor %s holds, as float32, %s at position %d (counted from 1)"
                .formatted(name, values[i], i - block.offset() + 1));
      }
    }
  }

  /**
   * Writes the parameters of a model and what the tensors cannot tell, whole or not at all.
   *
   * @param names the tensor's name of each block's
   */
  public static void write(Path file, StoredModel model, UnaryOperator<String> names)
      throws IOException {
    Map<String, String> metadata = new LinkedHashMap<>(FORMAT);
    metadata.put(ModelMetadata.MODEL, ModelJson.write(model.vae().architecture()));
    metadata.put(ModelMetadata.DATA, ModelJson.write(model.data()));
    SafetensorsWriter writer = SafetensorsWriter.withoutHash(metadata);
    writer.add(names, model.parameters());
    AtomicFile.write(file, writer::writeTo);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
