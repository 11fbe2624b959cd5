package dev.elbo.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.elbo.distribution.DiagonalGaussian.Variance;
import dev.elbo.linalg.Matrix;
import dev.elbo.random.Purpose;
import dev.elbo.random.RandomStream;
import dev.elbo.reference.ReferenceColumns;
import dev.elbo.reference.ReferenceConfig.Bounds;
import dev.elbo.reference.ReferenceDistributions;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The families beyond the contract: the double reference, large numbers, biases, samples. */
class ColumnFamilyTest {
  private static final LogVarianceBounds BOUNDS = new LogVarianceBounds(-6, 5);

  /** A naive log-density of one value, given the raw outputs. */
  private interface Reference {
    double logProb(double x, double[] outputs);
  }

  private record Case(ColumnFamily family, Reference reference) {
    @Override
    public String toString() {
      return family.toString();
    }
  }

  static Stream<Case> cases() {
    return Stream.of(
        new Case(new GaussianColumn(Variance.PER_ROW, BOUNDS), ColumnFamilyTest::gaussian),
        new Case(new GaussianColumn(Variance.SHARED, BOUNDS), ColumnFamilyTest::gaussian),
        new Case(
            new StudentTColumn(BOUNDS),
            (x, o) -> ReferenceColumns.studentT(x, o[0], bounded(o[1]), between(o[2], 2, 200))),
        new Case(
            new BernoulliColumn(),
            (x, o) -> ReferenceDistributions.bernoulli(new double[] {x}, new double[] {o[0]})),
        new Case(new CategoricalColumn(5), (x, o) -> ReferenceColumns.categorical((int) x, o)),
        new Case(new PoissonColumn(), (x, o) -> ReferenceColumns.poisson((int) x, Math.exp(o[0]))),
        new Case(
            new NegativeBinomialColumn(),
            (x, o) ->
                ReferenceColumns.negativeBinomial(
                    (int) x, Math.exp(o[0]), 1 / between(o[1], 1e-6, 100))),
        new Case(
            new ContinuousBernoulliColumn(),
            (x, o) ->
                ReferenceColumns.continuousBernoulli(x, ReferenceDistributions.sigmoid(o[0]))));
  }

  private static double gaussian(double x, double[] o) {
    return ReferenceDistributions.gaussian(
        new double[] {x}, new double[] {o[0]}, new double[] {bounded(o[1])});
  }

  private static double bounded(double raw) {
    return ReferenceDistributions.bounded(raw, new Bounds(BOUNDS.lower(), BOUNDS.upper()));
  }

  /** Geometrically between two numbers. */
  private static double between(double raw, double lower, double upper) {
    double y = ReferenceDistributions.sigmoid(raw);
    return Math.pow(lower, 1 - y) * Math.pow(upper, y);
  }

  /** Values within 10⁻⁵ of the reference, gradients of its central differences. */
  @ParameterizedTest
  @MethodSource("cases")
  void valueAndGradientAreThoseOfTheReferenceTo1e5(Case each) {
    MixedLikelihood p = of(each.family);
    RandomStream random = RandomStream.of(7, Purpose.TRAINING_NOISE, 0, 0);
    for (int trial = 0; trial < 300; trial++) {
      float x = value(each.family.support(), random);
      float[] outputs = new float[p.outputs()];
      for (int o = 0; o < outputs.length; o++) {
        outputs[o] = 1.5f * random.nextGaussian();
      }
      double exact = each.reference.logProb(x, wide(outputs));
      Matrix h = Matrix.view(1, outputs.length, outputs.clone(), 0);
      double[] logProb = new double[1];
      p.logProbAndGradient(h, row(x), 1, p.scratch(1), logProb);
      assertThat(logProb[0]).as("trial %d", trial).isCloseTo(exact, near(exact));
      for (int o = 0; o < outputs.length; o++) {
        double slope = slope(each.reference, x, wide(outputs), o);
        assertThat((double) h.get(0, o))
            .as("trial %d, output %d", trial, o)
            .isCloseTo(slope, near(slope));
      }
    }
  }

  private static Offset<Double> near(double value) {
    return within(1e-5 * (1 + Math.abs(value)));
  }

  /** By five-point differences. */
  private static double slope(Reference reference, double x, double[] outputs, int o) {
    double step = 1e-3;
    double middle = outputs[o];
    double sum = 0;
    for (int k = -2; k <= 2; k++) {
      outputs[o] = middle + k * step;
      sum += Integer.signum(k) * (Math.abs(k) == 1 ? 8 : -1) * reference.logProb(x, outputs);
    }
    outputs[o] = middle;
    return sum / (12 * step);
  }

  private static float value(ColumnSupport support, RandomStream random) {
    if (support.whole()) {
      return random.nextInt((int) Math.min(support.largest(), 40) + 1);
    }
    return support.equals(ColumnSupport.REAL) ? 3 * random.nextGaussian() : random.nextFloat();
  }

