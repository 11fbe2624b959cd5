package dev.elbo.persist;

import dev.elbo.nn.Block;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.LinkedHashMap;
import java.util.Map;

/** A model as the bytes of a file. */
final class ModelWriter {
  private final StoredModel model;
  private final byte[] header;

  ModelWriter(StoredModel model) {
    this.model = model;
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (Block block : model.vae().layout().blocks()) {
      tensors.put(block.name(), Tensor.of(block));
    }
    header = new SafetensorsHeader(tensors, ModelMetadata.of(model)).bytes();
  }

  void writeTo(FileChannel channel) throws IOException {
    ByteBuffer length = LittleEndian.buffer(Long.BYTES).putLong(header.length).flip();
    AtomicFile.writeFully(channel, length);
    AtomicFile.writeFully(channel, ByteBuffer.wrap(header));
    writeFloats(channel, model.parameters().values());
  }

  private static void writeFloats(FileChannel channel, float[] values) throws IOException {
    ByteBuffer buffer = LittleEndian.buffer(LittleEndian.PIECE);
    int position = 0;
    while (position < values.length) {
      int count = Math.min(values.length - position, buffer.capacity() / Float.BYTES);
      buffer.clear();
      buffer.asFloatBuffer().put(values, position, count);
      AtomicFile.writeFully(channel, buffer.limit(count * Float.BYTES));
      position += count;
    }
  }
}
