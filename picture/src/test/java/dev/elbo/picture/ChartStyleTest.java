package dev.elbo.picture;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChartStyleTest {
  /**
   * Ticks that are to stand 0.06 apart stand 0.05 apart: with one decimal two of them look alike.
   */
  @ParameterizedTest
  @CsvSource({"0.05, 2", "0.06, 2", "0.074, 2", "0.09, 1", "0.2, 1", "0.6, 1", "0.9, 0", "30, 0"})
  void decimalsTellTicksApart(double step, int decimals) {
    assertThat(ChartStyle.decimals(step)).isEqualTo(decimals);
  }
}