  /**
   * At the mode of a Poisson count the value is −½ log(2πμ) to first order: terms of 10⁷ cancel.
   */
  @ParameterizedTest
  @CsvSource({"1000", "100000", "16777216"})
  void largeCountsKeepTheirDigits(float count) {
    MixedLikelihood poisson = of(new PoissonColumn());
    float output = (float) Math.log(count);
    double mean = Math.exp(output);
    double deviance = count * Math.log(count / mean) - (count - mean);
    double exact = -0.5 * Math.log(2 * Math.PI * count) - 1 / (12.0 * count) - deviance;
    double value = logProb(poisson, count, output);
    assertThat(value).isCloseTo(exact, within(1e-5 * Math.abs(exact)));
    double overdispersed = logProb(of(new NegativeBinomialColumn()), count, output, -100);
    assertThat(overdispersed).as("α near 10⁻⁶").isLessThan(value);
  }

  /** As α → 0 the negative binomial is a Poisson distribution. */
  @Test
  void aSmallDispersionGivesThePoissonDensity() {
    for (int x = 0; x < 30; x++) {
      assertThat(logProb(of(new NegativeBinomialColumn()), x, 2, -100))
          .isCloseTo(logProb(of(new PoissonColumn()), x, 2), within(1e-3));
    }
  }

  /** Beyond e¹⁷ a mean grows along the tangent, without a jump in value or slope. */
  @Test
  void ratesGoOnAlongTheTangent() {
    assertThat(Rate.of(17)).isEqualTo(Math.exp(17));
    assertThat(Rate.of(17.001)).isCloseTo(Math.exp(17.001), within(2e-6 * Math.exp(17)));
    assertThat(Rate.of(19)).isEqualTo(3 * Math.exp(17));
    assertThat(Math.exp(Rate.log(19))).isCloseTo(Rate.of(19), within(1e-3));
    double difference = (Rate.log(19 + 1e-6) - Rate.log(19 - 1e-6)) / 2e-6;
    assertThat(Rate.slope(19)).isCloseTo(difference, within(1e-8));
  }

  /** Series and closed forms meet: about λ = ½, where C(λ) is 0/0, and where the one ends. */
  @Test
  void theContinuousBernoulliIsSmoothAboutOneHalf() {
    MixedLikelihood p = of(new ContinuousBernoulliColumn());
    assertThat(logProb(p, 0.3f, 0)).isEqualTo(0);
    for (float a : new float[] {1e-30f, 1e-6f, 1e-3f, 0.05f, 0.0999f, 0.1001f}) {
      for (float sign : new float[] {-1, 1}) {
        double b = sign * (double) a;
        double series = (0.3f - 0.5) * b - b * b / 24 + b * b * b * b / 2880;
        assertThat(logProb(p, 0.3f, sign * a)).isCloseTo(series, within(1e-8));
        Matrix h = row(sign * a);
        p.logProbAndGradient(h, row(0.3f), 1, p.scratch(1), new double[1]);
        double slope = 0.3f - (0.5 + b / 12 - b * b * b / 720);
        assertThat((double) h.get(0, 0)).isCloseTo(slope, within(1e-7));
      }
    }
  }

  /** The outputs of one level more do not matter where it is certain: −10⁴, not −∞. */
  @Test
  void anImpossibleLevelKeepsItsLogarithm() {
    MixedLikelihood p = of(new CategoricalColumn(3));
    assertThat(logProb(p, 1, 1e4f, 0, -1e4f)).isEqualTo(-1e4);
    assertThat(logProb(p, 0, 1e4f, 0, -1e4f)).isEqualTo(0);
  }

  @Test
  void theMeanOfACategoryIsItsMostProbableLevelAndSamplesHaveItsFrequencies() {
    MixedLikelihood p = of(new CategoricalColumn(3));
    float[] logits = {(float) Math.log(0.2), (float) Math.log(0.5), (float) Math.log(0.3)};
    Matrix h = row(logits);
    Matrix x = Matrix.zeros(1, 1);
    p.mean(h, x);
    assertThat(x.get(0, 0)).isEqualTo(1);
    RandomStream random = RandomStream.of(1, Purpose.OBSERVATION_SAMPLE, 0, 0);
    int draws = 20_000;
    int[] counts = new int[3];
    for (int i = 0; i < draws; i++) {
      p.sample(h, 0, random, x);
      counts[(int) x.get(0, 0)]++;
    }
    double[] expected = {0.2, 0.5, 0.3};
    for (int k = 0; k < 3; k++) {
      // five standard errors, false-alarm rate 6·10⁻⁷ a level
      double error = Math.sqrt(expected[k] * (1 - expected[k]) / draws);
      assertThat(counts[k] / (double) draws).isCloseTo(expected[k], within(5 * error));
    }
  }

