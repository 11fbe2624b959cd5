package dev.elbo.benchmarks.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class WorkloadTest {
  @Test
  void everyWorkloadSurvivesTheCommandLine() {
    for (Workload workload : Workload.all()) {
      assertThat(Workload.parse(workload.encoded())).isEqualTo(workload);
    }
  }

  @Test
  void minibatchesAreWhole() {
    for (Workload workload : Workload.all()) {
      assertThat(workload.rows() % workload.minibatch()).as(workload.name()).isZero();
      assertThat(workload.rows()).as(workload.name()).isGreaterThanOrEqualTo(10_000);
    }
  }

  @Test
  void anUnknownNameIsAnsweredWithTheValidOnes() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Workload.named("papre"))
        .withMessage(
            "there is no workload \"papre\"; valid names: paper, iwae-net, wide, table, iwae,"
                + " encode-paper-1, encode-table-1, score-paper-1, score-table-1,"
                + " encode-paper-1000, encode-table-1000, score-paper-1000, score-table-1000");
  }

  @Test
  void syntheticImagesHaveTheirShareOfOnesAndAreAlwaysTheSame() {
    Workload paper = Workload.named("paper");
    float[] values = SyntheticRows.of(paper);
    double ones = 0;
    for (float value : values) {
      assertThat(value == 0 || value == 1).isTrue();
      ones += value;
    }
    // 7.84 million draws: the share's standard deviation is 1.2e-4.
    assertThat(ones / values.length)
        .isBetween(SyntheticRows.ONES - 1e-3, SyntheticRows.ONES + 1e-3);
    assertThat(Arrays.equals(values, SyntheticRows.of(paper))).isTrue();
  }

  @Test
  void anEpochOfMinibatchesHasEveryRowOnce() {
    Workload table = Workload.named("table");
    Minibatches minibatches = new Minibatches(table);
    boolean[] seen = new boolean[table.rows()];
    for (int step = 0; step < table.rows() / table.minibatch(); step++) {
      for (int row : minibatches.next()) {
        assertThat(seen[row]).isFalse();
        seen[row] = true;
      }
    }
    assertThat(seen).doesNotContain(false);
  }
}
