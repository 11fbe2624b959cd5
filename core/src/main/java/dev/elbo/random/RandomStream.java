package dev.elbo.random;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A counter-based stream of random numbers: a pure function of (seed, purpose, a, b).
 *
 * <p>Nothing is shared and nothing is advanced behind the caller's back, so what a training step or
 * a row draws depends neither on threads nor on what was drawn before. {@code a} and {@code b} are
 * whatever tells two uses apart: step and row, epoch and shard.
 *
 * <p>The generator is SplitMix64 (Steele, Lea and Flood 2014): a counter that grows by an odd
 * constant and a bijective mix of it. The normal draws come by inversion from correctly
 * reproducible arithmetic, so that a stream is the same on every Java version and processor.
 *
 * <p>An object is a place in its stream, moved on by every draw: it belongs to one thread at a
 * time.
 */
public final class RandomStream {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  /** Spans below it are drawn one by one, as quickly. */
  private static final int SHORT = 12;

  private long counter;
  private @Nullable GaussianBlock block;

  private RandomStream(long counter) {
    this.counter = counter;
  }

  /** The stream of (seed, purpose, a, b). */
  public static RandomStream of(long seed, Purpose purpose, long a, long b) {
    return new RandomStream(start(seed, purpose, a, b));
  }

  /**
   * Turns this object into the stream of (seed, purpose, a, b), at its beginning: what follows is
   * what {@link #of} would give, without a new object a row.
   */
  public void restart(long seed, Purpose purpose, long a, long b) {
    counter = start(seed, purpose, a, b);
  }

  private static long start(long seed, Purpose purpose, long a, long b) {
    long key = mix(seed + GOLDEN * purpose.code());
    key = mix(key ^ mix(a + GOLDEN));
    return mix(key ^ mix(b - GOLDEN));
  }

  /** 64 uniform bits. */
  public long nextLong() {
    counter += GOLDEN;
    return mix(counter);
  }

  /** Uniform on 0 … bound − 1. */
  public int nextInt(int bound) {
    if (bound <= 0) {
      throw new IllegalArgumentException("bound must be positive, not " + bound);
    }
    return (int) Math.multiplyHigh(nextLong() >>> 1, 2L * bound);
  }

  /** Uniform on [0, 1), a multiple of 2⁻²⁴. */
  public float nextFloat() {
    return (nextLong() >>> 40) * 0x1p-24f;
  }

  /** Uniform on (0, 1), symmetric about ½: (k + ½)·2⁻⁵² for k = 0 … 2⁵² − 1. */
  public double nextDouble() {
    return ((nextLong() >>> 12) + 0.5) * 0x1p-52;
  }

  /** A draw from N(0, 1), by {@link NormalQuantile}. */
  public float nextGaussian() {
    return (float) NormalQuantile.of(nextDouble());
  }

  /**
   * Entries [from, from + length) ← the next draws of {@link #nextGaussian}, for two thirds of the
   * time. The first long span makes some room to work in, which {@link #restart} keeps.
   */
  public void fillGaussian(float[] target, int from, int length) {
    Objects.checkFromIndexSize(from, length, target.length);
    if (length < SHORT) {
      for (int i = from; i < from + length; i++) {
        target[i] = nextGaussian();
      }
      return;
    }
    if (block == null) {
      block = new GaussianBlock();
    }
    block.fill(this, target, from, length);
  }

  /** Stafford's variant 13 of the 64-bit finaliser of MurmurHash3. */
  private static long mix(long z) {
    long x = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    x = (x ^ (x >>> 27)) * 0x94D049BB133111EBL;
    return x ^ (x >>> 31);
  }
}