  /** Biases say what the column says: mean, spread, frequencies, each in the family's own words. */
  @Test
  void biasesAreTheStatisticsOfTheColumn() {
    float[] counts = {0, 1, 2, 3, 14};
    assertThat(new PoissonColumn().biasFor(counts)).containsExactly((float) Math.log(4));
    // mean 4, variance 26: α = (26 − 4)/16
    float[] overdispersed = new NegativeBinomialColumn().biasFor(counts);
    assertThat(overdispersed[0]).isEqualTo((float) Math.log(4));
    assertThat(between(overdispersed[1], 1e-6, 100)).isCloseTo(1.375, within(1e-5));
    float[] gaussian = new GaussianColumn(Variance.SHARED, BOUNDS).biasFor(counts);
    assertThat(gaussian).containsExactly(4, (float) Math.log(26));
    float[] robust = new StudentTColumn(BOUNDS).biasFor(new float[] {1e6f, 0, 1, 2, 3});
    assertThat(robust[0]).isEqualTo(2);
    assertThat(robust[1]).isCloseTo((float) (2 * Math.log(1 / 0.7267)), within(1e-5f));
    assertThat(between(robust[2], 2, 200)).isCloseTo(5, within(1e-5));
    assertThat(new BernoulliColumn().biasFor(new float[] {0, 1, 1, 1})[0])
        .isCloseTo((float) Math.log(3), within(1e-6f));
    assertThat(new CategoricalColumn(3).biasFor(new float[] {0, 2, 2}))
        .containsExactly(
            new float[] {
              (float) Math.log(1.5 / 4.5), (float) Math.log(0.5 / 4.5), (float) Math.log(2.5 / 4.5)
            },
            within(1e-6f));
    ContinuousBernoulliColumn share = new ContinuousBernoulliColumn();
    for (float mean : new float[] {0.002f, 0.3f, 0.5f, 0.97f}) {
      assertThat(share.mean(share.biasFor(new float[] {mean}))).isCloseTo(mean, within(1e-6));
    }
  }

  /** Constant columns and columns of zeros have statistics without a logarithm. */
  @Test
  void biasesOfConstantColumnsAreFinite() {
    for (Case each : cases().toList()) {
      assertThat(each.family.biasFor(new float[] {0, 0, 0})).doesNotContain(Float.NaN);
      assertThat(each.family.biasFor(new float[] {1})).doesNotContain(Float.NaN);
      for (float bias : each.family.biasFor(new float[] {0, 0, 0})) {
        assertThat(bias).isFinite();
      }
    }
    assertThat(new PoissonColumn().biasFor(new float[] {0, 0, 0}))
        .containsExactly((float) Math.log(0.5 / 3));
  }

  /** The fit of the biases is the best that one value of the outputs has: the score sums to 0. */
  @Test
  void biasesOfMaximumLikelihoodHaveNoGradient() {
    float[] counts = {0, 1, 2, 3, 14};
    for (ColumnFamily family :
        List.of(
            new PoissonColumn(), new GaussianColumn(Variance.PER_ROW, LogVarianceBounds.DECODER))) {
      MixedLikelihood p = of(family);
      float[] bias = family.biasFor(counts);
      double[] total = new double[bias.length];
      for (float count : counts) {
        Matrix h = row(bias);
        p.logProbAndGradient(h, row(count), 1, p.scratch(1), new double[1]);
        for (int o = 0; o < total.length; o++) {
          total[o] += h.get(0, o);
        }
      }
      assertThat(total).containsExactly(new double[total.length], within(1e-4));
    }
  }

  @Test
  void supportsInWords() {
    assertThat(ColumnSupport.REAL.inWords()).isEqualTo("a finite number");
    assertThat(ColumnSupport.UNIT_INTERVAL.inWords()).isEqualTo("a number from 0 to 1");
    assertThat(ColumnSupport.COUNT.inWords()).isEqualTo("a whole number from 0 to 16777216");
    assertThat(new CategoricalColumn(5).support().inWords())
        .isEqualTo("a whole number from 0 to 4");
  }

  @Test
  void supportsContainTheirValuesOnly() {
    assertThat(ColumnSupport.COUNT.contains(3)).isTrue();
    assertThat(ColumnSupport.COUNT.contains(-1)).isFalse();
    assertThat(ColumnSupport.COUNT.contains(2.5f)).isFalse();
    assertThat(ColumnSupport.COUNT.contains(Float.NaN)).isFalse();
    assertThat(ColumnSupport.levels(5).contains(4)).isTrue();
    assertThat(ColumnSupport.levels(5).contains(5)).isFalse();
    assertThat(ColumnSupport.REAL.contains(Float.POSITIVE_INFINITY)).isFalse();
    assertThat(ColumnSupport.UNIT_INTERVAL.contains(0.5f)).isTrue();
    assertThat(ColumnSupport.BINARY.contains(0.5f)).isFalse();
  }

  @Test
  void aCategoryNeedsTwoLevels() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CategoricalColumn(1))
        .withMessage("a category needs 2 to 65536 levels, not 1");
  }

  private static MixedLikelihood of(ColumnFamily family) {
    return new MixedLikelihood(List.of(family));
  }

  private static double logProb(MixedLikelihood p, float x, float... outputs) {
    double[] logProb = new double[1];
    p.logProb(row(outputs), row(x), 1, p.scratch(1), logProb);
    return logProb[0];
  }

  private static Matrix row(float... values) {
    return Matrix.view(1, values.length, values.clone(), 0);
  }

  private static double[] wide(float[] values) {
    double[] wide = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      wide[i] = values[i];
    }
    return wide;
  }
}
