package dev.elbo.benchmarks.protocol;

import java.util.SplittableRandom;

/** Shuffled row numbers, a whole minibatch at a time, for contenders that do not shuffle. */
public final class Minibatches {
  private final int[] order;
  private final int size;
  private final SplittableRandom random = new SplittableRandom(1);
  private int next;

  /** Minibatches of a workload; rows that do not fill one are left out of an epoch. */
  public Minibatches(Workload workload) {
    order = new int[workload.rows()];
    for (int i = 0; i < order.length; i++) {
      order[i] = i;
    }
    size = workload.minibatch();
    next = order.length;
  }

  /** The rows of the next minibatch. */
  public int[] next() {
    if (next + size > order.length) {
      shuffle();
      next = 0;
    }
    int[] rows = new int[size];
    System.arraycopy(order, next, rows, 0, size);
    next += size;
    return rows;
  }

  private void shuffle() {
    for (int i = order.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int swapped = order[i];
      order[i] = order[j];
      order[j] = swapped;
    }
  }
}
