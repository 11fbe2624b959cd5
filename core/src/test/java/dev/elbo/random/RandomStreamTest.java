package dev.elbo.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Golden values and statistics of fixed streams.
 *
 * <p>Statistical bounds are five standard errors: a sound generator with a seed picked at random
 * would break one of them in 6 of 10⁷ tries, and there are about 300 here, so the false-alarm rate
 * of the class is 2·10⁻⁴, spent once, when the seeds were written down.
 */
class RandomStreamTest {
  private static final int MANY = 200_000;

  private static final double STANDARD_ERRORS = 5;

  /** Computed by another program from the definition. Scores rest on them: never to be changed. */
  @Test
  void firstBitsOfAFewStreams() {
    assertThat(longs(RandomStream.of(0, Purpose.INITIALIZATION, 0, 0)))
        .containsExactly(
            0x79a94c358e628849L, 0xa95dfe8c048c5923L, 0x7fa64994c3a7adb5L, 0x47f73c0b7ac5f2feL);
    assertThat(longs(RandomStream.of(1, Purpose.TRAINING_NOISE, 0, 0)))
        .containsExactly(
            0xfb6f81ee6f0ad305L, 0xe0d7e9c25ad81e8bL, 0x2f37a6b33745b108L, 0x2a35d32423b203ccL);
    assertThat(longs(RandomStream.of(1, Purpose.TRAINING_NOISE, 1, 0)))
        .containsExactly(
            0xa32ed4dc8035fb69L, 0x3ba8ea64ec17dc8bL, 0xc6aca46fc87f1f58L, 0x2bae97631e73a617L);
    assertThat(longs(RandomStream.of(1, Purpose.TRAINING_NOISE, 0, 1)))
        .containsExactly(
            0x4ba35a605b9d533dL, 0xbb63f1e18342ddc2L, 0x6e0dc6910d502a03L, 0x27c0fd17e0c7fb9fL);
    assertThat(longs(RandomStream.of(1, Purpose.EVALUATION_NOISE, 0, 0)))
        .containsExactly(
            0xc7cf94e39e4b74bdL, 0xcd4a424ccdaaba9aL, 0x24a7260e30b6c095L, 0x603c0337dc4e0ab5L);
    assertThat(longs(RandomStream.of(-1, Purpose.OBSERVATION_SAMPLE, 1L << 40, -7)))
        .containsExactly(
            0x4dee9ad54bc580bcL, 0x255700df2f706cd3L, 0x0da8550e2cc4f84dL, 0x267ccbb94932bfc1L);
  }

  /** Never to be changed either. */
  @Test
  void firstNumbersOfAStream() {
    assertThat(four(RandomStream::nextDouble))
        .containsExactly(
            0.7805111938198886, 0.801914352179362, 0.1431754860538731, 0.3759157191637358);
    assertThat(four(RandomStream::nextGaussian))
        .containsExactly(0.77392083f, 0.8484789f, -1.0661608f, -0.31622538f);
    assertThat(four(RandomStream::nextFloat))
        .containsExactly(0.78051114f, 0.80191433f, 0.14317548f, 0.3759157f);
    assertThat(four(stream -> stream.nextInt(1000))).containsExactly(780, 801, 143, 375);
    assertThat(four(stream -> stream.nextInt(Integer.MAX_VALUE)))
        .containsExactly(1676135025, 1722097957, 307467014, 807272859);
  }

  /** Model files and scores remember streams by these numbers. */
  @Test
  void purposesKeepTheirCodes() {
    assertThat(Arrays.stream(Purpose.values()).mapToInt(Purpose::code))
        .containsExactly(9, 2, 3, 4, 5, 6, 7, 8, 10, 11, 12, 13, 14);
    assertThat(Arrays.stream(Purpose.values()).map(Enum::name))
        .containsExactly(
            "INITIALIZATION",
            "SHUFFLE",
            "SPLIT",
            "BINARIZATION",
            "TRAINING_NOISE",
            "EVALUATION_NOISE",
            "PRIOR_SAMPLE",
            "OBSERVATION_SAMPLE",
            "ROW_NOISE",
            "POSTERIOR_START",
            "HAMILTONIAN_MONTE_CARLO",
            "DEQUANTIZATION",
            "POSTERIOR_PARTICLES");
  }

  /** A hash of many, computed before the present form of the arithmetic. */
  @Test
  void millionsOfNormalDrawsKeepTheirBits() {
    RandomStream stream = RandomStream.of(7, Purpose.SPLIT, 0, 0);
    long hash = 17;
    for (int i = 0; i < 4_000_000; i++) {
      hash = hash * 31 + Float.floatToRawIntBits(stream.nextGaussian());
    }
    for (int i = 0; i < 1_000_000; i++) {
      hash = hash * 31 + Double.doubleToRawLongBits(NormalQuantile.of(stream.nextDouble()));
    }
    for (double p = 1e-320; p < 0.5; p *= 1.0005) {
      hash = hash * 31 + Double.doubleToRawLongBits(NormalQuantile.of(p));
    }
    assertThat(hash).isEqualTo(0xd387a7e25f484ae3L);
  }

