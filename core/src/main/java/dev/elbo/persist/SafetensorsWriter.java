package dev.elbo.persist;

import dev.elbo.nn.Block;
import dev.elbo.nn.Parameters;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Tensors and metadata as the bytes of a safetensors file, in the order in which they are added.
 */
final class SafetensorsWriter {
  private final Map<String, String> metadata;
  private final Map<String, Tensor> tensors = new LinkedHashMap<>();
  private final Map<String, ContentHash.Source> data = new LinkedHashMap<>();
  private final boolean hashed;
  private long end;

  /** The {@link ContentHash} is put beside the metadata. */
  SafetensorsWriter(Map<String, String> metadata) {
    this(metadata, true);
  }

  private SafetensorsWriter(Map<String, String> metadata, boolean hashed) {
    this.metadata = metadata;
    this.hashed = hashed;
  }

  /** For numbers that others may change and write with the same metadata. */
  static SafetensorsWriter withoutHash(Map<String, String> metadata) {
    return new SafetensorsWriter(metadata, false);
  }

  /**
   * Adds a tensor for each block of a vector, which is read when the file is written.
   *
   * @param prefix before the blocks' names
   */
  void add(String prefix, Parameters parameters) {
    add(name -> prefix + name, parameters);
  }

  /**
   * Adds a tensor for each block of a vector.
   *
   * @param names the file's name of each block's
   */
  void add(UnaryOperator<String> names, Parameters parameters) {
    for (Block block : parameters.layout().blocks()) {
      add(
          Tensor.of(names.apply(block.name()), block, end),
          sink -> writeFloats(parameters.values(), block.offset(), block.end(), sink));
    }
  }

  void add(TableTensor table) {
    add(
        Tensor.of(table.name(), table.rows(), table.columns(), end),
        sink -> writeDoubles(table.values(), sink));
  }

  private void add(Tensor tensor, ContentHash.Source bytes) {
    tensors.put(tensor.name(), tensor);
    data.put(tensor.name(), bytes);
    end = tensor.end();
  }

  void writeTo(FileChannel channel) throws IOException {
    Map<String, String> all = new LinkedHashMap<>(metadata);
    if (hashed) {
      all.put(ContentHash.KEY, ContentHash.of(metadata, data));
    }
    byte[] header = new SafetensorsHeader(tensors, all).bytes();
    ByteBuffer length = LittleEndian.buffer(Long.BYTES).putLong(header.length).flip();
    AtomicFile.writeFully(channel, length);
    AtomicFile.writeFully(channel, ByteBuffer.wrap(header));
    for (ContentHash.Source bytes : data.values()) {
      bytes.writeTo(piece -> AtomicFile.writeFully(channel, piece));
    }
  }

  private static void writeFloats(float[] values, int from, int to, ContentHash.Sink sink)
      throws IOException {
    ByteBuffer buffer =
        LittleEndian.buffer((int) Math.min(LittleEndian.PIECE, (to - from) * (long) Float.BYTES));
    int position = from;
    while (position < to) {
      int count = Math.min(to - position, buffer.capacity() / Float.BYTES);
      buffer.clear();
      buffer.asFloatBuffer().put(values, position, count);
      sink.put(buffer.limit(count * Float.BYTES));
      position += count;
    }
  }

  private static void writeDoubles(double[] values, ContentHash.Sink sink) throws IOException {
    ByteBuffer buffer = LittleEndian.buffer(values.length * Double.BYTES);
    buffer.asDoubleBuffer().put(values);
    sink.put(buffer);
  }
}
