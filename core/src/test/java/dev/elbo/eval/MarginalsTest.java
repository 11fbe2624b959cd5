package dev.elbo.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.elbo.preprocessing.ColumnCells;
import dev.elbo.preprocessing.RowBlock;
import dev.elbo.schema.Category;
import dev.elbo.schema.Column;
import dev.elbo.schema.ColumnType;
import dev.elbo.schema.Count;
import dev.elbo.schema.DateTime;
import dev.elbo.schema.Kind;
import dev.elbo.schema.LeftOut;
import dev.elbo.schema.Numeric;
import dev.elbo.schema.Schema;
import dev.elbo.schema.TimeUnit;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MarginalsTest {
  private static final double NAN = Double.NaN;

  private static final Schema SCHEMA =
      new Schema(
          List.of(
              Column.of("id", new LeftOut(Kind.IDENTIFIER, "all are different")),
              Column.of("city", new Category(List.of("Rome", "Oslo"), 0)),
              Column.of("visits", new Count(0, 9)),
              Column.of("size", new Numeric(-5, 5, 0)),
              Column.of("empty", new Numeric(0, 1, 0))));

  private static RowBlock rows(
      @Nullable String[] cities, double[] visits, double[] sizes, double[] empty) {
    return new RowBlock(
        0,
        cities.length,
        List.of(
            new ColumnCells.Texts(new @Nullable String[cities.length]),
            new ColumnCells.Texts(cities),
            new ColumnCells.Numbers(visits),
            new ColumnCells.Numbers(sizes),
            new ColumnCells.Numbers(empty)));
  }

  private static final RowBlock TABLE =
      rows(
          new @Nullable String[] {"Oslo", "Rome", null, "Rome", "Rome"},
          new double[] {0, 0, NAN, 3, 1},
          new double[] {7, 7, 7, NAN, NAN},
          new double[] {NAN, NAN, NAN, NAN, NAN});

  private static final RowBlock DRAWN =
      rows(
          new @Nullable String[] {"Oslo", "Rome", "Nice", "Oslo", "Oslo"},
          new double[] {0, 2, 50, 3, 3},
          new double[] {7, 8, 6, 7, 7},
          new double[] {0, 0, 0, 0, 0});

  @Test
  void levelsAreCountedWithoutMissingCells() {
    Marginal city = Marginals.of(SCHEMA, TABLE, DRAWN).get(0);
    assertThat(city.column().name()).isEqualTo("city");
    assertThat(city.cells()).isEqualTo(4);
    assertThat(city.drawn()).isEqualTo(5);
    assertThat(city.bins())
        .containsExactly(
            new Marginal.Bin("Rome", NAN, NAN, 0.75, 0.2),
            new Marginal.Bin("Oslo", NAN, NAN, 0.25, 0.6),
            new Marginal.Bin("Nice", NAN, NAN, 0, 0.2));
    assertThat(city.totalVariation()).isEqualTo((0.55 + 0.35 + 0.2) / 2, within(1e-12));
  }

  @Test
  void wholeNumbersHaveIntervalsOfTheirOwn() {
    Marginal visits = Marginals.of(SCHEMA, TABLE, DRAWN).get(1);
    assertThat(visits.bins())
        .containsExactly(
            new Marginal.Bin("", 0, 0, 0.5, 0.2),
            new Marginal.Bin("", 1, 1, 0.25, 0),
            new Marginal.Bin("", 2, 2, 0, 0.2),
            new Marginal.Bin("", 3, 3, 0.25, 0.6));
    assertThat(visits.totalVariation()).isEqualTo((0.3 + 0.25 + 0.2 + 0.35) / 2, within(1e-12));
  }

  @Test
  void oneValueIsOneIntervalAndAColumnWithoutCellsIsLeftOut() {
    List<Marginal> marginals = Marginals.of(SCHEMA, TABLE, DRAWN);
    assertThat(marginals).hasSize(3);
    assertThat(marginals.get(2).bins()).containsExactly(new Marginal.Bin("", 6.5, 7.5, 1, 1));
    assertThat(marginals.get(2).totalVariation()).isZero();
  }

  private static double[] every(int first, int last, double step) {
    return IntStream.rangeClosed(first, last).mapToDouble(i -> i * step).toArray();
  }

  private static Marginal of(ColumnType type, double[] table, double[] drawn) {
    Schema schema = new Schema(List.of(Column.of("x", type)));
    return Marginals.of(schema, block(table), block(drawn)).get(0);
  }

  /** 100 values in intervals of 5, each as often as the next. */
  @Test
  void roundedNumbersShareIntervalsEvenly() {
    Marginal ages = of(new Numeric(1, 100, 1), every(1, 100, 1), every(1, 50, 1));
    assertThat(ages.bins()).hasSize(20);
    assertThat(ages.bins()).allMatch(bin -> Math.abs(bin.share() - 0.05) < 1e-12);
    assertThat(ages.bins().get(0)).isEqualTo(new Marginal.Bin("", 1, 5, 0.05, 0.1));
    assertThat(ages.bins().get(19)).isEqualTo(new Marginal.Bin("", 96, 100, 0.05, 0));
    Marginal prices = of(new Numeric(0, 10, 0.5), every(0, 20, 0.5), every(0, 20, 0.5));
    assertThat(prices.bins()).hasSize(21);
    assertThat(prices.totalVariation()).isZero();
    assertThat(prices.bins().get(20)).isEqualTo(new Marginal.Bin("", 10, 10, 1 / 21.0, 1 / 21.0));
  }

  @Test
  void daysAreWhole() {
    Marginal days = of(new DateTime(TimeUnit.DAYS, 0, 29), every(0, 29, 1), every(0, 29, 1));
    assertThat(days.bins()).hasSize(15);
    assertThat(days.bins()).allMatch(bin -> bin.high() == bin.low() + 1);
  }

  @Test
  void oneValueWithFewOthersKeepsTheOthers() {
    double[] cells = new double[1000];
    cells[7] = 48;
    Marginal gains = of(new Numeric(0, 48, 1), cells, cells);
    assertThat(gains.bins().get(0).share()).isEqualTo(0.999);
    assertThat(gains.bins().get(gains.bins().size() - 1).share()).isEqualTo(0.001);
  }

  @Test
  void theWidestRangeOfNumbersIsOne() {
    double[] cells = {-Double.MAX_VALUE, 0, Double.MAX_VALUE};
    assertThat(of(new Numeric(0, 1, 0), cells, cells).bins()).hasSize(24);
  }

  /** All cells are in an interval, however long the tails. */
  @Test
  void tailsAreInTheOutermostIntervals() {
    double[] sizes = normal(2000, 1, 0, 1);
    sizes[0] = 1e9;
    sizes[1] = -1e9;
    Marginal size = size(sizes, normal(500, 2, 0, 1));
    assertThat(size.bins()).hasSize(24);
    assertThat(size.bins().get(0).low()).isBetween(-4.0, -2.0);
    assertThat(size.bins().get(23).high()).isBetween(2.0, 4.0);
    assertThat(size.bins().stream().mapToDouble(Marginal.Bin::share).sum())
        .isEqualTo(1, within(1e-9));
    assertThat(size.bins().stream().mapToDouble(Marginal.Bin::drawnShare).sum())
        .isEqualTo(1, within(1e-9));
  }

  private static double[] normal(int count, long seed, double mean, double deviation) {
    Random random = new Random(seed);
    double[] values = new double[count];
    for (int i = 0; i < count; i++) {
      values[i] = mean + deviation * random.nextGaussian();
    }
    return values;
  }

  private static Marginal size(double[] table, double[] drawn) {
    Schema schema = new Schema(List.of(Column.of("size", new Numeric(-5, 5, 0))));
    return Marginals.of(schema, block(table), block(drawn)).get(0);
  }

  private static RowBlock block(double[] values) {
    return new RowBlock(0, values.length, List.of(new ColumnCells.Numbers(values)));
  }

  /** Of one distribution it is what it says, of two distributions clearly more. */
  @ParameterizedTest
  @ValueSource(ints = {400, 2000})
  void chanceExplainsWhatChanceDoes(int count) {
    double expected = 0;
    double found = 0;
    for (int seed = 0; seed < 50; seed++) {
      Marginal same = size(normal(count, 3 + 2 * seed, 0, 1), normal(1000, 4 + 2 * seed, 0, 1));
      expected += same.totalVariationByChance() / 50;
      found += same.totalVariation() / 50;
    }
    assertThat(found).isCloseTo(expected, within(0.1 * expected));
    Marginal other = size(normal(count, 1, 0, 1), normal(1000, 2, 0.5, 1));
    assertThat(other.totalVariation()).isGreaterThan(1.5 * other.totalVariationByChance());
  }
}
