package dev.elbo.persist;

import dev.elbo.data.DataDescription;
import dev.elbo.model.Vae;
import dev.elbo.nn.Block;
import dev.elbo.nn.Parameters;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;

/**
 * Models as safetensors files: each parameter block a named float32 tensor, all else as JSON
 * strings in the header's {@code __metadata__}. Nothing is ever created by class name.
 *
 * <p>Layout: the header's length as 8 bytes (little endian), the header (JSON), the tensors.
 */
public final class ModelFile {
  /** The version that is written, and the newest that is read. */
  public static final int FORMAT_VERSION = 1;

  private static final String FORMAT = "elbo.format_version";
  private static final String MODEL = "elbo.model";
  private static final String DATA = "elbo.data";
  private static final String TRAINING = "elbo.training";

  /** No header of ours comes near; larger ones are damage. */
  private static final long LARGEST_HEADER = 16 << 20;

  private ModelFile() {}

  /**
   * Writes a model. The file appears whole or not at all: it is written aside, flushed to the disk
   * and then moved.
   */
  public static void write(Path file, StoredModel model) throws IOException {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (Block block : model.vae().layout().blocks()) {
      tensors.put(
          block.name(),
          new Tensor(
              block.name(),
              "F32",
              shape(block),
              (long) block.offset() * Float.BYTES,
              (long) block.end() * Float.BYTES));
    }
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put(FORMAT, Integer.toString(FORMAT_VERSION));
    metadata.put(MODEL, ModelJson.write(model.vae().architecture()));
    metadata.put(DATA, ModelJson.write(model.data()));
    metadata.put(TRAINING, ModelJson.write(model.training()));
    byte[] header = new SafetensorsHeader(tensors, metadata).bytes();
    AtomicFile.write(
        file,
        channel -> {
          ByteBuffer length = little(Long.BYTES).putLong(header.length).flip();
          AtomicFile.writeFully(channel, length);
          AtomicFile.writeFully(channel, ByteBuffer.wrap(header));
          writeFloats(channel, model.parameters().values());
        });
  }

  /** A bias is a vector to other readers. */
  private static List<Long> shape(Block block) {
    return isBias(block)
        ? List.of((long) block.columns())
        : List.of((long) block.rows(), (long) block.columns());
  }

  private static boolean isBias(Block block) {
    return block.name().endsWith(".bias");
  }

  private static void writeFloats(FileChannel channel, float[] values) throws IOException {
    ByteBuffer buffer = little(1 << 16);
    int position = 0;
    while (position < values.length) {
      int count = Math.min(values.length - position, buffer.capacity() / Float.BYTES);
      buffer.clear();
      buffer.asFloatBuffer().put(values, position, count);
      AtomicFile.writeFully(channel, buffer.limit(count * Float.BYTES));
      position += count;
    }
  }

