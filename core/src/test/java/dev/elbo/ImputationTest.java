package dev.elbo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.elbo.preprocessing.ColumnCells;
import dev.elbo.preprocessing.RowBlock;
import dev.elbo.schema.Binary;
import dev.elbo.schema.Column;
import dev.elbo.schema.Count;
import dev.elbo.schema.Numeric;
import dev.elbo.schema.Schema;
import dev.elbo.train.TrainOptions;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Gaps in rows of one latent u: 10 + 2u + ½ε, a count of about e^{1 + u/2}, and whether u > 0. */
class ImputationTest {
  private static final int ROWS = 800;
  private static final Schema SCHEMA =
      new Schema(
          List.of(
              Column.of("size", new Numeric(0, 20, 0)),
              Column.of("visits", new Count(0, 40)),
              Column.of("large", new Binary("no", "yes"))));

  private static TableModel model;

  @BeforeAll
  static void train() throws IOException {
    EncodedTable table =
        EncodedTable.of(new MemoryTable(SCHEMA, rows(ROWS, 5)), OptionalDouble.empty(), 7);
    model =
        TableModel.of(
            Training.on(table)
                .hidden(16)
                .latent(2)
                .options(TrainOptions.builder().epochs(60).minibatch(50).threads(1).seed(7).build())
                .run());
  }

  private static RowBlock rows(int count, long seed) {
    Random random = new Random(seed);
    double[] size = new double[count];
    double[] visits = new double[count];
    @Nullable String[] large = new @Nullable String[count];
    for (int i = 0; i < count; i++) {
      double u = random.nextGaussian();
      size[i] = 10 + 2 * u + 0.5 * random.nextGaussian();
      visits[i] = Math.rint(Math.exp(1 + 0.5 * u));
      large[i] = u > 0 ? "yes" : "no";
    }
    return block(0, size, visits, large);
  }

  private static RowBlock block(
      long first, double[] size, double[] visits, @Nullable String[] large) {
    return new RowBlock(
        first,
        size.length,
        List.of(
            new ColumnCells.Numbers(size),
            new ColumnCells.Numbers(visits),
            new ColumnCells.Texts(large)));
  }

  private static double[] numbers(RowBlock rows, int column) {
    return ((ColumnCells.Numbers) rows.columns().get(column)).values();
  }

  private static @Nullable String[] texts(RowBlock rows, int column) {
    return ((ColumnCells.Texts) rows.columns().get(column)).values();
  }

  /** Of size, whose deviation is 2.06, the others leave open about 1. */
  @Test
  void missingNumbersFollowTheObservedCells() {
    RowBlock rows = rows(200, 9);
    double[] gone = new double[200];
    Arrays.fill(gone, Double.NaN);
    RowBlock gaps = block(0, gone, numbers(rows, 1), texts(rows, 2));
    double[] filled = numbers(model.impute(gaps), 0);
    double squares = 0;
    for (int i = 0; i < filled.length; i++) {
      squares += Math.pow(filled[i] - numbers(rows, 0)[i], 2);
    }
    assertThat(Math.sqrt(squares / filled.length)).isLessThan(1.3);
  }

  @Test
  void observedCellsAndTheGivenRowsStayAsTheyAre() {
    double[] size = {10.123456789012, Double.NaN};
    RowBlock rows = block(0, size, new double[] {3, 2}, new String[] {null, "a third"});
    RowBlock filled = model.impute(rows);
    assertThat(numbers(filled, 0)[0]).isEqualTo(10.123456789012);
    assertThat(numbers(filled, 1)).containsExactly(3, 2);
    assertThat(texts(filled, 2)[0]).isIn("yes", "no");
    assertThat(texts(filled, 2)[1]).isEqualTo("a third");
    assertThat(size[1]).isNaN();
    assertThat(texts(rows, 2)[0]).isNull();
  }

