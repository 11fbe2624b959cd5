package dev.elbo.persist;

import java.nio.ByteBuffer;
import java.util.Optional;

/** The floating-point types that tensors of a file may have. */
enum FloatType {
  F64(Double.BYTES),
  F32(Float.BYTES),
  /** IEEE 754 binary16. */
  F16(Short.BYTES),
  /** The upper half of an F32. */
  BF16(Short.BYTES);

  private static final int HALF_EXPONENT = 0x7c00;
  private static final int HALF_FRACTION = 0x3ff;

  private final int bytes;

  FloatType(int bytes) {
    this.bytes = bytes;
  }

  /** The type of a name, where it is one of these. */
  static Optional<FloatType> of(String name) {
    for (FloatType type : values()) {
      if (type.name().equals(name)) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }

  /** Bytes a number. */
  int bytes() {
    return bytes;
  }

  /**
   * Copies numbers. F16 and BF16 lose nothing; F64 is rounded, beyond the range of a float to an
   * infinity.
   */
  void copy(ByteBuffer from, float[] into, int offset, int count) {
    if (this == F32) {
      from.asFloatBuffer().get(into, offset, count);
      return;
    }
    for (int i = 0; i < count; i++) {
      into[offset + i] =
          switch (this) {
            case F64 -> (float) from.getDouble(i * bytes);
            case F32 -> from.getFloat(i * bytes);
            case F16 -> half(from.getShort(i * bytes));
            case BF16 -> Float.intBitsToFloat(from.getShort(i * bytes) << 16);
          };
    }
  }

  /** Java 20 has this as {@code Float.float16ToFloat}. */
  private static float half(short bits) {
    int exponent = bits & HALF_EXPONENT;
    int fraction = bits & HALF_FRACTION;
    float magnitude;
    if (exponent == 0) {
      magnitude = fraction * 0x1p-24f;
    } else if (exponent == HALF_EXPONENT) {
      magnitude = fraction == 0 ? Float.POSITIVE_INFINITY : Float.NaN;
    } else {
      magnitude = Float.intBitsToFloat(((exponent | fraction) + (112 << 10)) << 13);
    }
    return bits < 0 ? -magnitude : magnitude;
  }
}
