package dev.elbo.persist;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Checkpoints as safetensors files: parameters under the names that they have in a {@link
 * ModelFile}, the best ones and the optimiser's memory beside them, the epochs so far as tables,
 * all else as JSON strings in the header's {@code __metadata__}.
 */
public final class CheckpointFile {
  /** The version that is written, and the newest that is read. */
  public static final int FORMAT_VERSION = 1;

  private CheckpointFile() {}

  /** Writes a checkpoint, whole or not at all: whatever fails, the one before stays. */
  public static void write(Path file, Checkpoint checkpoint) throws IOException {
    SafetensorsWriter writer = new SafetensorsWriter(CheckpointMetadata.of(checkpoint));
    CheckpointTensors.write(checkpoint, writer);
    AtomicFile.write(file, writer::writeTo);
  }

  /**
   * Reads a checkpoint.
   *
   * @throws ModelFormatException where the file is damaged, cut off, of another kind, or of a newer
   *     version
   * @throws IOException where it cannot be read
   */
  public static Checkpoint read(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      return new CheckpointReader(file, channel).read();
    }
  }
}
