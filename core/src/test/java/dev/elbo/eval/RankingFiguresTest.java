package dev.elbo.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.elbo.random.Purpose;
import dev.elbo.random.RandomStream;
import org.junit.jupiter.api.Test;

class RankingFiguresTest {
  private static final double EXACT = 1e-15;

  private static RankingFigures figures(double[] scores, int... labels) {
    boolean[] positive = new boolean[labels.length];
    for (int i = 0; i < labels.length; i++) {
      positive[i] = labels[i] == 1;
    }
    return RankingFigures.of(scores, positive);
  }

  @Test
  void perfectAndReversedRankings() {
    RankingFigures perfect = figures(new double[] {1, 2, 3, 4, 5}, 0, 0, 0, 1, 1);
    assertThat(perfect).isEqualTo(new RankingFigures(5, 2, 1, 1));
    RankingFigures reversed = figures(new double[] {5, 4, 3, 2, 1}, 0, 0, 0, 1, 1);
    assertThat(reversed.rocAuc()).isZero();
    assertThat(reversed.averagePrecision()).isEqualTo((1 / 4.0 + 2 / 5.0) / 2, within(EXACT));
  }

  /** Of the pairs 4 × 2, the positive row is above in 3 and in 2. */
  @Test
  void countsPairs() {
    RankingFigures f = figures(new double[] {0.1, 0.4, 0.35, 0.8, 0.3, 0.6}, 0, 0, 1, 0, 0, 1);
    assertThat(f.rocAuc()).isEqualTo(5 / 8.0, within(EXACT));
    assertThat(f.averagePrecision()).isEqualTo((1 / 2.0 + 2 / 4.0) / 2, within(EXACT));
  }

  /** A threshold takes all rows of a score or none; precision is that of the whole group. */
  @Test
  void tiesCountHalf() {
    RankingFigures f = figures(new double[] {3, 2, 2, 2, 1}, 0, 1, 0, 1, 0);
    assertThat(f.rocAuc()).isEqualTo((1.5 + 1.5) / 6, within(EXACT));
    assertThat(f.averagePrecision()).isEqualTo(2 / 4.0, within(EXACT));
    RankingFigures same = figures(new double[] {7, 7, 7, 7}, 1, 0, 0, 0);
    assertThat(same.rocAuc()).isEqualTo(0.5, within(EXACT));
    assertThat(same.averagePrecision()).isEqualTo(0.25, within(EXACT));
    RankingFigures zeros = figures(new double[] {0.0, -0.0}, 0, 1);
    assertThat(zeros.rocAuc()).isEqualTo(0.5, within(EXACT));
  }

  @Test
  void infiniteScoresHaveRanks() {
    double infinity = Double.POSITIVE_INFINITY;
    RankingFigures f = figures(new double[] {infinity, -infinity, infinity, 0}, 1, 0, 0, 1);
    assertThat(f.rocAuc()).isEqualTo((1.5 + 1) / 4, within(EXACT));
  }

  /** Against the definitions, on scores with many ties. */
  @Test
  void agreesWithTheDefinitions() {
    RandomStream random = RandomStream.of(1, Purpose.SHUFFLE, 0, 0);
    for (int trial = 0; trial < 50; trial++) {
      int n = 2 + random.nextInt(60);
      double[] scores = new double[n];
      boolean[] positive = new boolean[n];
      for (int i = 0; i < n; i++) {
        scores[i] = random.nextInt(12);
        positive[i] = i == 0 || (i > 1 && random.nextInt(3) == 0);
      }
      RankingFigures f = RankingFigures.of(scores, positive);
      assertThat(f.rocAuc()).isEqualTo(pairs(scores, positive), within(1e-12));
      assertThat(f.averagePrecision()).isEqualTo(precision(scores, positive), within(1e-12));
    }
  }

  private static double pairs(double[] scores, boolean[] positive) {
    double won = 0;
    long pairs = 0;
    for (int i = 0; i < scores.length; i++) {
      for (int j = 0; j < scores.length; j++) {
        if (positive[i] && !positive[j]) {
          won += scores[i] > scores[j] ? 1 : scores[i] == scores[j] ? 0.5 : 0;
          pairs++;
        }
      }
    }
    return won / pairs;
  }

  /** The mean over the positive rows of the precision among the rows at or above their score. */
  private static double precision(double[] scores, boolean[] positive) {
    double sum = 0;
    int positives = 0;
    for (int i = 0; i < scores.length; i++) {
      if (positive[i]) {
        int above = 0;
        int hits = 0;
        for (int j = 0; j < scores.length; j++) {
          above += scores[j] >= scores[i] ? 1 : 0;
          hits += scores[j] >= scores[i] && positive[j] ? 1 : 0;
        }
        sum += (double) hits / above;
        positives++;
      }
    }
    return sum / positives;
  }

  @Test
  void saysWhatHasNoRanking() {
    assertThatThrownBy(() -> figures(new double[] {1, 2}, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("2 scores for 1 rows");
    assertThatThrownBy(() -> figures(new double[] {1, Double.NaN}, 1, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the score of row 2 (counted from 1) is NaN, which has no rank");
    assertThatThrownBy(() -> figures(new double[] {1, 2, 3}, 0, 0, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a ranking is judged by rows of two kinds; 0 of 3 rows are positive");
    assertThatThrownBy(() -> figures(new double[] {1, 2}, 1, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a ranking is judged by rows of two kinds; 2 of 2 rows are positive");
  }
}
