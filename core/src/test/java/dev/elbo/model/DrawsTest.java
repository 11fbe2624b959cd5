package dev.elbo.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.elbo.distribution.Bernoulli;
import dev.elbo.linalg.Matrix;
import dev.elbo.linalg.Precision;
import dev.elbo.nn.BlockGradient;
import dev.elbo.nn.Initialization;
import dev.elbo.nn.Parameters;
import dev.elbo.nn.Weights;
import dev.elbo.objective.SgvbA;
import dev.elbo.random.Purpose;
import dev.elbo.random.RandomStream;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The room that draws are computed in: blocks of rows, reuse, adding up. */
class DrawsTest {
  private static final int DRAWS = 2;

  private final Vae vae = Vae.of(Architecture.of(new Bernoulli(6), List.of(5), 3));
  private final Weights weights;

  DrawsTest() {
    Parameters parameters = Parameters.zeros(vae.layout());
    Initialization.GLOROT.fill(parameters, 1);
    weights = Weights.of(parameters);
  }

  private static void fill(Matrix m, long seed) {
    RandomStream random = RandomStream.of(seed, Purpose.TRAINING_NOISE, 0, 0);
    for (int i = 0; i < m.rows(); i++) {
      for (int j = 0; j < m.columns(); j++) {
        m.set(i, j, random.nextFloat());
      }
    }
  }

  private void compute(Draws draws) {
    draws.encode(weights);
    draws.decode(weights, Draws.Mode.GRADIENT);
  }

  private void backward(Draws draws, float scale) {
    compute(draws);
    DrawWeights drawWeights = new DrawWeights(draws.rows() * DRAWS, vae.latentSize());
    new SgvbA(DRAWS).weigh(draws, 1, drawWeights);
    draws.backward(weights, drawWeights, scale);
  }

  private float[] gradient(Draws draws) {
    Parameters gradient = Parameters.zeros(vae.layout());
    BlockGradient.pieces(draws.terms(), 100, gradient)
        .forEach(piece -> piece.compute(Precision.F32));
    return gradient.values();
  }

  private Draws filled(int rows) {
    Draws draws = new Draws(vae, rows, DRAWS);
    fill(draws.x(), 1);
    fill(draws.noise(), 2);
    return draws;
  }

  @Test
  void columnsAddUpToTheWeights() {
    Draws whole = filled(4);
    whole.encode(weights);
    whole.decode(weights, Draws.Mode.VALUE);
    Draws parts = filled(4);
    Matrix columns = Matrix.zeros(4 * DRAWS, 6);
    parts.encode(weights);
    parts.decode(weights, columns);
    for (int r = 0; r < 4 * DRAWS; r++) {
      double sum = 0;
      for (int d = 0; d < 6; d++) {
        sum += columns.get(r, d);
      }
      assertThat(parts.logPx(r)).isEqualTo(sum).isCloseTo(whole.logPx(r), within(1e-5));
      assertThat(parts.logPz(r) - parts.logQ(r)).isEqualTo(whole.logPz(r) - whole.logQ(r));
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> parts.decode(weights, Matrix.zeros(4, 6)))
        .withMessage("(4 × 6) for log p(x_d|z) of 8 draws and 6 columns");
  }

  /** What an earlier block has left behind must not show in the next. */
  @Test
  void usedRoomGivesTheSameBitsAsNewRoom() {
    Draws used = new Draws(vae, 8, DRAWS);
    fill(used.x(), 3);
    fill(used.noise(), 4);
    backward(used, 1);
    fill(used.x(), 1);
    fill(used.noise(), 2);
    backward(used, 1);
    Draws fresh = filled(8);
    backward(fresh, 1);
    assertThat(gradient(used)).containsExactly(gradient(fresh));
  }

  @Test
  void backwardScales() {
    Draws draws = filled(4);
    backward(draws, 1);
    float[] once = gradient(draws);
    backward(draws, 0.5f);
    float[] half = gradient(draws);
    for (int i = 0; i < once.length; i++) {
      assertThat(2 * half[i]).isCloseTo(once[i], within(2e-6f));
    }
  }

  /** Threads work on parts; the gradient is that of the whole. */
  @Test
  void partsMakeUpTheWhole() {
    Draws whole = filled(8);
    backward(whole, 1);
    float[] together = gradient(whole);
    Draws cut = filled(8);
    backward(cut.part(0, 3), 1);
    backward(cut.part(3, 8), 1);
    float[] inParts = gradient(cut);
    for (int i = 0; i < together.length; i++) {
      assertThat(inParts[i]).isCloseTo(together[i], within(2e-6f));
    }
  }

  @Test
  void viewsHaveTheSizeOfThePart() {
    Draws draws = new Draws(vae, 8, DRAWS).part(2, 5);
    assertThat(draws.rows()).isEqualTo(3);
    assertThat(draws.draws()).isEqualTo(DRAWS);
    assertThat(draws.vae()).isSameAs(vae);
    assertThat(draws.x()).hasToString("Matrix[3 × 6]");
    assertThat(draws.noise()).hasToString("Matrix[6 × 3]");
    assertThat(draws.z()).hasToString("Matrix[6 × 3]");
    assertThat(draws.mean()).hasToString("Matrix[3 × 3]");
    assertThat(draws.logVariance()).hasToString("Matrix[3 × 3]");
    assertThat(draws.deviation()).hasToString("Matrix[3 × 3]");
    assertThat(draws.outputs()).hasToString("Matrix[6 × 6]");
  }

  @Test
  void oneRowWithOneDrawIsEnough() {
    Draws draws = new Draws(vae, 1, 1);
    assertThat(draws.rows()).isEqualTo(1);
  }

  @Test
  void sizesThatDoNotFitAreNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Draws(vae, 0, 1))
        .withMessage("1 draws for 0 rows; both must be 1 or more");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Draws(vae, 3, 0))
        .withMessage("0 draws for 3 rows; both must be 1 or more");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Draws(vae, 8, DRAWS).part(3, 9))
        .withMessage("rows 3 to 9 of 8");
  }
}
