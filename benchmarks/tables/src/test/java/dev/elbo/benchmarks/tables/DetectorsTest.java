package dev.elbo.benchmarks.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.elbo.random.Purpose;
import dev.elbo.random.RandomStream;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class DetectorsTest {
  /** 200 rows about the origin, and one far out, the anomaly, at the end. */
  private static AnomalySet oneFarOut() {
    RandomStream random = RandomStream.of(1, Purpose.SHUFFLE, 0, 0);
    double[][] rows = new double[201][3];
    for (double[] row : rows) {
      row[0] = random.nextGaussian();
      row[1] = 1000 * random.nextGaussian();
      row[2] = 7;
    }
    rows[200][0] = 6;
    rows[200][1] = -6000;
    boolean[] anomaly = new boolean[201];
    anomaly[200] = true;
    return new AnomalySet("far out", rows, anomaly);
  }

  @Test
  void theHalfOfTheNormalRowsAndTheRest() {
    AnomalySet set = oneFarOut();
    Setting.Parts parts = Setting.NORMAL_HALF.parts(set, 1);
    assertThat(parts.train()).hasSize(100).doesNotContain(200);
    assertThat(parts.test()).hasSize(101).contains(200).doesNotContain(parts.train());
    assertThat(set.labels(parts.test())[100]).isTrue();
    assertThat(Setting.NORMAL_HALF.parts(set, 1).train()).isEqualTo(parts.train());
    assertThat(Setting.NORMAL_HALF.parts(set, 2).train()).isNotEqualTo(parts.train());
    Setting.Parts all = Setting.UNLABELLED.parts(set, 1);
    assertThat(all.train()).isEqualTo(all.test()).hasSize(201).contains(200);
  }

  @Test
  void peersFindTheRowThatIsFarOut() throws IOException {
    AnomalySet set = oneFarOut();
    for (Detector detector : new Detector[] {new ForestDetector(), new NearestNeighbours()}) {
      for (Setting setting : Setting.values()) {
        Setting.Parts parts = setting.parts(set, 1);
        double[] scores = detector.scores(set, parts, 1);
        assertThat(scores).isEqualTo(detector.scores(set, parts, 1));
        double most = Arrays.stream(scores).max().orElseThrow();
        boolean[] anomaly = set.labels(parts.test());
        for (int i = 0; i < scores.length; i++) {
          assertThat(scores[i] == most).as(detector.name()).isEqualTo(anomaly[i]);
        }
      }
    }
  }

  /** Of 0, 1, 2, …, 9 standardised, the fifth nearest of 0 is 5, and of 4 it is 7 or 1. */
  @Test
  void theFifthNeighbour() {
    double[][] rows = new double[10][1];
    for (int i = 0; i < 10; i++) {
      rows[i][0] = i;
    }
    int[] all = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9};
    AnomalySet set = new AnomalySet("line", rows, new boolean[10]);
    double[] scores = new NearestNeighbours().scores(set, new Setting.Parts(all, all), 1);
    double unit = 1 / Math.sqrt(8.25);
    assertThat(scores[0]).isEqualTo(5 * unit, within(1e-12));
    assertThat(scores[4]).isEqualTo(3 * unit, within(1e-12));
  }

  @Test
  void columnsAreScaledByTheTrainingRows() {
    StandardizedRows rows =
        StandardizedRows.of(
            new double[][] {{1, 5, 10}, {3, 5, 30}}, new double[][] {{2, 6, 50}, {5, 5, 20}});
    assertThat(rows.train()).isDeepEqualTo(new double[][] {{-1, -1}, {1, 1}});
    assertThat(rows.test()).isDeepEqualTo(new double[][] {{0, 3}, {3, 0}});
  }

  @Test
  void wholeNumbersHaveNoPoint() {
    assertThat(CsvTable.cell(3)).isEqualTo("3");
    assertThat(CsvTable.cell(-0.25)).isEqualTo("-0.25");
    assertThat(CsvTable.cell(Double.NaN)).isEmpty();
  }
}
