package dev.elbo.data;

import dev.elbo.random.Purpose;
import dev.elbo.random.RandomStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Rows to train on and rows held out: two disjoint sets of indices, each ascending, that are all
 * rows together. A pure function of what it is made from and the seed.
 *
 * <p>The draw is by row. Rows that belong together, such as consecutive frames of a film, end on
 * both sides, and a held-out bound is then too good.
 */
public final class Split {
  private static final long WHOLE = 0;
  private static final long BY_CLASS = 1;
  private static final long CALIBRATION = 2;

  private final int[] train;
  private final int[] heldOut;

  private Split(int[] train, int[] heldOut) {
    Arrays.sort(train);
    Arrays.sort(heldOut);
    this.train = train;
    this.heldOut = heldOut;
  }

  /**
   * Holds out some rows at random.
   *
   * @param rowsOrFraction below 1 the fraction to hold out, rounded to whole rows and at least one;
   *     from 1 on a whole number of rows
   * @throws IllegalArgumentException where it is neither, or leaves nothing to train on
   */
  public static Split holdOut(Dataset data, double rowsOrFraction, long seed) {
    return holdOut(data.rows(), rowsOrFraction, seed, WHOLE);
  }

  /** {@link #holdOut(Dataset, double, long)} of rows that are not there yet. */
  public static Split holdOut(int rows, double rowsOrFraction, long seed) {
    return holdOut(rows, rowsOrFraction, seed, WHOLE);
  }

  /**
   * Holds out rows to calibrate scores by: others than {@link #holdOut(int, double, long)} would.
   */
  public static Split calibration(int rows, double rowsOrFraction, long seed) {
    return holdOut(rows, rowsOrFraction, seed, CALIBRATION);
  }

  private static Split holdOut(int rows, double rowsOrFraction, long seed, long what) {
    int out = count(rowsOrFraction, rows);
    int[] order = shuffled(rows, RandomStream.of(seed, Purpose.SPLIT, what, 0));
    return new Split(Arrays.copyOfRange(order, out, rows), Arrays.copyOf(order, out));
  }

  private static int count(double rowsOrFraction, int rows) {
    boolean fraction = rowsOrFraction > 0 && rowsOrFraction < 1;
    boolean whole = rowsOrFraction >= 1 && rowsOrFraction == Math.rint(rowsOrFraction);
    double out = fraction ? Math.max(1, Math.rint(rowsOrFraction * rows)) : rowsOrFraction;
    if (!(fraction || whole) || !(out < rows)) {
      throw new IllegalArgumentException(
          "%s of %d rows cannot be held out: give a fraction between 0 and 1, or a number of rows from 1 to %d"
              .formatted(plain(rowsOrFraction), rows, rows - 1));
    }
    return (int) out;
  }

  private static String plain(double number) {
    return number == Math.rint(number) && Math.abs(number) < 1e15
        ? String.valueOf((long) number)
        : String.valueOf(number);
  }

  /**
   * Holds out the same fraction of each class, rounded to whole rows class by class.
   *
   * @param labels one a row
   * @param fraction strictly between 0 and 1
   * @throws IllegalArgumentException where the fraction is not, or one side would be empty
   */
  public static Split stratified(int[] labels, double fraction, long seed) {
    if (!(fraction > 0 && fraction < 1)) {
      throw new IllegalArgumentException(
          "the fraction to hold out lies between 0 and 1, not at " + plain(fraction));
    }
    int[] train = new int[labels.length];
    int[] heldOut = new int[labels.length];
    int trainCount = 0;
    int heldOutCount = 0;
    for (Map.Entry<Integer, List<Integer>> entry : rowsByClass(labels).entrySet()) {
      List<Integer> rows = entry.getValue();
      int out = (int) Math.rint(fraction * rows.size());
      RandomStream stream = RandomStream.of(seed, Purpose.SPLIT, BY_CLASS, entry.getKey());
      int[] order = shuffled(rows.size(), stream);
      for (int i = 0; i < order.length; i++) {
        if (i < out) {
          heldOut[heldOutCount++] = rows.get(order[i]);
        } else {
          train[trainCount++] = rows.get(order[i]);
        }
      }
    }
    if (trainCount == 0 || heldOutCount == 0) {
      throw new IllegalArgumentException(
          "a fraction of %s of each class leaves %d rows to train on and %d held out"
              .formatted(plain(fraction), trainCount, heldOutCount));
    }
    return new Split(Arrays.copyOf(train, trainCount), Arrays.copyOf(heldOut, heldOutCount));
  }

  private static SortedMap<Integer, List<Integer>> rowsByClass(int[] labels) {
    SortedMap<Integer, List<Integer>> rows = new TreeMap<>();
    for (int i = 0; i < labels.length; i++) {
      rows.computeIfAbsent(labels[i], label -> new ArrayList<>()).add(i);
    }
    return rows;
  }

  /** 0 … count − 1 in random order (Fisher and Yates). */
  private static int[] shuffled(int count, RandomStream stream) {
    int[] order = new int[count];
    for (int i = 0; i < count; i++) {
      int j = stream.nextInt(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    return order;
  }

  /** A copy of the rows to train on, ascending. */
  public int[] train() {
    return train.clone();
  }

  /** A copy of the rows held out, ascending. */
  public int[] heldOut() {
    return heldOut.clone();
  }
}
