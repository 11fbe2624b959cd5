package dev.elbo.persist;

import dev.elbo.nn.Block;
import dev.elbo.nn.Parameters;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Tensors and metadata as the bytes of a safetensors file, in the order in which they are added.
 */
final class SafetensorsWriter {
  private final Map<String, String> metadata;
  private final Map<String, Tensor> tensors = new LinkedHashMap<>();
  private final List<AtomicFile.Contents> data = new ArrayList<>();
  private long end;

  SafetensorsWriter(Map<String, String> metadata) {
    this.metadata = metadata;
  }

  /**
   * Adds a tensor for each block of a vector, which is read when the file is written.
   *
   * @param prefix before the blocks' names
   */
  void add(String prefix, Parameters parameters) {
    for (Block block : parameters.layout().blocks()) {
      add(Tensor.of(prefix, block, end));
    }
    data.add(channel -> writeFloats(channel, parameters.values()));
  }

  void add(Table table) {
    add(Tensor.of(table.name(), table.rows(), table.columns(), end));
    data.add(channel -> writeDoubles(channel, table.values()));
  }

  private void add(Tensor tensor) {
    tensors.put(tensor.name(), tensor);
    end = tensor.end();
  }

  void writeTo(FileChannel channel) throws IOException {
    byte[] header = new SafetensorsHeader(tensors, metadata).bytes();
    ByteBuffer length = LittleEndian.buffer(Long.BYTES).putLong(header.length).flip();
    AtomicFile.writeFully(channel, length);
    AtomicFile.writeFully(channel, ByteBuffer.wrap(header));
    for (AtomicFile.Contents contents : data) {
      contents.writeTo(channel);
    }
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

  private static void writeDoubles(FileChannel channel, double[] values) throws IOException {
    ByteBuffer buffer = LittleEndian.buffer(values.length * Double.BYTES);
    buffer.asDoubleBuffer().put(values);
    AtomicFile.writeFully(channel, buffer);
  }
}
