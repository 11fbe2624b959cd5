package dev.elbo.damage;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.SplittableRandom;

/** Damage that knows nothing of the format. */
public final class Bytes {
  /** What numbers in headers must not be believed to be. */
  private static final long[] EXTREMES = {
    0,
    1,
    -1,
    2,
    127,
    128,
    255,
    32_767,
    65_535,
    Integer.MAX_VALUE,
    1L << 31,
    (1L << 32) - 1,
    1L << 32,
    1L << 53,
    1L << 62,
    Long.MAX_VALUE,
    Long.MIN_VALUE
  };

  private static final String TELLING = "\"'{}[](),:\\ 0919-+.eE\0\u00ff\u0080\u007f";

  /** Any of the damages below. */
  public static final Mutation ANY =
      Mutation.oneOf(
          Bytes::flip,
          Bytes::set,
          Bytes::set,
          Bytes::number,
          Bytes::number,
          Bytes::cut,
          Bytes::delete,
          Bytes::insert,
          Bytes::repeat,
          Bytes::zero);

  private Bytes() {}

  private static byte[] flip(byte[] file, SplittableRandom random) {
    byte[] other = file.clone();
    if (other.length > 0) {
      other[random.nextInt(other.length)] ^= (byte) (1 << random.nextInt(8));
    }
    return other;
  }

  private static byte[] set(byte[] file, SplittableRandom random) {
    byte[] other = file.clone();
    if (other.length > 0) {
      other[random.nextInt(other.length)] =
          random.nextBoolean()
              ? (byte) random.nextInt()
              : (byte) TELLING.charAt(random.nextInt(TELLING.length()));
    }
    return other;
  }

  /** Overwrites 2, 4 or 8 bytes by an extreme number, more often near the beginning. */
  private static byte[] number(byte[] file, SplittableRandom random) {
    int size = 2 << random.nextInt(3);
    if (file.length < size) {
      return file;
    }
    int last = random.nextBoolean() ? Math.min(file.length - size, 64) : file.length - size;
    ByteBuffer other =
        ByteBuffer.wrap(file.clone())
            .order(random.nextBoolean() ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    int at = random.nextInt(last + 1);
    long value = EXTREMES[random.nextInt(EXTREMES.length)];
    switch (size) {
      case 2 -> other.putShort(at, (short) value);
      case 4 -> other.putInt(at, (int) value);
      default -> other.putLong(at, value);
    }
    return other.array();
  }

  private static byte[] cut(byte[] file, SplittableRandom random) {
    return Arrays.copyOf(file, random.nextInt(file.length + 1));
  }

  private static byte[] delete(byte[] file, SplittableRandom random) {
    int from = random.nextInt(file.length + 1);
    return splice(file, from, Math.min(file.length, from + random.nextInt(16)), new byte[0]);
  }

  private static byte[] insert(byte[] file, SplittableRandom random) {
    byte[] more = new byte[random.nextInt(16)];
    random.nextBytes(more);
    int at = random.nextInt(file.length + 1);
    return splice(file, at, at, more);
  }

  private static byte[] repeat(byte[] file, SplittableRandom random) {
    int from = random.nextInt(file.length + 1);
    int to = Math.min(file.length, from + random.nextInt(64));
    return splice(file, to, to, Arrays.copyOfRange(file, from, to));
  }

  private static byte[] zero(byte[] file, SplittableRandom random) {
    int from = random.nextInt(file.length + 1);
    int to = Math.min(file.length, from + random.nextInt(64));
    return splice(file, from, to, new byte[to - from]);
  }

  /** Puts other bytes in the place of [from, to). */
  static byte[] splice(byte[] file, int from, int to, byte[] middle) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(file, 0, from);
    out.writeBytes(middle);
    out.write(file, to, file.length - to);
    return out.toByteArray();
  }
}
