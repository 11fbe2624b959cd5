package dev.elbo.linalg;

/**
 * Functions of every entry of a matrix, as plain loops that C2 vectorises.
 *
 * <p>Such loops hold only + − × ÷, min, max and |·|: a call or a bit trick makes them scalar, and
 * so does too long a body. All functions propagate NaN.
 */
public final class Elementwise {
  /** Beyond it tanh is 1 to the last bit of a float. */
  private static final float TANH_LIMIT = 8f;

  /** Adding and subtracting 1.5·2²³ rounds a small float to the nearest whole number. */
  private static final float ROUND = 12582912f;

  private static final float LOG2_E = 1.442695f;

  /** log 2 in two parts; the first has few enough bits that k·LN2_HIGH is exact. */
  private static final float LN2_HIGH = 0.6933594f;

  private static final float LN2_LOW = -2.12194440e-4f;

  private static final int ONE_BITS = Float.floatToRawIntBits(1f);

  /** Of √½, the least m with x = 2ᵏ·m. */
  private static final int SQRT_HALF_BITS = Float.floatToRawIntBits((float) Math.sqrt(0.5));

  private Elementwise() {}

  /** How many spans without gaps a matrix consists of: one where it is packed, else its rows. */
  private static int spans(Matrix y) {
    return isPacked(y) ? Math.min(1, y.rows()) : y.rows();
  }

  private static int spanLength(Matrix y) {
    return isPacked(y) ? y.rows() * y.columns() : y.columns();
  }

  private static boolean isPacked(Matrix y) {
    return y.stride() == y.columns();
  }

  /** P of tanh x ≈ x·P(x²)/Q(x²), fitted on [−8, 8] for the smallest largest error. */
  private static float numerator(float s) {
    float top = 1.5061744e-8f * s + 2.17732e-5f;
    top = top * s + 0.0035641533f;
    top = top * s + 0.13438189f;
    return top * s + 0.99999994f;
  }

  /** Q of tanh x ≈ x·P(x²)/Q(x²). */
  private static float denominator(float s) {
    float bottom = 8.453635e-7f * s + 0.0003399175f;
    bottom = bottom * s + 2.6136005e-2f;
    bottom = bottom * s + 0.4677151f;
    return bottom * s + 1f;
  }

  /** y ← tanh y, absolute error below 4·10⁻⁷. */
  public static void tanh(Matrix y) {
    for (int i = 0; i < spans(y); i++) {
      tanh(y.array(), y.at(i, 0), spanLength(y));
    }
  }

  /**
   * Entries [start, start + length) ← tanh of themselves: an odd rational function of degree 9 over
   * 8.
   */
  public static void tanh(float[] values, int start, int length) {
    for (int i = start; i < start + length; i++) {
      float x = Math.max(-TANH_LIMIT, Math.min(TANH_LIMIT, values[i]));
      float s = x * x;
      values[i] = x * numerator(s) / denominator(s);
    }
  }

  /** y ← max(y, 0). */
  public static void rectify(Matrix y) {
    for (int i = 0; i < spans(y); i++) {
      rectify(y.array(), y.at(i, 0), spanLength(y));
    }
  }

  private static void rectify(float[] values, int start, int length) {
    for (int i = start; i < start + length; i++) {
      values[i] = Math.max(values[i], 0f);
    }
  }

  /** y ← log(1 + eʸ), absolute error below 4·10⁻⁷ beside the rounding of a large result. */
  public static void softplus(Matrix y) {
    for (int i = 0; i < spans(y); i++) {
      softplus(y.array(), y.at(i, 0), spanLength(y));
    }
  }

  /**
   * {@link #softplus(float[], float[], int)} of t = top/bottom, the rational function of {@link
   * #tanh(float[], int, int) tanh}, with the two divisions made one.
   */
  private static void softplus(float[] values, int start, int length) {
    for (int i = start; i < start + length; i++) {
      float y = values[i];
      float x = Math.min(TANH_LIMIT, Math.abs(0.5f * y));
      float s = x * x;
      float top = x * numerator(s);
      float bottom = denominator(s);
      float v = Math.max(bottom - top, 0f) / (3f * bottom + top);
      values[i] = Math.max(y, 0f) + twiceArtanh(v);
    }
  }

  /**
   * Entries [from, to) of dy ← dy · (1 − e⁻ʸ), y ≥ 0: the slope of softplus where its value is y. 1
   * − e⁻ʸ = 2t/(1 + t) with t = tanh(y/2) keeps the digits of a small y.
   */
  public static void timesSlopeOfSoftplus(float[] y, float[] dy, int from, int to) {
    for (int i = from; i < to; i++) {
      float x = Math.min(TANH_LIMIT, 0.5f * y[i]);
      float s = x * x;
      float top = x * numerator(s);
      float bottom = denominator(s);
      dy[i] *= 2f * top / (bottom + top);
    }
  }

