package dev.elbo.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.elbo.linalg.Matrix;
import dev.elbo.random.Purpose;
import dev.elbo.random.RandomStream;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RowReaderTest {
  private static final long SEED = 42;

  /** One row of all bytes, 0 … 255. */
  private static final Dataset RAMP = ramp();

  private static Dataset ramp() {
    byte[] bytes = new byte[256];
    for (int i = 0; i < 256; i++) {
      bytes[i] = (byte) i;
    }
    return Dataset.ofBytes("ramp", 256, bytes, 255);
  }

  /** The same values as floats. */
  private static Dataset asFloats(Dataset data) {
    return Dataset.ofFloats("floats", data.columns(), FileBytes.values(data));
  }

  private static Dataset random(int rows, int columns) {
    byte[] bytes = new byte[rows * columns];
    new Random(1).nextBytes(bytes);
    return Dataset.ofBytes("random", columns, bytes, 255);
  }

  private static float[][] read(RowReader reader, long use, int... rows) {
    Matrix target = Matrix.zeros(rows.length, reader.data().columns());
    reader.read(rows, 0, rows.length, use, target);
    return target.toArray();
  }

  @Test
  void noneReadsTheValuesAsTheyAre() {
    RowReader reader = RowReader.of(RAMP, Binarization.NONE, SEED);
    assertThat(read(reader, 0, 0)[0]).containsExactly(FileBytes.values(RAMP));
  }

  @Test
  void thresholdIsAtOneHalf() {
    float[] expected = new float[256];
    for (int i = 128; i < 256; i++) {
      expected[i] = 1;
    }
    assertThat(read(RowReader.of(RAMP, Binarization.THRESHOLD, SEED), 0, 0)[0])
        .containsExactly(expected);
    assertThat(read(RowReader.of(asFloats(RAMP), Binarization.THRESHOLD, SEED), 0, 0)[0])
        .containsExactly(expected);
    Dataset edge = Dataset.ofFloats("edge", 2, new float[] {0.5f, Math.nextDown(0.5f)});
    assertThat(read(RowReader.of(edge, Binarization.THRESHOLD, SEED), 0, 0)[0])
        .containsExactly(1, 0);
  }

  /**
   * Each column's count of ones in n = 40000 uses is binomial; over 254 columns and both storages
   * the largest |z| passes 5.5 by chance in fewer than 1 of 10⁴ seeds (normal tail 4e-8 each, some
   * more for the skewed ends).
   */
  @Test
  void dynamicDrawsOnesWithTheValuesProbability() {
    for (Dataset data : new Dataset[] {RAMP, asFloats(RAMP)}) {
      RowReader reader = RowReader.of(data, Binarization.DYNAMIC, SEED);
      int uses = 40_000;
      long[] ones = new long[256];
      long others = 0;
      Matrix target = Matrix.zeros(1, 256);
      for (int use = 0; use < uses; use++) {
        reader.read(new int[] {0}, 0, 1, use, target);
        for (int j = 0; j < 256; j++) {
          ones[j] += target.get(0, j) == 1 ? 1 : 0;
          others += target.get(0, j) != 1 && target.get(0, j) != 0 ? 1 : 0;
        }
      }
      assertThat(others).isZero();
      assertThat(ones[0]).isZero();
      assertThat(ones[255]).isEqualTo(uses);
      for (int j = 1; j < 255; j++) {
        double p = j / 255.0;
        double z = (ones[j] - uses * p) / Math.sqrt(uses * p * (1 - p));
        assertThat(z).as("byte %d", j).isBetween(-5.5, 5.5);
      }
    }
  }

  /**
   * Draws of neighbouring pixels, of neighbouring rows and of successive uses are uncorrelated:
   * each correlation of n = 10⁵ fair coins has z ~ N(0, 1), and |z| above 5 happens in 3 · 6e-7 of
   * the seeds.
   */
  @Test
  void dynamicDrawsAreIndependent() {
    int rows = 100;
    int columns = 1000;
    float[] half = new float[rows * columns];
    Arrays.fill(half, 0.5f);
    RowReader reader =
        RowReader.of(Dataset.ofFloats("half", columns, half), Binarization.DYNAMIC, SEED);
    int[] all = IntStream.range(0, rows).toArray();
    float[][] first = read(reader, 0, all);
    float[][] second = read(reader, 1, all);
    double pixels = 0;
    double neighbours = 0;
    double uses = 0;
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        double sign = 2 * first[i][j] - 1;
        pixels += sign * (2 * first[i][(j + 1) % columns] - 1);
        neighbours += sign * (2 * first[(i + 1) % rows][j] - 1);
        uses += sign * (2 * second[i][j] - 1);
      }
    }
    double deviation = Math.sqrt((double) rows * columns);
    assertThat(pixels / deviation).isBetween(-5.0, 5.0);
    assertThat(neighbours / deviation).isBetween(-5.0, 5.0);
    assertThat(uses / deviation).isBetween(-5.0, 5.0);
  }

  /** Against the definition: pixel j is 1 where its 32 bits ÷ 2³² are below value ÷ scale. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 8, 64, 785})
  void dynamicIsAComparisonWith32UniformBits(int columns) {
    Dataset bytes = random(50, columns);
    for (Dataset data : new Dataset[] {bytes, asFloats(bytes)}) {
      RowReader reader = RowReader.of(data, Binarization.DYNAMIC, SEED);
      for (int row = 0; row < 50; row++) {
        float[] bits = read(reader, 3, row)[0];
        RandomStream stream = RandomStream.of(SEED, Purpose.BINARIZATION, 3, row);
        long word = 0;
        for (int j = 0; j < columns; j++) {
          word = j % 2 == 0 ? stream.nextLong() : word >>> 32;
          double uniform = (word & 0xFFFF_FFFFL) * 0x1p-32;
          double value = data.value(row, j);
          if (Math.abs(uniform - value) > 1e-7) {
            assertThat(bits[j]).isEqualTo(uniform < value ? 1 : 0);
          }
        }
      }
    }
  }

  /** The chance of a byte is a 32-bit fraction: compared at scale 3, where 1/3 is not a float. */
  @Test
  void theChanceOfAByteIsExactToWithin32Bits() {
    ByteValues values = new ByteValues(FileBytes.bytes(1), 3);
    float[] bit = new float[1];
    int ones = 0;
    int draws = 3_000_000;
    for (int i = 0; i < draws; i++) {
      values.toss(0, 1, RandomStream.of(SEED, Purpose.BINARIZATION, i, 0), bit, 0);
      ones += (int) bit[0];
    }
    // five standard deviations: a false alarm in 6e-7 of the seeds
    assertThat(ones / (double) draws).isCloseTo(1 / 3.0, within(5 * Math.sqrt(2 / 9.0 / draws)));
  }

  @Test
  void aRowsDrawDependsOnSeedUseAndRowOnly() {
    Dataset data = random(20, 31);
    RowReader reader = RowReader.of(data, Binarization.DYNAMIC, SEED);
    int[] order = {5, 19, 0, 7};
    float[][] together = read(reader, 9, order);
    for (int i = 0; i < order.length; i++) {
      assertThat(together[i]).containsExactly(read(reader, 9, order[i])[0]);
    }
    assertThat(together[0]).isNotEqualTo(read(reader, 10, 5)[0]);
    RowReader otherSeed = RowReader.of(data, Binarization.DYNAMIC, SEED + 1);
    assertThat(together[0]).isNotEqualTo(read(otherSeed, 9, 5)[0]);
  }

  @Test
  void aRowsDrawIsTheSameInEveryView() {
    Dataset data = random(20, 31);
    RowReader whole = RowReader.of(data, Binarization.DYNAMIC, SEED);
    Dataset view = data.select(new int[] {3, 11, 12}, "a").select(new int[] {2, 0}, "b");
    RowReader part = RowReader.of(view, Binarization.DYNAMIC, SEED);
    assertThat(read(part, 4, 0, 1)).isDeepEqualTo(read(whole, 4, 12, 3));
  }

  @Test
  void readWritesOnlyTheRowsAskedFor() {
    RowReader reader = RowReader.of(random(5, 4), Binarization.DYNAMIC, SEED);
    Matrix whole = Matrix.zeros(3, 6);
    whole.fill(-1);
    reader.read(new int[] {4, 2, 3, 1}, 1, 3, 7, whole.columns(1, 5));
    float[][] expected = read(reader, 7, 2, 3);
    for (int i = 0; i < 2; i++) {
      assertThat(whole.columns(1, 5).row(i)).containsExactly(expected[i]);
      assertThat(whole.get(i, 0)).isEqualTo(-1);
      assertThat(whole.get(i, 5)).isEqualTo(-1);
    }
    assertThat(whole.row(2)).containsOnly(-1);
  }

  @Test
  void valuesThatCannotBeBinarisedAreRejectedAtOnce() {
    Dataset outside = Dataset.ofFloats("set", new float[][] {{0, 1}, {0.5f, 1.5f}});
    for (Binarization binarization :
        new Binarization[] {Binarization.THRESHOLD, Binarization.DYNAMIC}) {
      assertThatThrownBy(() -> RowReader.of(outside, binarization, SEED))
          .isInstanceOf(DataException.class)
          .hasMessageStartingWith(
              "set: the value at row 2, column 2 (counted from 1) is 1.5, outside [0, 1]");
    }
    assertThat(read(RowReader.of(outside, Binarization.NONE, SEED), 0, 1)[0])
        .containsExactly(0.5f, 1.5f);
    Dataset nan = Dataset.ofFloats("set", 1, new float[] {Float.NaN});
    for (Binarization binarization : Binarization.values()) {
      assertThatThrownBy(() -> RowReader.of(nan, binarization, SEED))
          .isInstanceOf(DataException.class)
          .hasMessageStartingWith("set: the value at row 1, column 1 (counted from 1) is NaN");
    }
  }

  @Test
  void rowsThatAreNotThereAreRejected() {
    RowReader reader = RowReader.of(RAMP, Binarization.DYNAMIC, SEED);
    assertThatThrownBy(() -> read(reader, 0, 1)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> reader.read(new int[1], 0, 2, 0, Matrix.zeros(2, 256)))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void columnMeansAreThoseOfWhatIsRead() {
    Dataset data = Dataset.ofFloats("grey", 1, new float[] {0.25f, 0.5f, 0.75f, 1f});
    assertThat(RowReader.of(data, Binarization.NONE, 1).columnMeans()).containsExactly(0.625);
    assertThat(RowReader.of(data, Binarization.DYNAMIC, 1).columnMeans()).containsExactly(0.625);
    assertThat(RowReader.of(data, Binarization.THRESHOLD, 1).columnMeans()).containsExactly(0.75);
  }
}
