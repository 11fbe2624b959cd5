package dev.elbo.data;

import dev.elbo.random.RandomStream;
import java.util.Arrays;

/**
 * Values kept as unsigned bytes; each stands for byte ÷ scale, looked up in tables of 256 entries.
 */
final class ByteValues implements Values {
  private static final long LOWER_HALF = 0xFFFF_FFFFL;

  private final byte[] bytes;
  private final float scale;

  /** By byte: its value. */
  private final float[] value = new float[256];

  /** By byte: 1 where its value is at least ½. */
  private final float[] rounded = new float[256];

  /** By byte: 2³² times its value. */
  private final long[] chance = new long[256];

  /** Takes the array over: nobody may write to it any more. */
  ByteValues(byte[] bytes, float scale) {
    if (!(scale > 0 && scale <= Float.MAX_VALUE)) {
      throw new IllegalArgumentException("a scale is positive and finite, not " + scale);
    }
    this.bytes = bytes;
    this.scale = scale;
    for (int i = 0; i < 256; i++) {
      value[i] = i / scale;
      rounded[i] = value[i] >= 0.5f ? 1 : 0;
      chance[i] = Math.round(i / (double) scale * 0x1p32);
    }
  }

  /** The same bytes, shared, at another scale. */
  ByteValues withScale(float otherScale) {
    return new ByteValues(bytes, otherScale);
  }

  /** These bytes and then the other's, at this scale. */
  ByteValues append(ByteValues other) {
    byte[] joined = Arrays.copyOf(bytes, Math.addExact(bytes.length, other.bytes.length));
    System.arraycopy(other.bytes, 0, joined, bytes.length, other.bytes.length);
    return new ByteValues(joined, scale);
  }

  float scale() {
    return scale;
  }

  @Override
  public int length() {
    return bytes.length;
  }

  @Override
  public float get(int index) {
    return value[bytes[index] & 0xFF];
  }

  @Override
  public float ceiling() {
    return value[255];
  }

  @Override
  public void copy(int offset, int length, float[] target, int at) {
    lookUp(value, offset, length, target, at);
  }

  @Override
  public void threshold(int offset, int length, float[] target, int at) {
    lookUp(rounded, offset, length, target, at);
  }

  private void lookUp(float[] table, int offset, int length, float[] target, int at) {
    for (int i = 0; i < length; i++) {
      target[at + i] = table[bytes[offset + i] & 0xFF];
    }
  }

  @Override
  public void toss(int offset, int length, RandomStream stream, float[] target, int at) {
    int pairs = length & -2;
    for (int i = 0; i < pairs; i += 2) {
      long bits = stream.nextLong();
      target[at + i] = toss(bits & LOWER_HALF, bytes[offset + i]);
      target[at + i + 1] = toss(bits >>> 32, bytes[offset + i + 1]);
    }
    if (pairs < length) {
      target[at + pairs] = toss(stream.nextLong() & LOWER_HALF, bytes[offset + pairs]);
    }
  }

  @Override
  public void addTo(RowHash hash, int offset, int length) {
    hash.add(bytes, offset, length);
  }

  /**
   * 1 where the uniform draw from 0 … 2³² − 1 lies below the byte's chance: the difference's sign.
   */
  private float toss(long uniform, byte pixel) {
    return (int) ((uniform - chance[pixel & 0xFF]) >>> 63);
  }
}