  /**
   * Reads a model.
   *
   * @throws ModelFormatException where the file is damaged, cut off, of another kind, or of a newer
   *     version
   * @throws IOException where it cannot be read
   */
  public static StoredModel read(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      long size = channel.size();
      SafetensorsHeader header = readHeader(file, channel, size);
      checkVersion(file, header.metadata());
      Vae vae;
      DataDescription data;
      TrainingRecord training;
      try {
        vae = Vae.of(ModelJson.readArchitecture(header.metadata().getOrDefault(MODEL, "")));
        data = ModelJson.readData(header.metadata().getOrDefault(DATA, ""));
        training = ModelJson.readTraining(header.metadata().getOrDefault(TRAINING, ""));
      } catch (IllegalArgumentException | JacksonException e) {
        throw new ModelFormatException(
            file, "damaged: its description of the model is not valid: " + firstLine(e));
      }
      if (data.columns() != vae.dataSize()) {
        throw new ModelFormatException(
            file,
            "damaged: data of %d columns for a model of %d"
                .formatted(data.columns(), vae.dataSize()));
      }
      checkTensors(file, vae, header.tensors());
      return new StoredModel(
          vae, readParameters(file, channel, vae, header.tensors(), size), data, training);
    }
  }

  private static String firstLine(Exception e) {
    String message = e.getMessage();
    return message == null ? e.toString() : message.lines().findFirst().orElse("");
  }

  private static SafetensorsHeader readHeader(Path file, FileChannel channel, long size)
      throws IOException {
    if (size < Long.BYTES) {
      throw new ModelFormatException(
          file,
          size == 0
              ? "empty file, not a model"
              : "not a model: %d bytes are too few for a safetensors file".formatted(size));
    }
    ByteBuffer length = little(Long.BYTES);
    readFully(channel, length, 0);
    long headerBytes = length.flip().getLong();
    if (headerBytes < 2 || headerBytes > LARGEST_HEADER || headerBytes > size - Long.BYTES) {
      throw new ModelFormatException(
          file,
          ("no safetensors file, damaged or cut off: its first 8 bytes give a header of %s bytes,"
                  + " the file has %d")
              .formatted(Long.toUnsignedString(headerBytes), size));
    }
    ByteBuffer header = ByteBuffer.allocate((int) headerBytes);
    readFully(channel, header, Long.BYTES);
    return SafetensorsHeader.parse(file, header.array(), size - Long.BYTES - headerBytes);
  }

  private static void checkVersion(Path file, Map<String, String> metadata) {
    String version = metadata.get(FORMAT);
    if (version == null) {
      throw new ModelFormatException(
          file, "a safetensors file, but not of Elbo: its metadata has no " + FORMAT);
    }
    if (!version.equals(Integer.toString(FORMAT_VERSION))) {
      throw new ModelFormatException(
          file,
          "written in model format %s; this version of Elbo (%s) reads format %d"
              .formatted(version, Version.current(), FORMAT_VERSION));
    }
  }

  private static void checkTensors(Path file, Vae vae, Map<String, Tensor> tensors) {
    for (Block block : vae.layout().blocks()) {
      Tensor tensor = tensors.get(block.name());
      if (tensor == null) {
        throw new ModelFormatException(file, "damaged: tensor " + block.name() + " is missing");
      }
      if (!tensor.shape().equals(shape(block))) {
        throw new ModelFormatException(
            file,
            "damaged: tensor %s has the shape %s where the model needs %s"
                .formatted(block.name(), tensor.shape(), shape(block)));
      }
    }
    if (tensors.size() != vae.layout().blocks().size()) {
      throw new ModelFormatException(
          file,
          "damaged: %d tensors where the model has %d"
              .formatted(tensors.size(), vae.layout().blocks().size()));
    }
  }

  private static Parameters readParameters(
      Path file, FileChannel channel, Vae vae, Map<String, Tensor> tensors, long size)
      throws IOException {
    Parameters parameters = Parameters.zeros(vae.layout());
    long data = size - (long) parameters.size() * Float.BYTES;
    ByteBuffer buffer = little(1 << 16);
    for (Block block : vae.layout().blocks()) {
      long begin = data + tensors.getOrDefault(block.name(), EMPTY).begin();
      for (int done = 0; done < block.size(); done += buffer.capacity() / Float.BYTES) {
        int count = Math.min(block.size() - done, buffer.capacity() / Float.BYTES);
        buffer.clear().limit(count * Float.BYTES);
        readFully(channel, buffer, begin + (long) done * Float.BYTES);
        buffer.flip().asFloatBuffer().get(parameters.values(), block.offset() + done, count);
      }
    }
    checkFinite(file, parameters);
    return parameters;
  }

  private static final Tensor EMPTY = new Tensor("", "F32", List.of(), 0, 0);

  private static void checkFinite(Path file, Parameters parameters) {
    float[] values = parameters.values();
    for (int i = 0; i < values.length; i++) {
      if (!Float.isFinite(values[i])) {
        Block block = parameters.layout().at(i);
        throw new ModelFormatException(
            file,
            "damaged: tensor %s holds %s at position %d (counted from 1)"
                .formatted(block.name(), values[i], i - block.offset() + 1));
      }
    }
  }

  private static ByteBuffer little(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static void readFully(FileChannel channel, ByteBuffer buffer, long position)
      throws IOException {
    long at = position;
    while (buffer.hasRemaining()) {
      int count = channel.read(buffer, at);
      if (count < 0) {
        throw new EOFException("the file became shorter while it was read");
      }
      at += count;
    }
  }
}
