package dev.elbo.preprocessing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.elbo.preprocessing.ColumnCells.Numbers;
import dev.elbo.preprocessing.ColumnCells.Texts;
import dev.elbo.preprocessing.Curve.Linear;
import dev.elbo.preprocessing.Curve.Logarithm;
import dev.elbo.random.Purpose;
import dev.elbo.random.RandomStream;
import dev.elbo.schema.Binary;
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
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PreprocessingTest {
  private static final double NAN = Double.NaN;

  private static final Schema SCHEMA =
      new Schema(
          List.of(
              Column.of("id", new LeftOut(Kind.IDENTIFIER, "why")),
              Column.of("age", new Numeric(1, 3, 1)),
              Column.of("visits", new Count(0, 9)),
              Column.of("member", new Binary("no", "yes")),
              Column.of("city", new Category(List.of("a", "b"), 1)),
              Column.of("since", new DateTime(TimeUnit.DAYS, 10, 30))));

  private static final RowBlock BLOCK =
      new RowBlock(
          0,
          3,
          List.of(
              texts("x", "y", "z"),
              numbers(1, NAN, 3),
              numbers(0, 9, NAN),
              texts("yes", "maybe", null),
              texts("b", "c", null),
              numbers(10, 30, 20)));

  private static Numbers numbers(double... values) {
    return new Numbers(values);
  }

  private static Texts texts(@Nullable String... values) {
    return new Texts(values);
  }

  private static Preprocessing fitted() {
    PreprocessingFit fit = new PreprocessingFit(SCHEMA);
    fit.add(BLOCK);
    return fit.finish();
  }

  @Test
  void rowsAreEncodedColumnByColumn() {
    EncodedRows rows = fitted().encode(BLOCK);
    float deviation = (float) Math.sqrt(1.5);
    float nan = Float.NaN;
    assertThat(rows.rows()).isEqualTo(3);
    assertThat(rows.columns()).isEqualTo(5);
    assertThat(rows.values())
        .containsExactly(
            new float[] {
              -1,
              0,
              1,
              1,
              -deviation, //
              nan,
              9,
              nan,
              2,
              deviation, //
              1,
              nan,
              nan,
              nan,
              0
            },
            within(1e-6f));
    assertThat(rows.unseen()).containsExactly(0, 0, 1, 1, 0);
  }

  @Test
  void levelsHaveNumbersAndBack() {
    LevelTransform city = LevelTransform.of(new Category(List.of("a", "b"), 1));
    assertThat(city.inverse(0)).isEqualTo("a");
    assertThat(city.inverse(2)).isEqualTo("(other)");
    assertThat(city.inverse(Float.NaN)).isNull();
    LevelTransform member = LevelTransform.of(new Binary("no", "yes"));
    assertThat(member.inverse(member.forward("yes"))).isEqualTo("yes");
    assertThatThrownBy(() -> member.inverse(2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("levels have numbers from 0 to 1, and none is 2.0");
    assertThatThrownBy(() -> city.inverse(0.5f))
        .hasMessage("levels have numbers from 0 to 2, and none is 0.5");
  }

  @Test
  void countsStayCounts() {
    CountTransform count = new CountTransform(0, 9);
    assertThat(count.forward(7)).isEqualTo(7);
    assertThat(count.forward(NAN)).isNaN();
    assertThat(count.inverse(6.6f)).isEqualTo(7);
    assertThat(count.inverse(-3)).isZero();
    assertThat(count.inverse(1000)).isEqualTo(9);
    assertThat(count.inverse(Float.NaN)).isNaN();
  }

  @Test
  void noiseUndoesTheRounding() {
    Preprocessing preprocessing = fitted();
    float[] plain = preprocessing.encode(BLOCK).values();
    float[] noisy = preprocessing.encodeDequantized(BLOCK, 7).values();
    // age has the resolution 1, and the deviation 1.
    assertThat(noisy[0]).isNotEqualTo(plain[0]).isCloseTo(plain[0], within(0.5f));
    assertThat(noisy[5]).isNaN();
    assertThat(Arrays.copyOfRange(noisy, 1, 4)).containsExactly(0, 1, 1);
    assertThat(preprocessing.encodeDequantized(BLOCK, 7).values()).containsExactly(noisy);
    assertThat(preprocessing.encodeDequantized(BLOCK, 8).values()[0]).isNotEqualTo(noisy[0]);
  }

  @Test
  void noiseBelongsToTheRowWhateverTheBlock() {
    Preprocessing preprocessing = fitted();
    RowBlock last =
        new RowBlock(
            2,
            1,
            List.of(texts("z"), numbers(3), numbers(NAN), texts("no"), texts("a"), numbers(20)));
    assertThat(preprocessing.encodeDequantized(last, 7).values()[0])
        .isEqualTo(preprocessing.encodeDequantized(BLOCK, 7).values()[10]);
  }

  private static NumberTransform fit(ColumnType type, double... values) {
    PreprocessingFit fit = new PreprocessingFit(new Schema(List.of(Column.of("x", type))));
    fit.add(new RowBlock(0, values.length, List.of(numbers(values))));
    return (NumberTransform) fit.finish().transforms().get(0);
  }

  @Test
  void standardisesByTheRowsTrainedOn() {
    NumberTransform t = fit(new Numeric(-100, 100, 0), 2, NAN, 4, 6, 8);
    assertThat(t.curve()).isEqualTo(new Linear());
    assertThat(t.mean()).isCloseTo(5, within(1e-12));
    assertThat(t.deviation()).isCloseTo(Math.sqrt(5), within(1e-12));
  }

  private static double[] draws(int count, long seed, DoubleUnaryOperator of) {
    RandomStream stream = RandomStream.of(seed, Purpose.TRAINING_NOISE, 0, 0);
    return DoubleStream.generate(() -> of.applyAsDouble(stream.nextGaussian()))
        .limit(count)
        .toArray();
  }

  private static NumberTransform fitTo(Kind kind, double... values) {
    double minimum = Arrays.stream(values).min().orElseThrow();
    double maximum = Arrays.stream(values).max().orElseThrow();
    return fit(new Numeric(minimum, maximum, 0, kind), values);
  }

  @Test
  void logarithmsAreTakenWhereTheyAreAskedFor() {
    double[] heavyTail = draws(10_000, 1, Math::exp);
    NumberTransform log = fitTo(Kind.POSITIVE, heavyTail);
    assertThat(log.curve()).isInstanceOf(Logarithm.class);
    // Mean and deviation of a standard normal, to 5 of their own: 10⁻⁶ of seeds fail.
    assertThat(log.mean()).isCloseTo(0, within(0.05));
    assertThat(log.deviation()).isCloseTo(1, within(0.04));
    assertThat(fitTo(Kind.NUMERIC, heavyTail).curve()).isEqualTo(new Linear());
  }

  @Test
  void zerosHaveALogarithm() {
    double[] gains = new double[100];
    Arrays.fill(gains, 0, 80, 0);
    for (int i = 80; i < 100; i++) {
      gains[i] = 100 * (i - 79) + (i == 99 ? 90_000 : 0);
    }
    NumberTransform t = fit(new Numeric(0, 92_000, 1, Kind.POSITIVE), gains);
    assertThat(t.curve()).isEqualTo(new Logarithm(1, 0.5));
    assertThat(t.inverse(t.forward(0))).isZero();
    assertThat(t.inverse(t.forward(92_000))).isEqualTo(92_000);
  }

  /** A single cell can make mean and deviation, and none median and quartiles. */
  @Test
  void heavyTailsAreScaledByTheirQuartiles() {
    double[] bulk = draws(100_001, 2, u -> 100 + 20 * u);
    bulk[77] = 1e9;
    NumberTransform t = fitTo(Kind.HEAVY_TAILED, bulk);
    // Quartiles of 50,000 draws have a deviation of 0.006 of that of the draws.
    assertThat(t.mean()).isCloseTo(100, within(0.6));
    assertThat(t.deviation()).isCloseTo(20, within(0.6));
    // Of quartiles that are alike the spread is no unit.
    assertThat(fitTo(Kind.HEAVY_TAILED, 5, 5, 5, 5, 5, 5, 5, 15).deviation())
        .isCloseTo(Math.sqrt(7.0 / 64) * 10, within(1e-12));
    assertThat(fit(new Numeric(0, 9, 0, Kind.HEAVY_TAILED), NAN).deviation()).isOne();
  }

  @Test
  void fractionsStayAsTheyAre() {
    RowBlock block = new RowBlock(0, 4, List.of(numbers(0, 0.2, 1, NAN)));
    Numeric shares = new Numeric(0, 1, 0.1, Kind.FRACTION);
    PreprocessingFit fit = new PreprocessingFit(new Schema(List.of(Column.of("share", shares))));
    fit.add(block);
    Preprocessing fitted = fit.finish();
    assertThat(fitted.encode(block).values()).containsExactly(0, 0.2f, 1, Float.NaN);
    assertThat(fitted.encodeDequantized(block, 1).values()).containsExactly(0, 0.2f, 1, Float.NaN);
    assertThat(fitted.logJacobian(block)).containsOnly(0);
    Numbers decoded = (Numbers) fitted.decode(new float[] {0.24f}, 1).columns().get(0);
    assertThat(decoded.values()).containsExactly(0.2);
  }

  @Test
  void hugeAndConstantColumnsAreFitted() {
    NumberTransform huge = fit(new Numeric(-1e300, 1e300, 0), -1e300, 1e300, 5e299);
    assertThat(huge.deviation()).isFinite();
    assertThat(huge.forward(1e300)).isBetween(0.5f, 2f);
    NumberTransform same = fit(new Numeric(0, 9, 0), 4, 4, 4);
    assertThat(same.mean()).isEqualTo(4);
    assertThat(same.deviation()).isOne();
    NumberTransform none = fit(new Numeric(0, 9, 0), NAN);
    assertThat(none.forward(3)).isEqualTo(3);
  }

  @Test
  void momentsAreThoseOfTheTextbook() {
    RunningMoments moments = new RunningMoments();
    double[] values = {1, 2, 2, 3, 10, 1e-3};
    double mean = Arrays.stream(values).average().orElseThrow();
    double second = Arrays.stream(values).map(x -> Math.pow(x - mean, 2)).sum() / values.length;
    Arrays.stream(values).forEach(moments::add);
    assertThat(moments.mean()).isCloseTo(mean, within(1e-12));
    assertThat(moments.deviation()).isCloseTo(Math.sqrt(second), within(1e-12));
  }

  @Test
  void aTransformForEachColumn() {
    assertThatThrownBy(() -> new Preprocessing(SCHEMA, List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("0 transforms for 5 columns");
  }
}
