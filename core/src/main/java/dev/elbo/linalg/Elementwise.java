package dev.elbo.linalg;

/**
 * Functions of every entry of a matrix, as plain loops that C2 vectorises.
 *
 * <p>Such loops hold only + − × ÷, min and max: a call or a bit trick makes them scalar, ten to
 * fifty times slower, and so does too long a body. All functions propagate NaN.
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

  private Elementwise() {}

  /** What acts on {@code length} entries of an array from {@code start} on. */
  private interface Span {
    void apply(float[] values, int start, int length);
  }

  /** Rows one by one, or all at once where they stand without gaps. */
  private static void overRows(Matrix y, Span span) {
    if (y.stride() == y.columns()) {
      span.apply(y.array(), y.at(0, 0), y.rows() * y.columns());
    } else {
      for (int i = 0; i < y.rows(); i++) {
        span.apply(y.array(), y.at(i, 0), y.columns());
      }
    }
  }

  /** y ← tanh y, absolute error below 4·10⁻⁷. */
  public static void tanh(Matrix y) {
    overRows(y, Elementwise::tanh);
  }

  /**
   * Entries [start, start + length) ← tanh of themselves: an odd rational function of degree 9 over
   * 8, fitted to tanh on [−8, 8] for the smallest largest error.
   */
  public static void tanh(float[] values, int start, int length) {
    for (int i = start; i < start + length; i++) {
      float x = Math.max(-TANH_LIMIT, Math.min(TANH_LIMIT, values[i]));
      float s = x * x;
      float top = 1.5061744e-8f * s + 2.17732e-5f;
      top = top * s + 0.0035641533f;
      top = top * s + 0.13438189f;
      top = top * s + 0.99999994f;
      float bottom = 8.453635e-7f * s + 0.0003399175f;
      bottom = bottom * s + 2.6136005e-2f;
      bottom = bottom * s + 0.4677151f;
      bottom = bottom * s + 1f;
      values[i] = x * top / bottom;
    }
  }

  /** y ← max(y, 0). */
  public static void rectify(Matrix y) {
    overRows(
        y,
        (values, start, length) -> {
          for (int i = start; i < start + length; i++) {
            values[i] = Math.max(values[i], 0f);
          }
        });
  }

  /** y ← log(1 + eʸ), absolute error below 4·10⁻⁷ beside the rounding of a large result. */
  public static void softplus(Matrix y) {
    float[] values = new float[y.columns()];
    float[] tanh = new float[y.columns()];
    for (int i = 0; i < y.rows(); i++) {
      System.arraycopy(y.array(), y.at(i, 0), values, 0, values.length);
      tanhOfHalf(values, tanh, values.length);
      softplus(values, tanh, values.length);
      System.arraycopy(values, 0, y.array(), y.at(i, 0), values.length);
    }
  }

  /**
   * The first {@code length} of t ← tanh(x/2), from which sigmoid(x) = ½ + ½t and {@link
   * #softplus(float[], float[], int) softplus} follow. Two distinct arrays.
   */
  public static void tanhOfHalf(float[] x, float[] t, int length) {
    for (int i = 0; i < length; i++) {
      t[i] = 0.5f * x[i];
    }
    tanh(t, 0, length);
  }

  /** The first {@code length} of x ← log(1 + eˣ), given t = tanh(x/2). */
  public static void softplus(float[] x, float[] t, int length) {
    for (int i = 0; i < length; i++) {
      float rest = log1pExpNegative(Math.abs(t[i]));
      x[i] = Math.max(x[i], 0f) + rest;
    }
  }

  /**
   * log(1 + e⁻ᵃ) for a ≥ 0 from t = tanh(a/2), since e⁻ᵃ = (1 − t)/(1 + t): the part of
   * softplus(±a) that is not linear. The series of 2 artanh v, v = (1 − t)/(3 + t) ≤ ⅓.
   */
  public static float log1pExpNegative(float t) {
    float v = (1f - t) / (3f + t);
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
    overRows(
        y,
        (values, start, length) -> {
          for (int i = start; i < start + length; i++) {
            values[i] = 0.5f + 0.5f * values[i];
          }
        });
  }

  /** y ← factor·y. */
  public static void multiply(Matrix y, float factor) {
    overRows(
        y,
        (values, start, length) -> {
          for (int i = start; i < start + length; i++) {
            values[i] *= factor;
          }
        });
  }

  /**
   * The first {@code length} of y ← eˣ, relative error below 3·10⁻⁷; x outside [−87, 88] counts as
   * its nearest end, so that the result is always a normal float. Two distinct arrays.
   *
   * <p>x = k·log 2 + r, so eˣ = 2ᵏ·eʳ with |r| ≤ ½ log 2.
   */
  public static void exp(float[] x, float[] y, int length) {
    expOfRemainder(x, y, length);
    timesHighPowersOfTwo(x, y, length);
    timesMiddlePowersOfTwo(x, y, length);
    timesLowPowersOfTwo(x, y, length);
  }

  private static void expOfRemainder(float[] x, float[] y, int length) {
    for (int i = 0; i < length; i++) {
      float a = Math.max(-87f, Math.min(88f, x[i]));
      float k = (a * LOG2_E + ROUND) - ROUND;
      float r = (a - k * LN2_HIGH) - k * LN2_LOW;
      float sum = (1f / 5040) * r + 1f / 720;
      sum = sum * r + 1f / 120;
      sum = sum * r + 1f / 24;
      sum = sum * r + 1f / 6;
      sum = sum * r + 0.5f;
      sum = sum * r + 1f;
      y[i] = sum * r + 1f;
    }
  }

  /**
   * 2ᵏ without bit tricks: the binary digits of k + 127, found by rounding, choose factors. First
   * the digits of 128, 64 and 32, and the offset 2⁻¹²⁶.
   */
  private static void timesHighPowersOfTwo(float[] x, float[] y, int length) {
    for (int i = 0; i < length; i++) {
      float a = Math.max(-87f, Math.min(88f, x[i]));
      float k = (a * LOG2_E + ROUND) - ROUND + 127f;
      float b = (k * (1f / 128) - 0.498f + ROUND) - ROUND;
      k -= 128f * b;
      float c = (k * (1f / 64) - 0.496f + ROUND) - ROUND;
      k -= 64f * c;
      float d = (k * (1f / 32) - 0.49f + ROUND) - ROUND;
      float half = (1f - b) + 0x1p64f * b;
      y[i] *= 0x1p-126f * half * half * ((1f - c) + 0x1p64f * c) * ((1f - d) + 0x1p32f * d);
    }
  }

  /** Then the digits of 16 and 8; a loop over all five would not be vectorised. */
  private static void timesMiddlePowersOfTwo(float[] x, float[] y, int length) {
    for (int i = 0; i < length; i++) {
      float a = Math.max(-87f, Math.min(88f, x[i]));
      float k = (a * LOG2_E + ROUND) - ROUND + 127f;
      k -= 32f * ((k * (1f / 32) - 0.49f + ROUND) - ROUND);
      float b = (k * (1f / 16) - 0.48f + ROUND) - ROUND;
      k -= 16f * b;
      float c = (k * (1f / 8) - 0.45f + ROUND) - ROUND;
      y[i] *= (1f + 65535f * b) * (1f + 255f * c);
    }
  }

  /** Last the digits of 4, 2 and 1, and the remaining ½ of the offset. */
  private static void timesLowPowersOfTwo(float[] x, float[] y, int length) {
    for (int i = 0; i < length; i++) {
      float a = Math.max(-87f, Math.min(88f, x[i]));
      float k = (a * LOG2_E + ROUND) - ROUND + 127f;
      k -= 8f * ((k * (1f / 8) - 0.45f + ROUND) - ROUND);
      float d = (k * (1f / 4) - 0.4f + ROUND) - ROUND;
      k -= 4f * d;
      float e = (k * (1f / 2) - 0.3f + ROUND) - ROUND;
      k -= 2f * e;
      y[i] *= 0.5f * (1f + 15f * d) * (1f + 3f * e) * (1f + k);
    }
  }

  /** y ← y + 1·row: adds the 1 × columns row to every row of y. */
  public static void addRow(Matrix y, Matrix row) {
    requireRow(y, row);
    float[] bias = row.array();
    int first = row.at(0, 0);
    for (int i = 0; i < y.rows(); i++) {
      float[] values = y.array();
      int start = y.at(i, 0);
      for (int j = 0; j < y.columns(); j++) {
        values[start + j] += bias[first + j];
      }
    }
  }

  /** row ← row + the sums of the columns of y. */
  public static void addColumnSums(Matrix y, Matrix row) {
    requireRow(y, row);
    float[] sums = row.array();
    int first = row.at(0, 0);
    for (int i = 0; i < y.rows(); i++) {
      float[] values = y.array();
      int start = y.at(i, 0);
      for (int j = 0; j < y.columns(); j++) {
        sums[first + j] += values[start + j];
      }
    }
  }

  /** Row i of y ← weights[i] · row i. */
  public static void scaleRows(Matrix y, float[] weights) {
    for (int i = 0; i < y.rows(); i++) {
      float weight = weights[i];
      float[] values = y.array();
      int start = y.at(i, 0);
      for (int j = 0; j < y.columns(); j++) {
        values[start + j] *= weight;
      }
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

  private static void requireRow(Matrix y, Matrix row) {
    if (row.rows() != 1 || row.columns() != y.columns()) {
      throw new IllegalArgumentException(
          "a row of %d for %d × %d needs the shape 1 × %d, not %d × %d"
              .formatted(
                  y.columns(), y.rows(), y.columns(), y.columns(), row.rows(), row.columns()));
    }
  }
}
