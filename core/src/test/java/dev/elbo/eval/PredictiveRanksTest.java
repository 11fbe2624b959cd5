package dev.elbo.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.elbo.data.Binarization;
import dev.elbo.data.RowReader;
import dev.elbo.model.Vae;
import dev.elbo.nn.Parameters;
import dev.elbo.nn.Weights;
import dev.elbo.reference.LinearGaussian;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** With a decoder that takes no notice of z, p(x_d|z) is N(b, s²) whatever the row. */
class PredictiveRanksTest {
  private static final double[] MEAN = {3, -1};
  private static final double[] VARIANCE = {4, 0.25};

  private static PredictiveRanks ranks() {
    Vae vae = ReferenceModels.linearGaussianVae(2, 1);
    Parameters parameters =
        ReferenceModels.parameters(
            vae, new LinearGaussian(new double[][] {{0}, {0}}, MEAN, VARIANCE));
    return new PredictiveRanks(vae, Weights.fixed(parameters));
  }

  private static RowReader reader(float[][] rows) {
    return RowReader.of(ReferenceModels.dataset(rows), Binarization.NONE, 1);
  }

  @Test
  void valuesStandWhereTheyShould() {
    double[][] found = ranks().of(reader(new float[][] {{-100, 100}, {3, -1}, {5, -1.5f}}));
    assertThat(found[0]).containsExactly(0, 1);
    // 100 draws: within four standard deviations of 0.05 and 0.037.
    assertThat(found[1][0]).isCloseTo(0.5, within(0.2));
    assertThat(found[2][0]).isCloseTo(0.8413, within(0.15));
    assertThat(found[2][1]).isCloseTo(0.1587, within(0.15));
  }

  /**
   * 4000 rows against the same 100 draws: what these draws leave open is a standard deviation of
   * about 0.03 for a share of 0.9 and 0.05 for ½.
   */
  @Test
  void ranksOfRowsFromTheModelAreUniform() {
    Random random = new Random(6);
    float[][] rows = new float[4000][2];
    for (float[] row : rows) {
      for (int d = 0; d < 2; d++) {
        row[d] = (float) (MEAN[d] + Math.sqrt(VARIANCE[d]) * random.nextGaussian());
      }
    }
    double[][] found = ranks().of(reader(rows));
    for (int d = 0; d < 2; d++) {
      int column = d;
      assertThat(share(found, column, 0.9)).isCloseTo(0.9, within(0.1));
      assertThat(share(found, column, 0.5)).isCloseTo(0.5, within(0.15));
    }
  }

  private static double share(double[][] ranks, int column, double level) {
    return Arrays.stream(ranks)
        .mapToDouble(row -> Math.abs(row[column] - 0.5) <= level / 2 ? 1 : 0)
        .average()
        .orElseThrow();
  }
}
