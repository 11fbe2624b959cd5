package dev.elbo.persist;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Buffers in the byte order of safetensors files. */
final class LittleEndian {
  /** Bytes that go through memory at once; a multiple of {@link Float#BYTES}. */
  static final int PIECE = 1 << 16;

  private LittleEndian() {}

  static ByteBuffer buffer(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