  /** As the row stands alone, among others and elsewhere in the table. */
  @Test
  void aFilledCellIsAFunctionOfItsRow() {
    RowBlock alone = block(0, new double[] {Double.NaN}, new double[] {5}, new String[] {"yes"});
    RowBlock among =
        block(
            40,
            new double[] {4, Double.NaN},
            new double[] {Double.NaN, 5},
            new String[] {"no", "yes"});
    assertThat(numbers(model.impute(alone), 0)[0]).isEqualTo(numbers(model.impute(among), 0)[1]);
  }

  /** Draws spread as what is missing does: their 90 % intervals hold nine of ten true values. */
  @Test
  void drawsCoverWhatWasThere() {
    int count = 300;
    RowBlock rows = rows(count, 11);
    double[] gone = new double[count];
    Arrays.fill(gone, Double.NaN);
    RowBlock gaps = block(0, gone, numbers(rows, 1), texts(rows, 2));
    Imputation imputation = model.impute(gaps, 100, 60, 3);
    assertThat(imputation.completed()).hasSize(60);
    int within = 0;
    for (int i = 0; i < count; i++) {
      int row = i;
      double[] draws =
          imputation.completed().stream().mapToDouble(m -> numbers(m, 0)[row]).sorted().toArray();
      double truth = numbers(rows, 0)[i];
      within += truth >= draws[2] && truth <= draws[57] ? 1 : 0;
    }
    assertThat(within / (double) count).isBetween(0.82, 0.97);
    assertThat(numbers(model.impute(gaps, 100, 60, 3).rows(), 0))
        .isEqualTo(numbers(imputation.rows(), 0));
  }

  @Test
  void rowsWithoutGapsCostNothingAndSayNothing() {
    Imputation imputation = model.impute(rows(3, 1), 20);
    assertThat(imputation.effectiveDraws()).containsOnly(Double.NaN);
    assertThat(imputation.rowsBelow(10)).isZero();
  }

  @Test
  void newRowsOfGivenCellsAreOfTheirPlaceAlone() {
    RowBlock given =
        block(0, new double[] {Double.NaN}, new double[] {Double.NaN}, new String[] {"yes"});
    RowBlock all = model.sampleGiven(given, 0, 1500, 2).rows();
    RowBlock some = model.sampleGiven(given, 900, 200, 2).rows();
    assertThat(texts(all, 2)).containsOnly("yes");
    for (int i = 0; i < 200; i++) {
      assertThat(numbers(some, 0)[i]).isEqualTo(numbers(all, 0)[900 + i]);
    }
  }

  /** Rows given a cell are as those of all new rows that happen to have it. */
  @Test
  void nothingIsRejectedAndNothingIsLost() {
    RowBlock given =
        block(0, new double[] {Double.NaN}, new double[] {Double.NaN}, new String[] {"yes"});
    RowBlock rows = model.sampleGiven(given, 0, 3000, 2).rows();
    RowBlock free = model.sample(6000, 3);
    int[] with = IntStream.range(0, 6000).filter(i -> "yes".equals(texts(free, 2)[i])).toArray();
    for (int column = 0; column < 2; column++) {
      double[] expected = numbers(free.select(with), column);
      double deviation = deviation(expected);
      // Of 3000 draws from three sets of 1000 places, and of about 3000.
      assertThat(mean(numbers(rows, column)))
          .isCloseTo(mean(expected), within(4 * deviation * Math.sqrt(2 / 1000.0)));
      assertThat(deviation(numbers(rows, column))).isCloseTo(deviation, within(0.15 * deviation));
    }
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElseThrow();
  }

  private static double deviation(double[] values) {
    double mean = mean(values);
    return Math.sqrt(
        Arrays.stream(values).map(v -> (v - mean) * (v - mean)).average().orElseThrow());
  }

  @Test
  void completionsAreOneAtLeast() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> model.impute(rows(1, 1), 20, 0, 1))
        .withMessage("rows are completed once or several times over, not 0 times");
  }
}
