package dev.elbo.data;

import dev.elbo.random.RandomStream;

/** Values kept as float32. */
final class FloatValues implements Values {
  private static final long LOWER_HALF = 0xFFFF_FFFFL;

  private final float[] floats;

  /** Takes the array over: nobody may write to it any more. */
  FloatValues(float[] floats) {
    this.floats = floats;
  }

  @Override
  public int length() {
    return floats.length;
  }

  @Override
  public float get(int index) {
    return floats[index];
  }

  @Override
  public float ceiling() {
    return Float.POSITIVE_INFINITY;
  }

  @Override
  public void copy(int offset, int length, float[] target, int at) {
    System.arraycopy(floats, offset, target, at, length);
  }

  @Override
  public void threshold(int offset, int length, float[] target, int at) {
    for (int i = 0; i < length; i++) {
      target[at + i] = floats[offset + i] >= 0.5f ? 1 : 0;
    }
  }

  @Override
  public void toss(int offset, int length, RandomStream stream, float[] target, int at) {
    int pairs = length & -2;
    for (int i = 0; i < pairs; i += 2) {
      long bits = stream.nextLong();
      target[at + i] = toss(bits & LOWER_HALF, floats[offset + i]);
      target[at + i + 1] = toss(bits >>> 32, floats[offset + i + 1]);
    }
    if (pairs < length) {
      target[at + pairs] = toss(stream.nextLong() & LOWER_HALF, floats[offset + pairs]);
    }
  }

  @Override
  public void addTo(RowHash hash, int offset, int length) {
    for (int i = offset; i < offset + length; i++) {
      hash.add(floats[i]);
    }
  }

  /**
   * 1 where the uniform draw from 0 … 2³² − 1 lies below 2³² times the value: the difference's
   * sign.
   */
  private static float toss(long uniform, float value) {
    return (int) ((uniform - (long) (value * 0x1p32f)) >>> 63);
  }
}
