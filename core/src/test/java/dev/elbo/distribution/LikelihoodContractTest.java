package dev.elbo.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.elbo.distribution.DiagonalGaussian.MeanRange;
import dev.elbo.distribution.DiagonalGaussian.Variance;
import dev.elbo.linalg.Matrix;
import dev.elbo.random.Purpose;
import dev.elbo.random.RandomStream;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What every likelihood keeps, asked through the interface alone; a new likelihood joins the list.
 *
 * <p>Sampling is held within five standard errors: false-alarm rate 6·10⁻⁷ a comparison for a seed
 * picked at random, below 10⁻⁴ for the class; the seeds are fixed.
 */
class LikelihoodContractTest {
  private static final int SAMPLES = 40_000;

  /** A likelihood for any number of columns. */
  private record Family(String name, IntFunction<Likelihood> ofSize) {
    Likelihood of(int dataSize) {
      return ofSize.apply(dataSize);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /** Of every family, those with the cheapest moments first. */
  private static final List<ColumnFamily> COLUMNS =
      List.of(
          new GaussianColumn(Variance.PER_ROW, LogVarianceBounds.DECODER),
          new BernoulliColumn(),
          new PoissonColumn(),
          new CategoricalColumn(4),
          new StudentTColumn(LogVarianceBounds.DECODER),
          new NegativeBinomialColumn(),
          new ContinuousBernoulliColumn(),
          new GaussianColumn(Variance.SHARED, new LogVarianceBounds(-20, 3)));

  static Stream<Family> likelihoods() {
    return Stream.concat(pure(), mixed());
  }

  /** Likelihoods with one family for all columns, of which missing values are not asked. */
  static Stream<Family> pure() {
    return Stream.of(
        new Family("Bernoulli", Bernoulli::new),
        gaussian(Variance.PER_ROW, MeanRange.REAL),
        gaussian(Variance.PER_ROW, MeanRange.UNIT_INTERVAL),
        gaussian(Variance.SHARED, MeanRange.REAL),
        gaussian(Variance.SHARED, MeanRange.UNIT_INTERVAL));
  }

  /** Tables of one family a column, and of all in turn. */
  static Stream<Family> mixed() {
    Family all =
        new Family(
            "mixed, all in turn",
            size ->
                new MixedLikelihood(
                    IntStream.range(0, size)
                        .mapToObj(d -> COLUMNS.get(d % COLUMNS.size()))
                        .toList()));
    return Stream.concat(
        Stream.of(all),
        COLUMNS.stream()
            .map(
                column ->
                    new Family(
                        "mixed, " + column,
                        size -> new MixedLikelihood(Collections.nCopies(size, column)))));
  }

  private static Family gaussian(Variance variance, MeanRange range) {
    return new Family(
        "Gaussian, σ %s, μ %s".formatted(variance, range),
        size -> new DiagonalGaussian(size, variance, range, LogVarianceBounds.DECODER));
  }

  @ParameterizedTest
  @MethodSource("likelihoods")
  void headsStandSideBySide(Family family) {
    Likelihood p = family.of(5);
    assertThat(p.dataSize()).isEqualTo(5);
    assertThat(p.outputs()).isEqualTo(p.heads().stream().mapToInt(Head::width).sum());
    assertThat(p.heads()).isNotEmpty();
    assertThat(p.heads().get(0).shared()).isFalse();
    assertThat(p.heads()).extracting(Head::shared).isSorted();
    assertThat(p.heads()).extracting(Head::width).allMatch(width -> width > 0);
    assertThat(p.heads()).extracting(Head::name).doesNotHaveDuplicates();
  }

  /** Five-point differences of the float value, summed over columns: good to about 10⁻³. */
  @ParameterizedTest
  @MethodSource("likelihoods")
  void gradientIsThatOfTheValueByDifferences(Family family) {
    Likelihood p = family.of(3);
    Matrix x = observations(p, 4, 21);
    Matrix h = outputs(p, 4, 22);
    Matrix gradient = copy(h);
    p.logProbAndGradient(gradient, x, 1, scratch(p), new double[4]);
    float step = 0x1p-4f;
    for (int r = 0; r < 4; r++) {
      for (int j = 0; j < p.outputs(); j++) {
        float middle = h.get(r, j);
        double difference = 0;
        for (int k = -2; k <= 2; k++) {
          h.set(r, j, middle + k * step);
          int weight = Integer.signum(k) * (Math.abs(k) == 1 ? 8 : -1);
          difference += weight * logProb(p, h, x)[r];
        }
        h.set(r, j, middle);
        double expected = difference / (12 * step);
        assertThat((double) gradient.get(r, j))
            .as("row %d, output %d", r, j)
            .isCloseTo(expected, within(1e-3 * (1 + Math.abs(expected))));
      }
    }
  }

  /** Σ p(x) = 1 over all binary rows or counts, or ∫ p(x) dx = 1 by quadrature in one column. */
  @ParameterizedTest
  @MethodSource("likelihoods")
  void sumsToOne(Family family) {
    for (Grid grid : grids(family)) {
      Matrix h = outputs(grid.p, 1, 30);
      double total = 0;
      double[] logProb = grid.logProb(h);
      for (int i = 0; i < logProb.length; i++) {
        total += Math.exp(logProb[i]) * grid.volumes[i];
      }
      assertThat(total).as("%d columns", grid.p.dataSize()).isCloseTo(1, within(3e-6));
    }
  }

  @ParameterizedTest
  @MethodSource("likelihoods")
  void meanIsTheExpectedValue(Family family) {
    assumeTrue(hasMean(family.of(1)), "levels have no mean");
    for (Grid grid : grids(family)) {
      Matrix h = outputs(grid.p, 1, 31);
      Matrix mean = Matrix.zeros(1, grid.p.dataSize());
      grid.p.mean(h, mean);
      double[] logProb = grid.logProb(h);
      for (int j = 0; j < grid.p.dataSize(); j++) {
        double expected = 0;
        for (int i = 0; i < logProb.length; i++) {
          expected += grid.x.get(i, j) * Math.exp(logProb[i]) * grid.volumes[i];
        }
        assertThat((double) mean.get(0, j))
            .isCloseTo(expected, within(5e-6 * (1 + Math.abs(expected))));
      }
    }
  }

  /** The means of what is drawn, and E[∂ log p/∂h] = 0: drawing and density are of one mind. */
  @ParameterizedTest
  @MethodSource("likelihoods")
  void samplesHaveTheMeanAndTheScoreOfTheDensity(Family family) {
    Likelihood p = family.of(3);
    Matrix h = outputs(p, 2, 40);
    RandomStream random = RandomStream.of(1, Purpose.OBSERVATION_SAMPLE, 0, 0);
    Matrix mean = Matrix.zeros(2, 3);
    p.mean(h, mean);
    Matrix x = Matrix.zeros(2, 3);
    Matrix scores = Matrix.zeros(1, p.outputs());
    Sums values = new Sums(3);
    Sums gradients = new Sums(p.outputs());
    for (int i = 0; i < SAMPLES; i++) {
      p.sample(h, 1, random, x);
      values.add(x.row(1));
      System.arraycopy(h.array(), h.at(1, 0), scores.array(), 0, p.outputs());
      Matrix drawn = Matrix.view(1, 3, x.row(1), 0);
      p.logProbAndGradient(scores, drawn, 1, scratch(p), new double[1]);
      gradients.add(scores.row(0));
    }
    if (hasMean(p)) {
      values.assertMean(mean.row(1));
    }
    gradients.assertMean(new float[p.outputs()]);
    assertThat(x.row(0)).as("rows that were not asked for").containsOnly(0);
  }

  @ParameterizedTest
  @MethodSource("likelihoods")
  void samplesDependOnTheStreamOnly(Family family) {
    Likelihood p = family.of(3);
    Matrix h = outputs(p, 1, 41);
    Matrix a = Matrix.zeros(1, 3);
    Matrix b = Matrix.zeros(1, 3);
    p.sample(h, 0, RandomStream.of(1, Purpose.OBSERVATION_SAMPLE, 5, 0), a);
    p.sample(h, 0, RandomStream.of(1, Purpose.OBSERVATION_SAMPLE, 5, 0), b);
    assertThat(a.row(0)).containsExactly(b.row(0));
  }

  @ParameterizedTest
  @MethodSource("pure")
  void biasPutsTheMeanWhereItIsWanted(Family family) {
    Likelihood p = family.of(4);
    double[] wanted = {0.002, 0.3, 0.5, 0.998};
    assertThat(meanAtBias(p, wanted)).containsExactly(toFloat(wanted), within(1e-6f));
  }

  /** Constant columns have means of exactly 0 and 1, whose logits are infinite. */
  @ParameterizedTest
  @MethodSource("pure")
  void biasOfAConstantColumnIsFiniteAndNearIt(Family family) {
    Likelihood p = family.of(2);
    double[] wanted = {0, 1};
    assertThat(p.biasFor(new Means(wanted))[0]).isFinite();
    assertThat(p.biasFor(new Means(wanted))[1]).isFinite();
    assertThat(meanAtBias(p, wanted)).containsExactly(toFloat(wanted), within(0.001001f));
  }

  @ParameterizedTest
  @MethodSource("likelihoods")
  void extremeOutputsGiveFiniteValuesAndGradients(Family family) {
    Likelihood p = family.of(2);
    float[] extremes = {-1e4f, -80, -50, -20, 0, 20, 50, 80, 1e4f};
    for (float first : extremes) {
      for (float last : extremes) {
        for (int value = 0; value < 3; value++) {
          Matrix h = Matrix.zeros(1, p.outputs());
          h.fill(first);
          h.columns(p.outputs() - 1, p.outputs()).fill(last);
          Matrix x = Matrix.zeros(1, 2);
          x.set(0, 0, edge(p, 0, value));
          x.set(0, 1, edge(p, 1, value));
          double[] logProb = new double[1];
          p.logProbAndGradient(h, x, 1, scratch(p), logProb);
          assertThat(logProb[0]).as("outputs %s, %s, edge %d", first, last, value).isFinite();
          for (float entry : h.row(0)) {
            assertThat(entry).as("outputs %s, %s, edge %d", first, last, value).isFinite();
          }
        }
      }
    }
  }

  /** The least value, one between, and the largest; a million where nothing ends. */
  private static float edge(Likelihood p, int column, int which) {
    ColumnSupport support = supportOf(p, column);
    return switch (which) {
      case 0 -> Math.max(support.least(), -1e6f);
      case 1 -> support.whole() ? 1 : 0.5f;
      default -> Math.min(support.largest(), support.whole() ? 0x1p24f : 1e6f);
    };
  }

  /** A bad number must show, not turn into a good score; no number at all is a missing value. */
  @ParameterizedTest
  @MethodSource("likelihoods")
  void nanGivesNan(Family family) {
    Likelihood p = family.of(3);
    for (int j = 0; j < p.outputs(); j++) {
      Matrix h = outputs(p, 1, 50);
      h.set(0, j, Float.NaN);
      assertThat(logProb(p, h, observations(p, 1, 51))[0]).as("output %d", j).isNaN();
    }
    Matrix x = observations(p, 1, 51);
    x.set(0, 1, Float.NaN);
    double value = logProb(p, outputs(p, 1, 50), x)[0];
    assertThat(Double.isNaN(value)).isEqualTo(p.support() != Support.MIXED);
  }

  @ParameterizedTest
  @MethodSource("likelihoods")
  void valueLeavesTheOutputsAloneAndGradientGivesTheSameValue(Family family) {
    Likelihood p = family.of(3);
    Matrix x = observations(p, 4, 60);
    Matrix h = outputs(p, 4, 61);
    Matrix before = copy(h);
    double[] value = logProb(p, h, x);
    assertThat(h.toArray()).isDeepEqualTo(before.toArray());
    double[] again = new double[4];
    p.logProbAndGradient(h, x, 1, scratch(p), again);
    assertThat(again).containsExactly(value);
    for (int r = 0; r < 4; r++) {
      assertThat(h.row(r)).isNotEqualTo(before.row(r));
    }
  }

  @ParameterizedTest
  @MethodSource("likelihoods")
  void drawsOfARowShareItsObservation(Family family) {
    Likelihood p = family.of(3);
    Matrix x = observations(p, 2, 70);
    Matrix h = outputs(p, 6, 71);
    double[] together = new double[6];
    p.logProb(h, x, 3, scratch(p), together);
    Matrix gradient = copy(h);
    p.logProbAndGradient(gradient, x, 3, scratch(p), new double[6]);
    for (int r = 0; r < 6; r++) {
      Matrix own = Matrix.view(1, 3, x.row(r / 3), 0);
      Matrix alone = Matrix.view(1, p.outputs(), h.row(r), 0);
      assertThat(logProb(p, alone, own)[0]).as("draw %d", r).isEqualTo(together[r]);
      p.logProbAndGradient(alone, own, 1, scratch(p), new double[1]);
      assertThat(gradient.row(r)).as("draw %d", r).containsExactly(alone.row(0));
    }
  }

  /** Heads write into column slices: neither a stride nor scratch of a larger size may matter. */
  @ParameterizedTest
  @MethodSource("likelihoods")
  void slicesAndUsedScratchGiveTheSameBits(Family family) {
    Likelihood p = family.of(3);
    Matrix x = observations(p, 2, 80);
    Matrix h = outputs(p, 2, 81);
    Matrix wide = Matrix.zeros(2, p.outputs() + 5);
    wide.fill(Float.NaN);
    Matrix slice = wide.columns(2, p.outputs() + 2);
    for (int r = 0; r < 2; r++) {
      System.arraycopy(h.array(), h.at(r, 0), wide.array(), slice.at(r, 0), p.outputs());
    }
    float[][] used = scratch(p);
    for (float[] array : used) {
      Arrays.fill(array, Float.NaN);
    }
    double[] packed = new double[2];
    double[] sliced = new double[2];
    p.logProbAndGradient(h, x, 1, scratch(p), packed);
    p.logProbAndGradient(slice, x, 1, used, sliced);
    assertThat(sliced).containsExactly(packed);
    assertThat(slice.toArray()).isDeepEqualTo(h.toArray());
    assertThat(wide.columns(0, 2).row(1)).containsOnly(Float.NaN);
  }

  /** Rows are worked on some at a time; which of them meet must not show in a bit. */
  @ParameterizedTest
  @MethodSource("likelihoods")
  void anyLengthOfScratchGivesTheSameBits(Family family) {
    for (int size : new int[] {1, 3, 8, 30}) {
      Likelihood p = family.of(size);
      for (int rows : new int[] {1, 2, 6, 12}) {
        for (int draws : new int[] {1, 2, 3}) {
          sameBitsForAnyScratch(p, Math.multiplyExact(rows, draws), draws);
        }
      }
    }
  }

  private static void sameBitsForAnyScratch(Likelihood p, int total, int draws) {
    Matrix x = observations(p, total / draws, 90);
    Matrix h = outputs(p, total, 91);
    Matrix gradient = copy(h);
    double[] expected = new double[total];
    p.logProbAndGradient(gradient, x, draws, scratch(p), expected);
    int size = p.dataSize();
    for (int length : new int[] {size + 1, 2 * size, 5 * size - 1, 5 * size, 100 * size}) {
      float[][] scratch = new float[p.scratchRows()][length];
      double[] value = new double[total];
      p.logProb(h, x, draws, scratch, value);
      assertThat(value).as("%s, scratch of %d", p, length).containsExactly(expected);
      Matrix again = copy(h);
      p.logProbAndGradient(again, x, draws, scratch, value);
      assertThat(value).as("%s, scratch of %d", p, length).containsExactly(expected);
      assertThat(again.array()).containsExactly(gradient.array());
    }
  }

  @ParameterizedTest
  @MethodSource("pure")
  void scratchHoldsWholeRowsAndNoMoreThanAsked(Family family) {
    assertThat(family.of(3).scratch(5)).hasDimensions(family.of(3).scratchRows(), 15);
    assertThat(family.of(30).scratch(1000)[0].length).isBetween(1000, 4096);
    assertThat(family.of(5000).scratch(10)).hasDimensions(family.of(3).scratchRows(), 5000);
  }

  /** More columns than one logarithm serves, and than the arrays of scratch are cut to. */
  @ParameterizedTest
  @MethodSource("pure")
  void manyColumnsAreTheSumOfTheirParts(Family family) {
    int size = 5000;
    Likelihood p = family.of(size);
    Matrix x = observations(p, 1, 92);
    Matrix h = outputs(p, 1, 93);
    Likelihood one = family.of(1);
    double expected = 0;
    Matrix part = Matrix.zeros(1, one.outputs());
    for (int j = 0; j < size; j++) {
      for (int k = 0; k < one.outputs(); k++) {
        part.set(0, k, h.get(0, j + k * size));
      }
      expected += logProb(one, part, Matrix.view(1, 1, new float[] {x.get(0, j)}, 0))[0];
    }
    double[] logProb = new double[1];
    p.logProb(h, x, 1, p.scratch(1), logProb);
    assertThat(logProb[0]).isCloseTo(expected, within(1e-7 * Math.abs(expected)));
  }

  @ParameterizedTest
  @MethodSource("likelihoods")
  void columnsSumToTheValue(Family family) {
    Likelihood p = family.of(9);
    Matrix x = observations(p, 3, 96);
    Matrix h = outputs(p, 6, 97);
    Matrix before = copy(h);
    Matrix columns = Matrix.zeros(6, 9);
    columns.fill(Float.NaN);
    p.columnLogProb(h, x, 2, scratch(p), columns);
    assertThat(h.toArray()).isDeepEqualTo(before.toArray());
    double[] value = new double[6];
    p.logProb(h, x, 2, scratch(p), value);
    for (int r = 0; r < 6; r++) {
      double sum = 0;
      for (float entry : columns.row(r)) {
        sum += entry;
      }
      assertThat(sum).isCloseTo(value[r], within(5e-6 * (9 + Math.abs(value[r]))));
    }
  }

  /** A missing value changes neither value nor gradient of the others, and adds nothing. */
  @ParameterizedTest
  @MethodSource("mixed")
  void missingValuesAddExactlyNothing(Family family) {
    Likelihood p = family.of(8);
    Matrix x = observations(p, 3, 98);
    Matrix h = outputs(p, 6, 99);
    Matrix columns = Matrix.zeros(6, 8);
    p.columnLogProb(h, x, 2, scratch(p), columns);
    Matrix complete = copy(h);
    p.logProbAndGradient(complete, x, 2, scratch(p), new double[6]);
    for (int d = 0; d < 8; d++) {
      Matrix holes = copy(x);
      holes.set(1, d, Float.NaN);
      holes.set(2, (d + 3) % 8, Float.NaN);
      Matrix gradient = copy(h);
      double[] value = new double[6];
      p.logProbAndGradient(gradient, holes, 2, scratch(p), value);
      Matrix observed = Matrix.zeros(6, 8);
      p.columnLogProb(h, holes, 2, scratch(p), observed);
      for (int r = 0; r < 6; r++) {
        double sum = 0;
        int blank = 0;
        for (int j = 0; j < 8; j++) {
          boolean missing = Float.isNaN(holes.get(r / 2, j));
          assertThat(observed.get(r, j)).isEqualTo(missing ? 0f : columns.get(r, j));
          sum += missing ? 0 : columns.get(r, j);
          blank += missing ? ((MixedLikelihood) p).columns().get(j).outputs().size() : 0;
        }
        assertThat(value[r]).isEqualTo(sum);
        assertThat(differences(gradient.row(r), complete.row(r))).isEqualTo(blank);
      }
    }
  }

  /** How many entries differ, each of them 0 in the first row. */
  private static int differences(float[] blanked, float[] complete) {
    int count = 0;
    for (int j = 0; j < blanked.length; j++) {
      if (blanked[j] != complete[j]) {
        assertThat(blanked[j]).isEqualTo(0f);
        count++;
      }
    }
    return count;
  }

  @ParameterizedTest
  @MethodSource("mixed")
  void aRowWithoutAnyValueHasLogProbabilityZero(Family family) {
    Likelihood p = family.of(8);
    Matrix x = Matrix.zeros(1, 8);
    x.fill(Float.NaN);
    Matrix h = outputs(p, 1, 100);
    double[] value = {1};
    p.logProbAndGradient(h, x, 1, scratch(p), value);
    assertThat(value[0]).isEqualTo(0);
    assertThat(h.row(0)).containsOnly(0f);
  }

  @ParameterizedTest
  @MethodSource("mixed")
  void samplesLieInTheSupport(Family family) {
    MixedLikelihood p = (MixedLikelihood) family.of(8);
    RandomStream random = RandomStream.of(3, Purpose.OBSERVATION_SAMPLE, 0, 0);
    Matrix x = Matrix.zeros(1, 8);
    for (float extreme : new float[] {-1e4f, -50, -1, 0, 1, 50, 1e4f}) {
      Matrix h = Matrix.zeros(1, p.outputs());
      h.fill(extreme);
      for (int i = 0; i < 20; i++) {
        p.sample(h, 0, random, x);
        for (int d = 0; d < 8; d++) {
          assertThat(p.columns().get(d).support().contains(x.get(0, d)))
              .as("%s of outputs %s", x.get(0, d), extreme)
              .isTrue();
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("likelihoods")
  void nothingIsAllocated(Family family) {
    Likelihood p = family.of(30);
    Matrix x = observations(p, 8, 94);
    Matrix h = outputs(p, 16, 95);
    float[][] scratch = p.scratch(16);
    double[] logProb = new double[16];
    com.sun.management.ThreadMXBean threads =
        (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 20; i++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int k = 0; k < 100; k++) {
        p.logProb(h, x, 2, scratch, logProb);
        p.logProbAndGradient(h, x, 2, scratch, logProb);
      }
      least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
    }
    assertThat(least).isLessThan(100);
  }

  /** Points x, one a row, that stand for the whole space, and the volume of each. */
  private static final class Grid {
    private final Likelihood p;
    private final Matrix x;
    private final double[] volumes;

    private Grid(Likelihood p, Matrix x, double[] volumes) {
      this.p = p;
      this.x = x;
      this.volumes = volumes;
    }

    /** log p of every point under the one row h. */
    double[] logProb(Matrix h) {
      Matrix same = Matrix.zeros(x.rows(), p.outputs());
      for (int i = 0; i < x.rows(); i++) {
        System.arraycopy(h.array(), h.at(0, 0), same.array(), same.at(i, 0), p.outputs());
      }
      return LikelihoodContractTest.logProb(p, same, x);
    }
  }

  private static List<Grid> grids(Family family) {
    Likelihood one = family.of(1);
    if (one.support() == Support.UNIT_INTERVAL) {
      return IntStream.rangeClosed(1, 6).mapToObj(size -> binaryRows(family.of(size))).toList();
    }
    ColumnSupport support = supportOf(one, 0);
    if (support.whole()) {
      return List.of(wholeNumbers(one, (int) Math.min(support.largest(), 20_000)));
    }
    return List.of(support.equals(ColumnSupport.REAL) ? realNumbers(one) : unitInterval(one));
  }

  private static Grid binaryRows(Likelihood p) {
    int size = p.dataSize();
    Matrix x = Matrix.zeros(1 << size, size);
    for (int i = 0; i < x.rows(); i++) {
      for (int j = 0; j < size; j++) {
        x.set(i, j, (i >> j) & 1);
      }
    }
    return new Grid(p, x, filled(x.rows(), 1));
  }

  private static Grid wholeNumbers(Likelihood p, int largest) {
    Matrix x = Matrix.zeros(largest + 1, 1);
    for (int i = 0; i <= largest; i++) {
      x.set(i, 0, i);
    }
    return new Grid(p, x, filled(x.rows(), 1));
  }

  /** x = sinh u on a grid of u: dense near 0, and far out where tails are heavy. */
  private static Grid realNumbers(Likelihood p) {
    Matrix x = Matrix.zeros(64 * 30 + 1, 1);
    double[] volumes = new double[x.rows()];
    for (int i = 0; i < x.rows(); i++) {
      double u = i / 64.0 - 15;
      x.set(i, 0, (float) Math.sinh(u));
      volumes[i] = Math.cosh(u) / 64;
    }
    return new Grid(p, x, volumes);
  }

  private static Grid unitInterval(Likelihood p) {
    Matrix x = Matrix.zeros(4096, 1);
    for (int i = 0; i < x.rows(); i++) {
      x.set(i, 0, (i + 0.5f) / x.rows());
    }
    return new Grid(p, x, filled(x.rows(), 1.0 / x.rows()));
  }

  private static double[] filled(int length, double value) {
    double[] values = new double[length];
    Arrays.fill(values, value);
    return values;
  }

  /** Running sums of several columns. */
  private static final class Sums {
    private final double[] sum;
    private final double[] squares;
    private int count;

    Sums(int columns) {
      sum = new double[columns];
      squares = new double[columns];
    }

    void add(float[] row) {
      for (int j = 0; j < row.length; j++) {
        sum[j] += row[j];
        squares[j] += (double) row[j] * row[j];
      }
      count++;
    }

    void assertMean(float[] expected) {
      for (int j = 0; j < sum.length; j++) {
        double mean = sum[j] / count;
        double standardError = Math.sqrt((squares[j] / count - mean * mean) / count);
        assertThat(mean)
            .as("mean of column %d", j)
            .isCloseTo(expected[j], within(5 * standardError));
      }
    }
  }

  /** All that likelihoods with one family for all columns ask for. */
  private static final class Means implements TrainingColumns {
    private final double[] means;

    private Means(double[] means) {
      this.means = means;
    }

    @Override
    public double[] means() {
      return means;
    }

    @Override
    public float[] observed(int column) {
      throw new UnsupportedOperationException();
    }
  }

  private static boolean hasMean(Likelihood p) {
    return !(p instanceof MixedLikelihood mixed)
        || mixed.columns().stream().noneMatch(CategoricalColumn.class::isInstance);
  }

  /** What a column may hold; of a Bernoulli one, grey values too. */
  private static ColumnSupport supportOf(Likelihood p, int column) {
    if (p instanceof MixedLikelihood mixed) {
      return mixed.columns().get(column).support();
    }
    return p.support() == Support.REAL ? ColumnSupport.REAL : ColumnSupport.UNIT_INTERVAL;
  }

  private static float[] meanAtBias(Likelihood p, double[] wanted) {
    Matrix h = Matrix.zeros(1, p.outputs());
    System.arraycopy(p.biasFor(new Means(wanted)), 0, h.array(), 0, p.outputs());
    Matrix mean = Matrix.zeros(1, wanted.length);
    p.mean(h, mean);
    return mean.row(0);
  }

  private static float[] toFloat(double[] values) {
    float[] single = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      single[i] = (float) values[i];
    }
    return single;
  }

  private static double[] logProb(Likelihood p, Matrix h, Matrix x) {
    double[] logProb = new double[h.rows()];
    p.logProb(h, x, 1, scratch(p), logProb);
    return logProb;
  }

  private static float[][] scratch(Likelihood p) {
    return new float[p.scratchRows()][p.dataSize()];
  }

  /** Outputs of ordinary size, N(0, 1). */
  private static Matrix outputs(Likelihood p, int rows, long seed) {
    Matrix h = Matrix.zeros(rows, p.outputs());
    RandomStream random = RandomStream.of(seed, Purpose.TRAINING_NOISE, 0, 0);
    for (int i = 0; i < h.array().length; i++) {
      h.array()[i] = random.nextGaussian();
    }
    return h;
  }

  /** Values in (0, 1), or small whole numbers where a column asks for these. */
  private static Matrix observations(Likelihood p, int rows, long seed) {
    Matrix x = Matrix.zeros(rows, p.dataSize());
    RandomStream random = RandomStream.of(seed, Purpose.TRAINING_NOISE, 1, 0);
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < p.dataSize(); j++) {
        ColumnSupport support = supportOf(p, j);
        float uniform = random.nextFloat();
        float whole = (float) Math.floor(uniform * (1 + Math.min(9, support.largest())));
        x.set(i, j, support.whole() ? whole : uniform);
      }
    }
    return x;
  }

  private static Matrix copy(Matrix m) {
    return Matrix.view(m.rows(), m.columns(), m.array().clone(), 0);
  }
}
