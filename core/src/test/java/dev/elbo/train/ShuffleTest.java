package dev.elbo.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ShuffleTest {
  @Test
  void everyRowOnce() {
    for (int rows : new int[] {1, 2, 3, 100, 1437}) {
      assertThat(Shuffle.order(rows, 1, 1))
          .containsExactlyInAnyOrder(IntStream.range(0, rows).toArray());
    }
  }

  @Test
  void aFunctionOfSeedAndEpoch() {
    assertThat(Shuffle.order(100, 1, 1)).isEqualTo(Shuffle.order(100, 1, 1));
    assertThat(Shuffle.order(100, 1, 2)).isNotEqualTo(Shuffle.order(100, 1, 1));
    assertThat(Shuffle.order(100, 2, 1)).isNotEqualTo(Shuffle.order(100, 1, 1));
  }

  /**
   * Each of 4 rows stands first a quarter of the time: of 4000 epochs within 6 standard deviations
   * (27) of 1000, so wrong once in 10⁸ seeds.
   */
  @Test
  void fair() {
    int[] first = new int[4];
    for (int epoch = 1; epoch <= 4000; epoch++) {
      first[Shuffle.order(4, 7, epoch)[0]]++;
    }
    for (int count : first) {
      assertThat(count).isBetween(1000 - 165, 1000 + 165);
    }
  }
}
