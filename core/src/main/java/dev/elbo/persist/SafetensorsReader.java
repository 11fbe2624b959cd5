package dev.elbo.persist;

import dev.elbo.nn.Block;
import dev.elbo.nn.Layout;
import dev.elbo.nn.Parameters;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;

/**
 * Reads a safetensors file that may be anything. Every size is checked against the file's before
 * memory is taken for it.
 */
final class SafetensorsReader {
  /** No header of ours comes near; larger ones are damage. */
  private static final long LARGEST_HEADER = 16 << 20;

  private final Path file;
  private final FileChannel channel;
  private final SafetensorsHeader header;
  private final long dataBegin;

  /**
   * Reads the header.
   *
   * @param kind what the file should be, such as {@code model}
   */
  SafetensorsReader(Path file, FileChannel channel, String kind) throws IOException {
    this.file = file;
    this.channel = channel;
    byte[] json = readHeader(kind);
    dataBegin = Long.BYTES + (long) json.length;
    header = SafetensorsHeader.parse(file, json);
  }

  private byte[] readHeader(String kind) throws IOException {
    long size = channel.size();
    if (size < Long.BYTES) {
      throw new ModelFormatException(
          file,
          size == 0
              ? "empty file, not a " + kind
              : "not a %s: %d bytes are too few for a safetensors file".formatted(kind, size));
    }
    ByteBuffer length = LittleEndian.buffer(Long.BYTES);
    readFully(length, 0);
    long headerBytes = length.flip().getLong();
    if (headerBytes < 2 || headerBytes > LARGEST_HEADER || headerBytes > size - Long.BYTES) {
      Pickle.refuse(file, length);
      throw new ModelFormatException(
          file,
          ("no safetensors file, damaged or cut off: its first 8 bytes give a header of %s bytes,"
                  + " the file has %d")
              .formatted(Long.toUnsignedString(headerBytes), size));
    }
    ByteBuffer bytes = ByteBuffer.allocate((int) headerBytes);
    readFully(bytes, Long.BYTES);
    return bytes.array();
  }

  Map<String, String> metadata() {
    return header.metadata();
  }

  Map<String, Tensor> tensors() {
    return header.tensors();
  }

  /** Bytes after the header. */
  long dataBytes() throws IOException {
    return channel.size() - dataBegin;
  }

  /**
   * Reads a vector of parameters, which {@link TensorChecks} have found complete.
   *
   * @param prefix before the blocks' names
   */
  Parameters parameters(String prefix, Layout layout) throws IOException {
    Parameters parameters = Parameters.zeros(layout);
    for (Block block : layout.blocks()) {
      read(prefix + block.name(), parameters.values(), block.offset(), block.size());
    }
    return parameters;
  }

  /**
   * Reads the numbers of a tensor, which {@link TensorChecks} have found complete, of any {@link
   * FloatType}.
   *
   * @param into receives them from {@code offset} on
   */
  void read(String name, float[] into, int offset, int size) throws IOException {
    FloatType type = FloatType.of(tensor(name).type()).orElseThrow();
    ByteBuffer buffer = LittleEndian.buffer(LittleEndian.PIECE);
    int done = 0;
    while (done < size) {
      int count = Math.min(size - done, buffer.capacity() / type.bytes());
      buffer.clear().limit(count * type.bytes());
      readFully(buffer, begin(name) + (long) done * type.bytes());
      type.copy(buffer.flip(), into, offset + done, count);
      done += count;
    }
  }

  /** Reads a table, which {@link TensorChecks} have found complete. */
  TableTensor table(String name, int rows, int columns) throws IOException {
    TableTensor table = new TableTensor(name, rows, columns);
    long begin = begin(name);
    ByteBuffer buffer = LittleEndian.buffer(columns * Double.BYTES);
    for (int row = 0; row < rows; row++) {
      buffer.clear();
      readFully(buffer, begin + (long) row * columns * Double.BYTES);
      buffer.flip().asDoubleBuffer().get(table.values(), row * columns, columns);
    }
    return table;
  }

  /**
   * Checks the {@link ContentHash} of a file that has one, whose tensors {@link TensorChecks} have
   * found complete.
   */
  void requireIntact() throws IOException {
    String expected = metadata().get(ContentHash.KEY);
    if (expected == null) {
      return;
    }
    Map<String, ContentHash.Source> data = new HashMap<>();
    tensors().forEach((name, tensor) -> data.put(name, sink -> copy(tensor, sink)));
    String found = ContentHash.of(metadata(), data);
    if (!found.equals(expected)) {
      throw new ModelFormatException(
          file,
          "damaged: expected what the header calls %s %s, found %s; use another copy"
              .formatted(ContentHash.KEY, expected, found));
    }
  }

  /** SHA-256 of the whole file, in hexadecimal digits. */
  String sha256() throws IOException {
    MessageDigest digest = ContentHash.newDigest();
    copy(0, channel.size(), digest::update);
    return HexFormat.of().formatHex(digest.digest());
  }

  private void copy(Tensor tensor, ContentHash.Sink sink) throws IOException {
    copy(dataBegin + tensor.begin(), dataBegin + tensor.end(), sink);
  }

  private void copy(long from, long to, ContentHash.Sink sink) throws IOException {
    ByteBuffer buffer = LittleEndian.buffer(LittleEndian.PIECE);
    for (long at = from; at < to; at += buffer.limit()) {
      buffer.clear().limit((int) Math.min(buffer.capacity(), to - at));
      readFully(buffer, at);
      sink.put(buffer.flip());
    }
  }

  private Tensor tensor(String name) {
    return Objects.requireNonNull(tensors().get(name), name);
  }

  private long begin(String name) {
    return dataBegin + tensor(name).begin();
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
