package dev.elbo.data;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * SHA-256 of all that a model learns from in a data set: how many rows and columns, what the values
 * stand for, and of each row its number in the source, which dynamic binarisation goes by, and its
 * values. Names, labels and the shape of images are no part of it.
 */
final class RowHash {
  private static final int PIECE = 1 << 16;

  private final MessageDigest digest = Checksum.newDigest();
  private final ByteBuffer buffer = ByteBuffer.allocate(PIECE).order(ByteOrder.LITTLE_ENDIAN);

  private RowHash() {}

  static String of(Dataset data) {
    RowHash hash = new RowHash();
    hash.add(data.rows());
    hash.add(data.columns());
    hash.add(data.holdsBytes() ? 1 : 0);
    hash.add(data.scale());
    for (int i = 0; i < data.rows(); i++) {
      hash.add(data.sourceRow(i));
      data.values().addTo(hash, data.offset(i), data.columns());
    }
    hash.flush();
    return HexFormat.of().formatHex(hash.digest.digest());
  }

  private void add(int value) {
    room();
    buffer.putInt(value);
  }

  void add(float value) {
    room();
    buffer.putFloat(value);
  }

  void add(byte[] bytes, int offset, int length) {
    flush();
    digest.update(bytes, offset, length);
  }

  private void room() {
    if (buffer.remaining() < Float.BYTES) {
      flush();
    }
  }

  private void flush() {
    digest.update(buffer.flip());
    buffer.clear();
  }
}
