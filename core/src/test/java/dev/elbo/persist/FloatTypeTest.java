package dev.elbo.persist;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/** Every number of 16 bits, and doubles, as floats. */
class FloatTypeTest {

  private static float read(FloatType type, short bits) {
    ByteBuffer buffer = LittleEndian.buffer(2 * Short.BYTES).putShort((short) 7).putShort(bits);
    float[] into = new float[4];
    type.copy(buffer.flip(), into, 1, 2);
    assertThat(into[0]).isZero();
    assertThat(into[3]).isZero();
    return into[2];
  }

  /** (−1)ˢ · 2ᵉ⁻¹⁵ · (1 + f/1024), and without the 1 where e is 0; 31 is for infinities and NaN. */
  @Test
  void everyHalf() {
    for (int bits = 0; bits < 1 << 16; bits++) {
      int sign = bits >> 15 == 0 ? 1 : -1;
      int exponent = bits >> 10 & 31;
      double fraction = (bits & 1023) / 1024.0;
      double expected;
      if (exponent == 31) {
        expected = fraction == 0 ? sign * Double.POSITIVE_INFINITY : Double.NaN;
      } else if (exponent == 0) {
        expected = sign * Math.pow(2, -14) * fraction;
      } else {
        expected = sign * Math.pow(2, exponent - 15) * (1 + fraction);
      }
      assertThat(Double.valueOf(read(FloatType.F16, (short) bits)))
          .isEqualTo(Double.valueOf(expected));
    }
  }

  @Test
  void everyBfloat() {
    for (int bits = 0; bits < 1 << 16; bits++) {
      assertThat(Float.floatToRawIntBits(read(FloatType.BF16, (short) bits))).isEqualTo(bits << 16);
    }
  }

  @Test
  void doublesAreRounded() {
    ByteBuffer buffer = LittleEndian.buffer(3 * Double.BYTES);
    buffer.putDouble(0.1).putDouble(-1e300).putDouble(1e-300);
    float[] into = new float[3];
    FloatType.F64.copy(buffer.flip(), into, 0, 3);
    assertThat(into).containsExactly(0.1f, Float.NEGATIVE_INFINITY, 0);
  }
}
