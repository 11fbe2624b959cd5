package dev.elbo.persist;

import dev.elbo.model.Vae;
import dev.elbo.nn.Parameters;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** Reads a model from a file that may be anything. */
final class ModelReader {
  private final Path file;
  private final FileChannel channel;

  ModelReader(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  StoredModel read() throws IOException {
    SafetensorsReader in = new SafetensorsReader(file, channel, "model");
    ModelMetadata.requireVersion(file, in.metadata());
    TensorChecks checks = new TensorChecks(file, in.tensors(), "model");
    checks.requireContiguous(in.dataBytes());
    Claims.require(file, in.metadata(), in.dataBytes());
    ModelMetadata metadata = ModelMetadata.read(file, in.metadata());
    Vae vae = metadata.vae();
    checks.require("", vae.layout());
    checks.requireNoOthers();
    Parameters parameters = in.parameters("", vae.layout());
    checks.requireFinite("", parameters);
    in.requireIntact();
    return new StoredModel(
        vae, parameters, metadata.data(), metadata.training(), metadata.calibration());
  }
}
