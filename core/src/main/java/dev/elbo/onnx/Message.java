package dev.elbo.onnx;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A message in the wire format of protocol buffers: fields one after the other, each with its
 * number and how it is written.
 *
 * <p>Bytes are kept in pieces and not copied, so that a file takes no more memory than its tensors.
 * A message that goes into another must be complete.
 */
final class Message {
  private static final int VARINT = 0;
  private static final int LENGTH_DELIMITED = 2;
  private static final int FIXED_32 = 5;

  private final List<byte[]> pieces = new ArrayList<>();
  private long size;

  /** A whole number, or one that stands for an enum constant. */
  Message number(int field, long value) {
    ByteArrayOutputStream out = tag(field, VARINT);
    varint(value, out);
    return put(out.toByteArray());
  }

  /** A float32. */
  Message real(int field, float value) {
    ByteArrayOutputStream out = tag(field, FIXED_32);
    byte[] four =
        ByteBuffer.allocate(Float.BYTES).order(ByteOrder.LITTLE_ENDIAN).putFloat(value).array();
    out.writeBytes(four);
    return put(out.toByteArray());
  }

  /** A text in UTF-8. */
  Message text(int field, String text) {
    return bytes(field, utf8(text));
  }

  /** Bytes, which are not copied. */
  Message bytes(int field, byte[] bytes) {
    ByteArrayOutputStream out = tag(field, LENGTH_DELIMITED);
    varint(bytes.length, out);
    return put(out.toByteArray()).put(bytes);
  }

  /** A message as it is now. */
  Message message(int field, Message inner) {
    ByteArrayOutputStream out = tag(field, LENGTH_DELIMITED);
    varint(inner.size, out);
    put(out.toByteArray());
    inner.pieces.forEach(this::put);
    return this;
  }

  /** Each of some messages as a field of its own. */
  Message messages(int field, List<Message> inner) {
    inner.forEach(message -> message(field, message));
    return this;
  }

  /** How many bytes it is. */
  long size() {
    return size;
  }

  void writeTo(OutputStream out) throws IOException {
    for (byte[] piece : pieces) {
      out.write(piece);
    }
  }

  private Message put(byte[] piece) {
    pieces.add(piece);
    size += piece.length;
    return this;
  }

  private static ByteArrayOutputStream tag(int field, int wireType) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    varint((long) field << 3 | wireType, out);
    return out;
  }

  /** Seven bits a byte, the lowest first; all but the last byte have the eighth bit set. */
  private static void varint(long value, ByteArrayOutputStream out) {
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      out.write((int) ((rest & 0x7F) | 0x80));
      rest >>>= 7;
    }
    out.write((int) rest);
  }

  /**
   * The bytes of a text.
   *
   * @throws IllegalArgumentException where it is not Unicode: half a surrogate pair has no bytes
   */
  static byte[] utf8(String text) {
    try {
      ByteBuffer encoded = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
      byte[] bytes = new byte[encoded.remaining()];
      encoded.get(bytes);
      return bytes;
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException(
          "\"%s\" has half a surrogate pair, which no file can hold; rename the column or the level"
              .formatted(text),
          e);
    }
  }
}