  /**
   * The first {@code length} of t ← tanh(x/2), from which sigmoid(x) = ½ + ½t and {@link
   * #softplus(float[], float[], int) softplus} follow. Two distinct arrays.
   */
  public static void tanhOfHalf(float[] x, float[] t, int length) {
    for (int i = 0; i < length; i++) {
      float half = Math.max(-TANH_LIMIT, Math.min(TANH_LIMIT, 0.5f * x[i]));
      float s = half * half;
      t[i] = half * numerator(s) / denominator(s);
    }
  }

  /**
   * The first {@code length} of x ← log(1 + eˣ), given t = tanh(x/2): the larger of x and 0, and
   * log(1 + e⁻ᵃ) for a = |x|. Since e⁻ᵃ = (1 − t)/(1 + t) for t = tanh(a/2), that is 2 artanh v
   * with v = (1 − t)/(3 + t) ≤ ⅓.
   */
  public static void softplus(float[] x, float[] t, int length) {
    for (int i = 0; i < length; i++) {
      float v = (1f - Math.abs(t[i])) / (3f + Math.abs(t[i]));
      x[i] = Math.max(x[i], 0f) + twiceArtanh(v);
    }
  }

  /** 2 artanh v for |v| ≤ ⅓, by its series. */
  private static float twiceArtanh(float v) {
    float s = v * v;
    float sum = (1f / 13) * s + 1f / 11;
    sum = sum * s + 1f / 9;
    sum = sum * s + 1f / 7;
    sum = sum * s + 1f / 5;
    sum = sum * s + 1f / 3;
    sum = sum * s + 1f;
    return 2f * v * sum;
  }

  /** y ← 1/(1 + e⁻ʸ) = ½ + ½ tanh(y/2), absolute error below 3·10⁻⁷. */
  public static void sigmoid(Matrix y) {
    multiply(y, 0.5f);
    tanh(y);
    for (int i = 0; i < spans(y); i++) {
      upToZeroAndOne(y.array(), y.at(i, 0), spanLength(y));
    }
  }

  private static void upToZeroAndOne(float[] values, int start, int length) {
    for (int i = start; i < start + length; i++) {
      values[i] = 0.5f + 0.5f * values[i];
    }
  }

  /** y ← factor·y. */
  public static void multiply(Matrix y, float factor) {
    for (int i = 0; i < spans(y); i++) {
      multiply(y.array(), y.at(i, 0), spanLength(y), factor);
    }
  }

  private static void multiply(float[] values, int start, int length, float factor) {
    for (int i = start; i < start + length; i++) {
      values[i] *= factor;
    }
  }

  /**
   * The first {@code length} of y ← eˣ, relative error below 3·10⁻⁷; x outside [−87, 88] counts as
   * its nearest end, so that the result is always a normal float. Two distinct arrays, and x is
   * used up.
   *
   * <p>x = k·log 2 + r, so eˣ = 2ᵏ·eʳ with |r| ≤ ½ log 2. The second pass is the bit trick, alone
   * in its loop: that loop stays scalar, at less than half the cost of making 2ᵏ from vector
   * arithmetic.
   */
  public static void exp(float[] x, float[] y, int length) {
    expOfRemainder(x, y, length);
    timesPowerOfTwo(x, y, length);
  }

  /** y ← eʳ, x ← k + 1.5·2²³, whose lowest bits are those of the whole number k. */
  private static void expOfRemainder(float[] x, float[] y, int length) {
    for (int i = 0; i < length; i++) {
      float a = Math.max(-87f, Math.min(88f, x[i]));
      float shifted = a * LOG2_E + ROUND;
      float k = shifted - ROUND;
      float r = (a - k * LN2_HIGH) - k * LN2_LOW;
      float sum = (1f / 5040) * r + 1f / 720;
      sum = sum * r + 1f / 120;
      sum = sum * r + 1f / 24;
      sum = sum * r + 1f / 6;
      sum = sum * r + 0.5f;
      sum = sum * r + 1f;
      y[i] = sum * r + 1f;
      x[i] = shifted;
    }
  }

  /** y ← 2ᵏ·y: k, moved into the exponent of 1, is 2ᵏ. */
  private static void timesPowerOfTwo(float[] shifted, float[] y, int length) {
    for (int i = 0; i < length; i++) {
      y[i] *= Float.intBitsToFloat((Float.floatToRawIntBits(shifted[i]) << 23) + ONE_BITS);
    }
  }

  /**
   * The first {@code length} of y ← log x for x > 0, absolute error below 2·10⁻⁷·max(1, |log x|);
   * an x that is not positive counts as the least float, and what is not finite gives NaN. Three
   * distinct arrays.
   *
   * <p>x = 2ᵏ·m with m from √½ to √2, so log x = k·log 2 + 2 artanh((m − 1)/(m + 1)). The bit trick
   * is alone in its loop, as in {@link #exp}.
   *
   * @param scratch receives m
   */
  public static void log(float[] x, float[] y, float[] scratch, int length) {
    splitAtPowerOfTwo(x, y, scratch, length);
    logOfParts(y, scratch, length);
  }

