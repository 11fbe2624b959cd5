package dev.elbo.train;

import dev.elbo.random.Purpose;
import dev.elbo.random.RandomStream;

/** The order in which an epoch visits the rows. */
public final class Shuffle {
  private Shuffle() {}

  /** A random permutation of 0 … rows − 1 (Fisher and Yates), a function of (seed, epoch). */
  public static int[] order(int rows, long seed, int epoch) {
    RandomStream random = RandomStream.of(seed, Purpose.SHUFFLE, epoch, 0);
    int[] order = new int[rows];
    for (int i = 0; i < rows; i++) {
      int j = random.nextInt(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    return order;
  }
}
