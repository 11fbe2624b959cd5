package dev.elbo.benchmarks.tables;

import dev.elbo.random.Purpose;
import dev.elbo.random.RandomStream;
import java.util.Locale;
import java.util.stream.IntStream;

/** Which rows a detector learns from, and on which it is judged. */
enum Setting {
  /** Learns from half of the normal rows; judged on the other half and all anomalies. */
  NORMAL_HALF("half of the normal rows") {
    @Override
    Parts parts(AnomalySet set, long seed) {
      int[] normal = IntStream.range(0, set.rows().length).filter(i -> !set.anomaly()[i]).toArray();
      int[] anomalies =
          IntStream.range(0, set.rows().length).filter(i -> set.anomaly()[i]).toArray();
      shuffle(normal, seed);
      int half = normal.length / 2;
      int[] train = IntStream.range(0, half).map(i -> normal[i]).toArray();
      int[] others = IntStream.range(half, normal.length).map(i -> normal[i]).toArray();
      int[] test = IntStream.concat(IntStream.of(others), IntStream.of(anomalies)).toArray();
      return new Parts(train, test);
    }
  },
  /** Learns from all rows, is not told which are anomalies, and is judged on the same rows. */
  UNLABELLED("all rows, unlabelled") {
    @Override
    Parts parts(AnomalySet set, long seed) {
      int[] all = IntStream.range(0, set.rows().length).toArray();
      shuffle(all, seed);
      return new Parts(all, all);
    }
  };

  private final String words;

  Setting(String words) {
    this.words = words;
  }

  /** What is learnt from. */
  String words() {
    return words;
  }

  /** The name on the command line. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** A split that is a function of the seed. */
  abstract Parts parts(AnomalySet set, long seed);

  /** Fisher and Yates. */
  static void shuffle(int[] numbers, long seed) {
    RandomStream random = RandomStream.of(seed, Purpose.SPLIT, 0, 0);
    for (int i = numbers.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int other = numbers[j];
      numbers[j] = numbers[i];
      numbers[i] = other;
    }
  }

  /**
   * Numbers of rows.
   *
   * @param train to learn from
   * @param test to be judged on
   */
  // Passed on, not compared.
  @SuppressWarnings("ArrayRecordComponent")
  record Parts(int[] train, int[] test) {}
}