  /** k and m. */
  private static void splitAtPowerOfTwo(float[] x, float[] power, float[] rest, int length) {
    for (int i = 0; i < length; i++) {
      float a = Math.max(x[i], Float.MIN_VALUE);
      boolean normal = a >= Float.MIN_NORMAL;
      int bits = Float.floatToRawIntBits(normal ? a : a * 0x1p24f);
      int k = (bits - SQRT_HALF_BITS) >> 23;
      power[i] = (normal ? k : k - 24) + 0f * a; // what is no number stays none
      rest[i] = Float.intBitsToFloat(bits - (k << 23));
    }
  }

  private static void logOfParts(float[] y, float[] m, int length) {
    for (int i = 0; i < length; i++) {
      float k = y[i];
      float v = (m[i] - 1f) / (m[i] + 1f);
      y[i] = k * LN2_HIGH + (twiceArtanh(v) + k * LN2_LOW);
    }
  }

  /**
   * row ← row + the sums of the columns of y. Four rows at a time: such a loop is not vectorised,
   * and so reads and writes the sums a quarter as often.
   */
  public static void addColumnSums(Matrix y, Matrix row) {
    requireRow(y, row);
    float[] sums = row.array();
    int first = row.at(0, 0);
    float[] values = y.array();
    int columns = y.columns();
    int stride = y.stride();
    int i = 0;
    for (; i + 3 < y.rows(); i += 4) {
      int a = y.at(i, 0);
      int b = a + stride;
      int c = b + stride;
      int d = c + stride;
      for (int j = 0; j < columns; j++) {
        sums[first + j] += (values[a + j] + values[b + j]) + (values[c + j] + values[d + j]);
      }
    }
    for (; i < y.rows(); i++) {
      int a = y.at(i, 0);
      for (int j = 0; j < columns; j++) {
        sums[first + j] += values[a + j];
      }
    }
  }

  /** Row i of y ← factor · weights[i] · row i. */
  public static void scaleRows(Matrix y, float[] weights, float factor) {
    for (int i = 0; i < y.rows(); i++) {
      multiply(y.array(), y.at(i, 0), y.columns(), factor * weights[i]);
    }
  }

  /** Σ of a span, in double: four running sums, so that additions overlap. */
  public static double sum(float[] values, int start, int length) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int end = start + length;
    int i = start;
    for (; i + 3 < end; i += 4) {
      s0 += values[i];
      s1 += values[i + 1];
      s2 += values[i + 2];
      s3 += values[i + 3];
    }
    for (; i < end; i++) {
      s0 += values[i];
    }
    return (s0 + s1) + (s2 + s3);
  }

  /** Σ of the squares of a span, in double, as {@link #sum}. */
  public static double sumOfSquares(float[] values, int start, int length) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int end = start + length;
    int i = start;
    for (; i + 3 < end; i += 4) {
      s0 += (double) values[i] * values[i];
      s1 += (double) values[i + 1] * values[i + 1];
      s2 += (double) values[i + 2] * values[i + 2];
      s3 += (double) values[i + 3] * values[i + 3];
    }
    for (; i < end; i++) {
      s0 += (double) values[i] * values[i];
    }
    return (s0 + s1) + (s2 + s3);
  }

  /**
   * Σ log vᵢ of a span of positive values as the logarithm of products of {@code most} of them, in
   * double: one logarithm serves many values.
   *
   * @param most such that no product of so many values leaves the range of a double
   */
  public static double sumOfLogs(float[] values, int start, int length, int most) {
    double sum = 0;
    int end = start + length;
    for (int from = start; from < end; from += most) {
      sum += Math.log(product(values, from, Math.min(end, from + most)));
    }
    return sum;
  }

  private static double product(float[] values, int from, int to) {
    double p0 = 1;
    double p1 = 1;
    double p2 = 1;
    double p3 = 1;
    int i = from;
    for (; i + 3 < to; i += 4) {
      p0 *= values[i];
      p1 *= values[i + 1];
      p2 *= values[i + 2];
      p3 *= values[i + 3];
    }
    for (; i < to; i++) {
      p0 *= values[i];
    }
    return (p0 * p1) * (p2 * p3);
  }

  private static void requireRow(Matrix y, Matrix row) {
    if (row.rows() != 1 || row.columns() != y.columns()) {
      throw new IllegalArgumentException(
          "a row of %d for %d × %d needs the shape 1 × %d, not %d × %d"
              .formatted(
                  y.columns(), y.rows(), y.columns(), y.columns(), row.rows(), row.columns()));
    }
  }
}
