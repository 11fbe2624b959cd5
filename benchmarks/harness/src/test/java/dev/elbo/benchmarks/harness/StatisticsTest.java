package dev.elbo.benchmarks.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class StatisticsTest {
  @Test
  void quantilesLieBetweenValues() {
    assertThat(Statistics.of(4, 1, 3, 2)).isEqualTo(new Statistics(1, 1.75, 2.5, 3.25, 4));
    assertThat(Statistics.of(5)).isEqualTo(new Statistics(5, 5, 5, 5, 5));
  }

  /** The machine is ten times slower in the second round: the ratios do not see it. */
  @Test
  void ratiosAreTakenPairByPair() {
    Statistics ratios = Statistics.ofRatios(List.of(4.0, 40.0, 6.0), List.of(2.0, 20.0, 2.0));
    assertThat(ratios).isEqualTo(new Statistics(2, 2, 2, 2.5, 3));
  }

  @Test
  void seriesOfDifferentLengthAreNoPairs() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Statistics.ofRatios(List.of(1.0), List.of(1.0, 2.0)))
        .withMessage("1 and 2 rounds are no pairs");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Statistics.of())
        .withMessage("no values, no statistics");
  }
}
