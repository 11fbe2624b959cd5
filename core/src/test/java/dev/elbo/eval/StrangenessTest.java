package dev.elbo.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class StrangenessTest {
  private static final List<Double> USUAL = List.of(-1.0, 2.0);
  private static final boolean[] NONE = new boolean[2];

  private static RowScores scores(double logLikelihood, double first, double second) {
    return new RowScores(
        List.of(logLikelihood), List.of(0.0), List.of(0.0), List.of(List.of(first, second)));
  }

  private static double of(RowScores scores, boolean... missing) {
    return Strangeness.of(scores, missing, USUAL).values().get(0);
  }

  /** Σ u − log p(x) = 1 − (−9), of which KL is −3 − 1 − (−9) = 5. */
  @Test
  void ofCellsThatFallShortItIsThatOfLogLikelihood() {
    Strangeness found = Strangeness.of(scores(-9, -3, -1), NONE, USUAL);
    assertThat(found.values().get(0)).isCloseTo(1 + 9, within(1e-12));
    assertThat(found.shortfalls().get(0)).containsExactly(2.0, 3.0);
  }

  /** However dense the second cell, it makes up for nothing of the first. */
  @Test
  void aCellThatIsMoreLikelyThanUsualCountsAsUsual() {
    double dense = of(scores(-3 + 1000 - 5, -3, 1000), NONE);
    assertThat(dense).isCloseTo(5 + 2, within(1e-9));
    assertThat(of(scores(-3 + 2 - 5, -3, 2), NONE)).isCloseTo(dense, within(1e-9));
  }

  @Test
  void whatHasNoProbabilityIsStrangestAndANumber() {
    double least = Double.NEGATIVE_INFINITY;
    assertThat(of(scores(least, least, 2), NONE)).isEqualTo(Float.MAX_VALUE);
    assertThat(of(scores(least, Double.NaN, 2), NONE)).isEqualTo(Float.MAX_VALUE);
  }

  @Test
  void aMissingCellCountsAsUsual() {
    assertThat(of(scores(-3 - 5, -3, 0), false, true)).isCloseTo(5 + 2, within(1e-12));
    assertThat(of(scores(-3 - 5, -3, 0), false, false)).isCloseTo(5 + 2 + 2, within(1e-12));
  }

  @Test
  void withoutAnythingUsualItIsMinusLogLikelihood() {
    Strangeness found = Strangeness.of(scores(-9, -3, 1));
    assertThat(found.values()).containsExactly(9.0);
    assertThat(found.shortfalls().get(0)).containsExactly(3.0, -1.0);
  }

  @Test
  void usualIsTheMedianOfTheCellsThatAreThere() {
    RowScores rows =
        new RowScores(
            List.of(0.0, 0.0, 0.0, 0.0),
            List.of(0.0, 0.0, 0.0, 0.0),
            List.of(0.0, 0.0, 0.0, 0.0),
            List.of(
                List.of(-1.0, 0.0), List.of(-900.0, 0.0), List.of(0.0, 0.0), List.of(-4.0, 0.0)));
    boolean[] missing = {false, true, false, true, true, true, false, true};
    assertThat(Strangeness.usual(rows, missing)).containsExactly(-4.0, 0.0);
  }
}
