package dev.elbo.data;

import dev.elbo.random.RandomStream;

/**
 * The numbers of a data set in one array, row after row. Immutable once built; views share it.
 *
 * <p>The methods that copy write {@code length} values, from index {@code offset} on, to {@code
 * target} from index {@code at} on.
 */
sealed interface Values permits ByteValues, FloatValues, MappedValues {
  /** How many values there are. */
  int length();

  float get(int index);

  /** No value is greater; finite only where the representation itself bounds the values. */
  float ceiling();

  /** Copies the values as they are. */
  void copy(int offset, int length, float[] target, int at);

  /** Writes 1 where a value is at least ½, else 0. */
  void threshold(int offset, int length, float[] target, int at);

  /**
   * Writes 1 with the value's own probability, else 0, from 32 random bits a value: two values
   * share one {@link RandomStream#nextLong()}, the first of them its lower half. The values lie in
   * [0, 1], which the caller has checked; the probability is met to within 2⁻³².
   */
  void toss(int offset, int length, RandomStream stream, float[] target, int at);

  /** Adds {@code length} values, from index {@code offset} on, to a hash, as they are kept. */
  void addTo(RowHash hash, int offset, int length);
}
