package dev.elbo.benchmarks.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.elbo.random.Purpose;
import dev.elbo.random.RandomStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FiguresTest {
  private static final double NAN = Double.NaN;

  @Test
  void totalVariation() {
    List<String> real = List.of("a", "a", "b", "c");
    assertThat(TotalVariation.of(real, real, false)).isZero();
    assertThat(TotalVariation.of(real, List.of("a", "d"), false)).isEqualTo(0.5, within(1e-12));
    assertThat(TotalVariation.of(real, List.of("e"), false)).isEqualTo(1, within(1e-12));
  }

  /** 1000 numbers in 50 bins of 20: all others in the lowest one are 0.98 away. */
  @Test
  void totalVariationOfNumbersInBins() {
    List<String> real = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      real.add(Integer.toString(i));
    }
    assertThat(TotalVariation.of(real, List.of("-5", "0", "19"), true))
        .isEqualTo(0.98, within(1e-12));
    assertThat(TotalVariation.of(real, List.of("20", "2000"), true)).isEqualTo(0.96, within(1e-12));
  }

  /**
   * n = 19, α = 0.1: k = 2 of 20. With one row a split the beta-binomial is the binomial, of
   * variance 0.1 · 0.9; with 21 rows its variance is 21 · 0.1 · 0.9 · 41/21.
   */
  @Test
  void flaggedShares() {
    FlaggedShare single = new FlaggedShare();
    for (int i = 0; i < 100; i++) {
      single.add(1, i < 12 ? 1 : 0, 19, 0.1);
    }
    assertThat(single.observed()).isEqualTo(0.12);
    assertThat(single.expected()).isEqualTo(0.1, within(1e-12));
    assertThat(single.upper() - 0.1).isEqualTo(3.2905 * 0.03, within(1e-9));
    assertThat(single.holds()).isTrue();
    FlaggedShare shared = new FlaggedShare();
    shared.add(21, 21, 19, 0.1);
    assertThat(shared.upper() - 0.1).isEqualTo(3.2905 * Math.sqrt(0.09 * 41) / 21, within(1e-9));
    assertThat(shared.holds()).isFalse();
    assertThat(shared)
        .hasToString(
            "1.0000 of 21 rows flagged; expected 0.1000, 99.9 % interval -0.2010 to 0.4010");
  }

  @Test
  void errorsAndCoverageOfRemovedCells() {
    double[][] complete = {{1, 10}, {3, 10}};
    CellRemoval removal = new CellRemoval(complete, new double[][] {{NAN, NAN}, {NAN, 10}});
    // The deviation of the first column is 1; the second is constant and has no unit.
    assertThat(removal.rootMeanSquareError(new double[][] {{4, 99}, {4, 10}}))
        .isEqualTo(Math.sqrt((9 + 1) / 2.0), within(1e-12));
    assertThat(removal.share((row, column, value) -> value == 1)).isEqualTo(0.5);
  }

  /** Ends count in full, so an interval of few values holds more than nine tenths of its own. */
  @Test
  void intervalsOfContinuousAndOfFewValues() {
    double[] continuous = IntStream.rangeClosed(1, FilledCells.DRAWS).asDoubleStream().toArray();
    double[] few =
        IntStream.range(0, FilledCells.DRAWS).map(m -> m / 33).asDoubleStream().toArray();
    FilledCells filled = new FilledCells(new double[1][2], new double[][][] {{continuous, few}});
    assertThat(IntStream.range(0, 100).filter(x -> filled.holds(0, 0, x + 0.5)).count())
        .isEqualTo(90);
    assertThat(IntStream.range(0, 3).allMatch(x -> filled.holds(0, 1, x))).isTrue();
    RandomStream random = RandomStream.of(1, Purpose.SPLIT, 0, 0);
    long byRank =
        IntStream.range(0, 9000).filter(i -> filled.holdsByRank(0, 1, i % 3, random)).count();
    // 5 of 34 places are beyond 0's end and 2's; 3.3 standard deviations of 9000 draws.
    assertThat(byRank / 9000.0).isCloseTo(1 - 2 * 5 / (3.0 * 34), within(0.011));
  }

  @Test
  void aShareOfTheCellsIsRemoved() {
    CellRemoval removal = CellRemoval.of(new double[200][50], 0.3, 1);
    long removed = 0;
    for (double[] row : removal.gaps()) {
      for (double cell : row) {
        removed += Double.isNaN(cell) ? 1 : 0;
      }
    }
    // Of 10,000 cells, within 4 standard deviations: 1 seed in 16,000 fails.
    assertThat(removed).isBetween(3000L - 183, 3000L + 183);
  }

  @Test
  void gapsAreFilledByTheNearestRowsThatHaveAValue() {
    double[][] rows = {
      {0, NAN}, {0.1, 1}, {0.2, 2}, {0.3, NAN}, {0.4, 3}, {0.5, 4}, {0.6, 5}, {9, 100}
    };
    NeighbourImputer imputer = new NeighbourImputer(rows);
    assertThat(imputer.byNeighbours()[0]).containsExactly(0, 3);
    assertThat(imputer.byNeighbours()[1]).containsExactly(0.1, 1);
    assertThat(imputer.byMean()[3][1]).isEqualTo(115 / 6.0, within(1e-12));
  }
}
