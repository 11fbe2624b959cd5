package dev.elbo.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elbo.preprocessing.Preprocessing;
import dev.elbo.preprocessing.PreprocessingFit;
import dev.elbo.schema.Column;
import dev.elbo.schema.Count;
import dev.elbo.schema.Schema;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpilledRowsTest {
  private static final int ROWS = 10_007;
  private static final Schema SCHEMA =
      new Schema(
          List.of(Column.of("i", new Count(0, ROWS)), Column.of("twice", new Count(0, 2 * ROWS))));
  private static final Preprocessing PLAIN = new PreprocessingFit(SCHEMA).finish();

  @TempDir private Path folder;
  private Table table;

  @BeforeEach
  void open() throws IOException {
    table =
        Table.open(
            TableSource.file(
                Written.file(
                    folder, "t.csv", "i,twice\n" + Written.rows(ROWS, i -> i + "," + 2 * i))));
  }

  @AfterEach
  void close() throws IOException {
    table.close();
  }

  /** The first column of the rows of an epoch, in minibatches of 128. */
  private static List<Integer> order(SpilledRows rows, long seed, int epoch) throws IOException {
    List<Integer> order = new ArrayList<>();
    SpilledRows.Epoch pass = rows.epoch(seed, epoch);
    float[] minibatch = new float[128 * 2];
    for (int count; (count = pass.next(minibatch, 128)) > 0; ) {
      for (int i = 0; i < count; i++) {
        assertThat(minibatch[2 * i + 1]).isEqualTo(2 * minibatch[2 * i]);
        order.add((int) minibatch[2 * i]);
      }
    }
    return order;
  }

  private SpilledRows spilled(int blockRows, int bufferBlocks) throws IOException {
    return SpilledRows.of(table.as(SCHEMA), PLAIN, 1, blockRows, bufferBlocks);
  }

  @Test
  void anEpochHasEveryRowOnce() throws IOException {
    List<Integer> all = IntStream.range(0, ROWS).boxed().toList();
    try (SpilledRows large = SpilledRows.of(table.as(SCHEMA), PLAIN, 1);
        SpilledRows small = spilled(16, 7)) {
      assertThat(large.rows()).isEqualTo(ROWS);
      assertThat(large.columns()).isEqualTo(2);
      assertThat(order(large, 1, 0)).hasSameElementsAs(all).hasSize(ROWS);
      assertThat(order(small, 1, 0)).hasSameElementsAs(all).hasSize(ROWS);
    }
  }

  @Test
  void theOrderIsAFunctionOfSeedAndEpoch() throws IOException {
    try (SpilledRows rows = spilled(16, 7);
        SpilledRows again = spilled(16, 7)) {
      List<Integer> order = order(rows, 1, 3);
      assertThat(order(again, 1, 3)).isEqualTo(order);
      assertThat(order(rows, 1, 4)).isNotEqualTo(order);
      assertThat(order(rows, 2, 3)).isNotEqualTo(order);
    }
  }

  /**
   * Correlation of a row's number with its place in the epoch. Under even shuffling its deviation
   * is 1 / √n for n rows, or n blocks; 5 deviations: one seed in 10⁶ fails.
   */
  @Test
  void placesDoNotDependOnNumbers() throws IOException {
    try (SpilledRows whole = SpilledRows.of(table.as(SCHEMA), PLAIN, 1);
        SpilledRows blocks = spilled(16, 7)) {
      assertThat(Math.abs(correlation(order(whole, 1, 0)))).isLessThan(5 / Math.sqrt(ROWS));
      assertThat(Math.abs(correlation(order(blocks, 1, 0)))).isLessThan(5 / Math.sqrt(ROWS / 16.0));
    }
  }

  /** Neighbours in the file are rarely neighbours in an epoch: here, in 1 of 112 on average. */
  @Test
  void neighboursPart() throws IOException {
    try (SpilledRows rows = spilled(16, 7)) {
      List<Integer> order = order(rows, 1, 0);
      long together =
          IntStream.range(1, ROWS)
              .filter(i -> Math.abs(order.get(i) - order.get(i - 1)) == 1)
              .count();
      // Expected 2 · 15/16 · ROWS / 112 = 168, deviation 13; 5 deviations.
      assertThat(together).isBetween(100L, 235L);
    }
  }

  private static double correlation(List<Integer> order) {
    double mean = (ROWS - 1) / 2.0;
    double sum = 0;
    double square = 0;
    for (int i = 0; i < ROWS; i++) {
      sum += (i - mean) * (order.get(i) - mean);
      square += (i - mean) * (i - mean);
    }
    return sum / square;
  }
}
