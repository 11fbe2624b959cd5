package dev.elbo.picture;

import dev.elbo.AutoEncoder;
import dev.elbo.data.Dataset;
import dev.elbo.distribution.Support;
import java.util.Arrays;

/**
 * Which grey a value gets: the low end of its column's range is black, the high end white, and
 * values beyond are clamped.
 *
 * <ul>
 *   <li>Under a Bernoulli decoder, and for images stored as bytes, the range is [0, 1].
 *   <li>Other images: [0, 1] if all values lie in it, else their smallest to largest value, one
 *       range for all pixels.
 *   <li>Tables: a range for each column, from its 1st to its 99th percentile, since columns have
 *       units of their own and a single outlier must not make all else black.
 * </ul>
 */
final class Tones {
  private static final double TAIL = 0.01;

  private final float[] low;
  private final float[] high;

  private Tones(float[] low, float[] high) {
    this.low = low;
    this.high = high;
  }

  /** One range for all columns. */
  static Tones range(int columns, float low, float high) {
    float[] lows = new float[columns];
    float[] highs = new float[columns];
    Arrays.fill(lows, low);
    Arrays.fill(highs, high);
    return new Tones(lows, highs);
  }

  /** The tones for a model's rows; {@code reference} shows what values there are. */
  static Tones of(AutoEncoder model, Dataset reference) {
    int columns = reference.columns();
    if (model.architecture().likelihood().support() == Support.UNIT_INTERVAL) {
      return range(columns, 0, 1);
    }
    if (model.data().imageShape().isEmpty()) {
      return byColumn(reference);
    }
    float minimum = reference.summary().minimum();
    float maximum = reference.summary().maximum();
    boolean unit = model.data().scale() != 1 || (minimum >= 0 && maximum <= 1);
    return unit ? range(columns, 0, 1) : range(columns, minimum, maximum);
  }

  private static Tones byColumn(Dataset reference) {
    float[] low = new float[reference.columns()];
    float[] high = new float[reference.columns()];
    float[] values = new float[reference.rows()];
    for (int j = 0; j < low.length; j++) {
      for (int i = 0; i < values.length; i++) {
        values[i] = reference.value(i, j);
      }
      Arrays.sort(values);
      int tail = (int) (TAIL * values.length);
      low[j] = values[tail];
      high[j] = values[values.length - 1 - tail];
      if (low[j] == high[j]) {
        low[j] = values[0];
        high[j] = values[values.length - 1];
      }
    }
    return new Tones(low, high);
  }

  /** The grey of a value as 0xRRGGBB; middle grey where a column has but one value. */
  int rgb(int column, float value) {
    float span = high[column] - low[column];
    float tone = span == 0 ? 0.5f : (value - low[column]) / span;
    int grey = Math.round(255 * Math.max(0, Math.min(1, tone)));
    return (grey << 16) | (grey << 8) | grey;
  }
}
