package dev.elbo.persist;

import dev.elbo.train.TrainingState;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** Reads a checkpoint from a file that may be anything. */
final class CheckpointReader {
  private final Path file;
  private final FileChannel channel;

  CheckpointReader(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  Checkpoint read() throws IOException {
    SafetensorsReader in = new SafetensorsReader(file, channel, "checkpoint");
    CheckpointMetadata.requireVersion(file, in.metadata());
    TensorChecks checks = new TensorChecks(file, in.tensors(), "checkpoint");
    checks.requireContiguous(in.dataBytes());
    Claims.require(file, in.metadata(), in.dataBytes());
    CheckpointMetadata metadata = CheckpointMetadata.read(file, in.metadata());
    TrainingState state = CheckpointTensors.read(metadata, in, checks);
    try {
      state.requireFits(
          metadata.vae().layout(), metadata.options(), metadata.rows().trainingRows());
    } catch (IllegalArgumentException e) {
      throw new ModelFormatException(file, "damaged: " + e.getMessage());
    }
    in.requireIntact();
    return new Checkpoint(
        metadata.vae(),
        metadata.data(),
        metadata.rows(),
        metadata.options(),
        metadata.every(),
        state);
  }
}
