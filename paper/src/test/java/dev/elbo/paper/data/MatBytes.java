package dev.elbo.paper.data;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.DeflaterOutputStream;

/** Writes MATLAB 5 files as its documentation describes them. */
record MatBytes(ByteOrder order) {
  private static final int SIGNED_BYTES = 1;
  private static final int UNSIGNED_BYTES = 2;
  private static final int SIGNED_INTS = 5;
  private static final int UNSIGNED_INTS = 6;
  private static final int MATRIX = 14;
  private static final int COMPRESSED = 15;
  private static final int UINT8_CLASS = 9;

  /** A file of the elements given. */
  byte[] file(byte[]... elements) {
    ByteBuffer header = ByteBuffer.allocate(128).order(order);
    header.put("MATLAB 5.0 MAT-file".getBytes(StandardCharsets.US_ASCII));
    header.putShort(124, (short) 0x0100);
    header.putShort(126, (short) (('M' << 8) | 'I'));
    return join(header.array(), join(elements));
  }

  /** A matrix of unsigned bytes. */
  byte[] matrix(String name, int rows, int columns, byte[] values) {
    return element(
        MATRIX,
        join(
            element(UNSIGNED_INTS, ints(UINT8_CLASS, 0)),
            element(SIGNED_INTS, ints(rows, columns)),
            name.length() <= 4 ? small(name) : element(SIGNED_BYTES, bytes(name)),
            element(UNSIGNED_BYTES, values)));
  }

  /** The element in zlib's format, which is not filled up. */
  byte[] compressed(byte[] element) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (DeflaterOutputStream out = new DeflaterOutputStream(packed)) {
      out.write(element);
    }
    return join(ints(COMPRESSED, packed.size()), packed.toByteArray());
  }

  private byte[] element(int type, byte[] data) {
    return join(ints(type, data.length), data, new byte[(8 - data.length % 8) % 8]);
  }

  private byte[] small(String name) {
    byte[] text = bytes(name);
    return join(ints(name.length() << 16 | SIGNED_BYTES), text, new byte[4 - text.length]);
  }

  private static byte[] bytes(String name) {
    return name.getBytes(StandardCharsets.US_ASCII);
  }

  private byte[] ints(int... values) {
    ByteBuffer buffer = ByteBuffer.allocate(4 * values.length).order(order);
    for (int value : values) {
      buffer.putInt(value);
    }
    return buffer.array();
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }
}
