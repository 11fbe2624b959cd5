package dev.elbo.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SplitTest {
  private static Dataset rows(int count) {
    return Dataset.ofFloats("set", 1, new float[count]);
  }

  private static void assertPartition(Split split, int rows) {
    int[] both =
        IntStream.concat(Arrays.stream(split.train()), Arrays.stream(split.heldOut())).toArray();
    assertThat(both).containsExactlyInAnyOrder(IntStream.range(0, rows).toArray());
    assertThat(split.train()).isSorted();
    assertThat(split.heldOut()).isSorted();
  }

  @Property
  void everyRowIsOnOneSide(
      @ForAll @IntRange(min = 2, max = 300) int rows,
      @ForAll @DoubleRange(min = 0.01, max = 0.5) double fraction,
      @ForAll long seed) {
    Split split = Split.holdOut(rows(rows), fraction, seed);
    assertPartition(split, rows);
    assertThat(split.heldOut()).hasSize(Math.max(1, (int) Math.rint(fraction * rows)));
  }

  @Property
  void classesKeepTheirShare(
      @ForAll @Size(min = 10, max = 200) List<@IntRange(max = 3) Integer> classes,
      @ForAll long seed) {
    int[] labels = classes.stream().mapToInt(label -> label).toArray();
    Split split = Split.stratified(labels, 0.4, seed);
    assertPartition(split, labels.length);
    for (int label = 0; label <= 3; label++) {
      int wanted = label;
      long all = Arrays.stream(labels).filter(x -> x == wanted).count();
      long out = Arrays.stream(split.heldOut()).filter(i -> labels[i] == wanted).count();
      assertThat(out).isEqualTo((long) Math.rint(0.4 * all));
    }
  }

  @Test
  void aWholeNumberHoldsOutThatManyRows() {
    assertThat(Split.holdOut(rows(10), 1, 0).heldOut()).hasSize(1);
    assertThat(Split.holdOut(rows(10), 9, 0).train()).hasSize(1);
  }

  @Test
  void theSeedDecides() {
    Split split = Split.holdOut(rows(1000), 0.1, 1);
    assertThat(Split.holdOut(rows(1000), 0.1, 1).heldOut()).containsExactly(split.heldOut());
    assertThat(Split.holdOut(rows(1000), 0.1, 2).heldOut()).isNotEqualTo(split.heldOut());
    int[] labels = IntStream.range(0, 1000).map(i -> i % 7).toArray();
    Split byClass = Split.stratified(labels, 0.1, 1);
    assertThat(Split.stratified(labels, 0.1, 1).heldOut()).containsExactly(byClass.heldOut());
    assertThat(Split.stratified(labels, 0.1, 2).heldOut()).isNotEqualTo(byClass.heldOut());
  }

  /**
   * Over 2000 seeds each of 20 rows is held out a binomial number of times, p = ¼: |z| ≤ 5 for all
   * fails in 1e-5 of the cases.
   */
  @Test
  void everyRowIsHeldOutEquallyOften() {
    int[] times = new int[20];
    for (int seed = 0; seed < 2000; seed++) {
      for (int row : Split.holdOut(rows(20), 5, seed).heldOut()) {
        times[row]++;
      }
    }
    double deviation = Math.sqrt(2000 * 0.25 * 0.75);
    for (int count : times) {
      assertThat((count - 500) / deviation).isBetween(-5.0, 5.0);
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, 10, 2.5, Double.NaN, Double.POSITIVE_INFINITY})
  void whatIsNeitherFractionNorNumberIsRejected(double rowsOrFraction) {
    String shown =
        rowsOrFraction == Math.rint(rowsOrFraction) && !Double.isInfinite(rowsOrFraction)
            ? String.valueOf((long) rowsOrFraction)
            : String.valueOf(rowsOrFraction);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Split.holdOut(rows(10), rowsOrFraction, 0))
        .withMessage(
            shown
                + " of 10 rows cannot be held out: give a fraction between 0 and 1, or a number of"
                + " rows from 1 to 9");
  }

  @Test
  void nothingToTrainOnIsRejected() {
    assertThatIllegalArgumentException().isThrownBy(() -> Split.holdOut(rows(1), 0.5, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> Split.holdOut(rows(10), 0.96, 0));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Split.stratified(new int[] {1, 2, 3}, 0.2, 0))
        .withMessage("a fraction of 0.2 of each class leaves 3 rows to train on and 0 held out");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Split.stratified(new int[] {1, 2, 3}, 1, 0))
        .withMessage("the fraction to hold out lies between 0 and 1, not at 1");
  }

  @Test
  void theArraysAreCopies() {
    Split split = Split.holdOut(rows(3), 1, 0);
    split.train()[0] = 99;
    split.heldOut()[0] = 99;
    assertPartition(split, 3);
  }
}
