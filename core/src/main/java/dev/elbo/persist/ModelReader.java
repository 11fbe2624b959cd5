package dev.elbo.persist;

import dev.elbo.model.Vae;
import dev.elbo.nn.Block;
import dev.elbo.nn.Parameters;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Map;

/**
 * Reads a model from a file that may be anything. Every size is checked against the file's before
 * memory is taken for it.
 */
final class ModelReader {
  /** No header of ours comes near; larger ones are damage. */
  private static final long LARGEST_HEADER = 16 << 20;

  private final Path file;
  private final FileChannel channel;

  ModelReader(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  StoredModel read() throws IOException {
    byte[] json = readHeader();
    long dataBegin = Long.BYTES + (long) json.length;
    SafetensorsHeader header = SafetensorsHeader.parse(file, json);
    ModelMetadata.requireVersion(file, header.metadata());
    TensorChecks.requireContiguous(file, header.tensors().values(), channel.size() - dataBegin);
    ModelMetadata metadata = ModelMetadata.read(file, header.metadata());
    TensorChecks.requireTensorsOf(file, metadata.vae(), header.tensors());
    Parameters parameters = readParameters(metadata.vae(), header.tensors(), dataBegin);
    requireFinite(parameters);
    return new StoredModel(metadata.vae(), parameters, metadata.data(), metadata.training());
  }

  private byte[] readHeader() throws IOException {
    long size = channel.size();
    if (size < Long.BYTES) {
      throw new ModelFormatException(
          file,
          size == 0
              ? "empty file, not a model"
              : "not a model: %d bytes are too few for a safetensors file".formatted(size));
    }
    ByteBuffer length = LittleEndian.buffer(Long.BYTES);
    readFully(length, 0);
    long headerBytes = length.flip().getLong();
    if (headerBytes < 2 || headerBytes > LARGEST_HEADER || headerBytes > size - Long.BYTES) {
      throw new ModelFormatException(
          file,
          ("no safetensors file, damaged or cut off: its first 8 bytes give a header of %s bytes,"
                  + " the file has %d")
              .formatted(Long.toUnsignedString(headerBytes), size));
    }
    ByteBuffer header = ByteBuffer.allocate((int) headerBytes);
    readFully(header, Long.BYTES);
    return header.array();
  }

  private Parameters readParameters(Vae vae, Map<String, Tensor> tensors, long dataBegin)
      throws IOException {
    Parameters parameters = Parameters.zeros(vae.layout());
    ByteBuffer buffer = LittleEndian.buffer(LittleEndian.PIECE);
    for (Block block : vae.layout().blocks()) {
      Tensor tensor = TensorChecks.find(file, tensors, block);
      int done = 0;
      while (done < block.size()) {
        int count = Math.min(block.size() - done, buffer.capacity() / Float.BYTES);
        buffer.clear().limit(count * Float.BYTES);
        readFully(buffer, dataBegin + tensor.begin() + (long) done * Float.BYTES);
        buffer.flip().asFloatBuffer().get(parameters.values(), block.offset() + done, count);
        done += count;
      }
    }
    return parameters;
  }

  private void requireFinite(Parameters parameters) {
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

  private void readFully(ByteBuffer buffer, long position) throws IOException {
    long at = position;
    while (buffer.hasRemaining()) {
      int count = channel.read(buffer, at);
      if (count < 0) {
        throw new EOFException(file + " became shorter while it was read");
      }
      at += count;
    }
  }
}