  @Test
  void restartedStreamIsThatOfItsArguments() {
    RandomStream stream = RandomStream.of(1, Purpose.SPLIT, 2, 3);
    stream.fillGaussian(new float[100], 0, 100);
    stream.restart(-5, Purpose.TRAINING_NOISE, 1L << 40, -7);
    assertThat(longs(stream))
        .containsExactly(longs(RandomStream.of(-5, Purpose.TRAINING_NOISE, 1L << 40, -7)));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 11, 12, 13, 63, 64, 65, 128, 100_000})
  void filledSpanHoldsTheNextNormalDraws(int length) {
    RandomStream filling = RandomStream.of(5, Purpose.TRAINING_NOISE, 0, 0);
    RandomStream one = RandomStream.of(5, Purpose.TRAINING_NOISE, 0, 0);
    float[] target = new float[length + 5];
    filling.fillGaussian(target, 3, length);
    for (int i = 0; i < target.length; i++) {
      boolean inside = i >= 3 && i < length + 3;
      assertThat(target[i]).isEqualTo(inside ? one.nextGaussian() : 0);
    }
    assertThat(filling.nextLong()).isEqualTo(one.nextLong());
  }

  @Test
  void spanMustLieInTheArray() {
    RandomStream stream = RandomStream.of(0, Purpose.SPLIT, 0, 0);
    assertThatExceptionOfType(IndexOutOfBoundsException.class)
        .isThrownBy(() -> stream.fillGaussian(new float[4], 2, 3));
  }

  @Test
  void streamIsAFunctionOfItsArgumentsWhateverElseIsDrawn() {
    RandomStream alone = RandomStream.of(3, Purpose.SHUFFLE, 4, 5);
    RandomStream disturbed = RandomStream.of(3, Purpose.SHUFFLE, 4, 5);
    RandomStream other = RandomStream.of(3, Purpose.SHUFFLE, 4, 6);
    for (int i = 0; i < 100; i++) {
      other.nextLong();
      assertThat(disturbed.nextLong()).isEqualTo(alone.nextLong());
    }
  }

  @Test
  void everyArgumentMakesAnotherStream() {
    Set<Long> firsts = new HashSet<>();
    int streams = 0;
    for (long seed : new long[] {-1, 0, 1, 2, Long.MIN_VALUE, Long.MAX_VALUE}) {
      for (Purpose purpose : Purpose.values()) {
        for (long a = -10; a <= 10; a++) {
          for (long b = -10; b <= 10; b++) {
            firsts.add(RandomStream.of(seed, purpose, a, b).nextLong());
            streams++;
          }
        }
      }
    }
    assertThat(firsts).hasSize(streams);
  }

  @ParameterizedTest
  @EnumSource(Purpose.class)
  void uniformDrawsHaveTheMomentsOfTheUniform(Purpose purpose) {
    RandomStream doubles = RandomStream.of(11, purpose, 0, 0);
    assertMoments(draws(doubles, RandomStream::nextDouble), 1, 0.5, 1.0 / 3);
    assertMoments(draws(doubles, RandomStream::nextDouble), 2, 1.0 / 3, 1.0 / 5);
    assertMoments(draws(doubles, RandomStream::nextFloat), 1, 0.5, 1.0 / 3);
    assertMoments(draws(doubles, RandomStream::nextFloat), 2, 1.0 / 3, 1.0 / 5);
  }

  @ParameterizedTest
  @EnumSource(Purpose.class)
  void normalDrawsHaveTheMomentsOfTheNormal(Purpose purpose) {
    double[] draws = draws(RandomStream.of(12, purpose, 0, 0), RandomStream::nextGaussian);
    assertMoments(draws, 1, 0, 1);
    assertMoments(draws, 2, 1, 3);
    assertMoments(draws, 3, 0, 15);
    assertMoments(draws, 4, 3, 105);
  }

  /** The shape beyond moments: a sixteenth of the draws between neighbouring sixteenths of Φ. */
  @Test
  void normalDrawsFillEquallyLikelyBins() {
    int[] counts = new int[16];
    for (double draw :
        draws(RandomStream.of(13, Purpose.SHUFFLE, 0, 0), RandomStream::nextGaussian)) {
      int bin = 0;
      while (bin < 15 && draw > NormalQuantile.of((bin + 1) / 16.0)) {
        bin++;
      }
      counts[bin]++;
    }
    assertEquallyLikely(counts);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 10, 64, 100})
  void wholeNumbersBelowABoundAreEquallyLikely(int bound) {
    RandomStream stream = RandomStream.of(14, Purpose.SPLIT, bound, 0);
    int[] counts = new int[bound];
    for (int i = 0; i < MANY; i++) {
      counts[stream.nextInt(bound)]++;
    }
    assertEquallyLikely(counts);
  }

  @Test
  void boundMustBePositive() {
    RandomStream stream = RandomStream.of(0, Purpose.SPLIT, 0, 0);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> stream.nextInt(0))
        .withMessage("bound must be positive, not 0");
  }

  @Test
  void uniformDrawsStayInsideTheirInterval() {
    RandomStream stream = RandomStream.of(15, Purpose.SPLIT, 0, 0);
    for (int i = 0; i < MANY; i++) {
      assertThat(stream.nextDouble()).isStrictlyBetween(0.0, 1.0);
      float single = stream.nextFloat();
      assertThat(single >= 0 && single < 1).isTrue();
      assertThat(single * 0x1p24f).isEqualTo((float) (int) (single * 0x1p24f));
    }
  }

  /** Neighbours in any argument, and successive draws of one stream, know nothing of each other. */
  @Test
  void streamsAreUncorrelated() {
    List<double[]> streams = new ArrayList<>();
    for (Purpose purpose : EnumSet.allOf(Purpose.class)) {
      streams.add(gaussians(RandomStream.of(1, purpose, 0, 0)));
    }
    streams.add(gaussians(RandomStream.of(2, Purpose.INITIALIZATION, 0, 0)));
    streams.add(gaussians(RandomStream.of(1, Purpose.INITIALIZATION, 1, 0)));
    streams.add(gaussians(RandomStream.of(1, Purpose.INITIALIZATION, 0, 1)));
    streams.add(gaussians(RandomStream.of(1, Purpose.INITIALIZATION, 1, 1)));
    RandomStream late = RandomStream.of(1, Purpose.INITIALIZATION, 0, 0);
    late.nextLong();
    streams.add(gaussians(late));
    for (int i = 0; i < streams.size(); i++) {
      for (int j = 0; j < i; j++) {
        assertUncorrelated(streams.get(i), streams.get(j), "streams %d and %d".formatted(i, j));
      }
    }
  }

  /** The first number of each of many streams is what a training step's rows see. */
  @Test
  void firstDrawsOfNeighbouringStreamsAreNormalAndUncorrelated() {
    double[] byA =
        IntStream.range(0, MANY)
            .mapToDouble(a -> RandomStream.of(1, Purpose.TRAINING_NOISE, a, 0).nextGaussian())
            .toArray();
    double[] byB =
        IntStream.range(0, MANY)
            .mapToDouble(b -> RandomStream.of(1, Purpose.TRAINING_NOISE, 0, b).nextGaussian())
            .toArray();
    assertMoments(byA, 1, 0, 1);
    assertMoments(byA, 2, 1, 3);
    assertMoments(byB, 1, 0, 1);
    assertMoments(byB, 2, 1, 3);
    byA[0] = 0; // stream (0, 0) is in both
    assertUncorrelated(byA, byB, "first draws by a and by b");
    assertUncorrelated(
        Arrays.copyOf(byA, MANY - 1), Arrays.copyOfRange(byA, 1, MANY), "neighbours by a");
    assertUncorrelated(
        Arrays.copyOf(byB, MANY - 1), Arrays.copyOfRange(byB, 1, MANY), "neighbours by b");
  }

  private static long[] longs(RandomStream stream) {
    return new long[] {stream.nextLong(), stream.nextLong(), stream.nextLong(), stream.nextLong()};
  }

  private static double[] four(ToDoubleFunction<RandomStream> draw) {
    RandomStream stream = RandomStream.of(1, Purpose.EVALUATION_NOISE, 0, 0);
    return IntStream.range(0, 4).mapToDouble(i -> draw.applyAsDouble(stream)).toArray();
  }

  private static double[] draws(RandomStream stream, ToDoubleFunction<RandomStream> draw) {
    return IntStream.range(0, MANY).mapToDouble(i -> draw.applyAsDouble(stream)).toArray();
  }

  private static double[] gaussians(RandomStream stream) {
    return draws(stream, RandomStream::nextGaussian);
  }

  /** The mean of the n-th powers, given E[xⁿ] and E[x²ⁿ]. */
  private static void assertMoments(double[] draws, int power, double expected, double square) {
    double mean = Arrays.stream(draws).map(x -> Math.pow(x, power)).average().orElseThrow();
    double standardError = Math.sqrt((square - expected * expected) / draws.length);
    assertThat(mean)
        .as("moment %d", power)
        .isCloseTo(expected, within(STANDARD_ERRORS * standardError));
  }

  private static void assertEquallyLikely(int[] counts) {
    double p = 1.0 / counts.length;
    for (int i = 0; i < counts.length; i++) {
      assertThat(counts[i] / (double) MANY)
          .as("share of %d", i)
          .isCloseTo(p, within(STANDARD_ERRORS * Math.sqrt(p * (1 - p) / MANY)));
    }
  }

  /** Products of independent N(0, 1) numbers have mean 0 and variance 1. */
  private static void assertUncorrelated(double[] a, double[] b, String what) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    assertThat(sum / a.length).as(what).isCloseTo(0, within(STANDARD_ERRORS / Math.sqrt(a.length)));
  }
}
