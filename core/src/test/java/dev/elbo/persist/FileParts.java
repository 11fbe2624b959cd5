package dev.elbo.persist;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A safetensors file taken apart, to be damaged and put together again. */
final class FileParts {
  private final String header;
  private final byte[] data;

  /**
   * A file of these parts.
   *
   * @param header JSON, without its padding
   * @param data the tensors' bytes
   */
  FileParts(String header, byte[] data) {
    this.header = header;
    this.data = data;
  }

  String header() {
    return header;
  }

  byte[] data() {
    return data;
  }

  static FileParts of(byte[] file) {
    int length = (int) ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getLong();
    String header = new String(file, 8, length, StandardCharsets.UTF_8).stripTrailing();
    return new FileParts(header, Arrays.copyOfRange(file, 8 + length, file.length));
  }

  byte[] bytes() {
    byte[] json = header.getBytes(StandardCharsets.UTF_8);
    int length = (json.length + 7) / 8 * 8;
    ByteBuffer file = ByteBuffer.allocate(8 + length + data.length).order(ByteOrder.LITTLE_ENDIAN);
    file.putLong(length).put(json);
    while (file.position() < 8 + length) {
      file.put((byte) ' ');
    }
    return file.put(data).array();
  }

  /** The header with a piece of text changed, which must be there. */
  FileParts with(String piece, String other) {
    if (!header.contains(piece)) {
      throw new IllegalArgumentException(piece + " is not in " + header);
    }
    return new FileParts(header.replace(piece, other), data);
  }

  /** The same inside the metadata's strings, where quotes are escaped. */
  FileParts withQuoted(String piece, String other) {
    return with(piece.replace("\"", "\\\""), other.replace("\"", "\\\""));
  }

  FileParts withData(byte[] other) {
    return new FileParts(header, other);
  }

  /** The data with one float changed. */
  FileParts withFloat(int index, float value) {
    byte[] other = data.clone();
    ByteBuffer.wrap(other).order(ByteOrder.LITTLE_ENDIAN).putFloat(4 * index, value);
    return withData(other);
  }
}
