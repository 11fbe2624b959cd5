package dev.elbo.eval;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class EvaluationTest {
  private static Evaluation with(List<Double> divergences, List<Double> activities) {
    return new Evaluation(2, 3, -20.5, 4.25, -24, 0.1, 0.2, 0.5, divergences, activities);
  }

  @Test
  void theBoundIsReconstructionLessKl() {
    assertThat(with(List.of(), List.of()).elbo()).isEqualTo(-24.75);
  }

  /** Active is more than 0.01, and 0.01 is not. */
  @Test
  void activeUnitsByHand() {
    assertThat(with(List.of(), List.of(0.0, 0.01, 0.0100001, 0.5, 0.0099)).activeUnits())
        .isEqualTo(2);
    assertThat(with(List.of(), List.of()).activeUnits()).isZero();
  }

  @Test
  void latentsInOrderOfWhatTheyCarry() {
    assertThat(with(List.of(0.1, 3.0, 0.0, 3.0, 1.0), List.of()).latentsByDivergence())
        .containsExactly(1, 3, 4, 0, 2);
    assertThat(with(List.of(), List.of(0.2, 0.0, 0.9)).latentsByActivity())
        .containsExactly(2, 0, 1);
  }

  @Test
  void errorsOfOneValueAreNaN() {
    assertThat(RowFigures.standardError(new double[] {3})).isNaN();
    assertThat(RowFigures.combinedError(new double[] {0.04, Double.NaN})).isNaN();
  }

  @Test
  void errorsByHand() {
    // mean 2, sample variance 2, over 3 rows
    assertThat(RowFigures.mean(new double[] {1, 1, 4})).isEqualTo(2);
    assertThat(RowFigures.standardError(new double[] {1, 1, 4})).isEqualTo(1);
    // √(0.01 + 0.03) / 2
    assertThat(RowFigures.combinedError(new double[] {0.01, 0.03})).isEqualTo(0.1);
  }
}
