package dev.elbo.persist;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Models as safetensors files: each parameter block a named float32 tensor, all else as JSON
 * strings in the header's {@code __metadata__}. Nothing is ever created by class name.
 *
 * <p>docs/file-format.md has every name, shape and key, and a test holds it to that.
 */
public final class ModelFile {
  /** The version that is written, and the newest that is read. */
  public static final int FORMAT_VERSION = 1;

  private ModelFile() {}

  /**
   * Writes a model. The file appears whole or not at all: it is written aside, flushed to the disk
   * and then moved.
   */
  public static void write(Path file, StoredModel model) throws IOException {
    SafetensorsWriter writer = new SafetensorsWriter(ModelMetadata.of(model));
    writer.add("", model.parameters());
    AtomicFile.write(file, writer::writeTo);
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
      return new ModelReader(file, channel).read();
    }
  }
}
