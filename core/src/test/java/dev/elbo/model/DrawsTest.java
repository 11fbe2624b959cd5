package dev.elbo.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.elbo.distribution.Bernoulli;
import dev.elbo.linalg.Matrix;
import dev.elbo.nn.Initialization;
import dev.elbo.nn.Parameters;
import dev.elbo.objective.SgvbA;
import dev.elbo.random.Purpose;
import dev.elbo.random.RandomStream;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The room that draws are computed in: blocks of rows, reuse, adding up. */
class DrawsTest {
  private static final int DRAWS = 2;

  private final Vae vae = Vae.of(Architecture.of(new Bernoulli(6), List.of(5), 3));
  private final Parameters parameters = Parameters.zeros(vae.layout());

  DrawsTest() {
    Initialization.GLOROT.fill(parameters, 1);
  }

  private static void fill(Matrix m, long seed) {
    RandomStream random = RandomStream.of(seed, Purpose.TRAINING_NOISE, 0, 0);
    for (int i = 0; i < m.rows(); i++) {
      for (int j = 0; j < m.columns(); j++) {
        m.set(i, j, random.nextFloat());
      }
    }
  }

  private void compute(Draws draws, int rows, Draws.Mode mode) {
    draws.begin(rows);
    fill(draws.x(), 1);
    fill(draws.noise(), 2);
    draws.encode(parameters);
    draws.decode(parameters, mode);
  }

  private Parameters gradient(Draws draws, int rows, float scale) {
    Parameters gradient = Parameters.zeros(vae.layout());
    addGradient(draws, rows, scale, gradient);
    return gradient;
  }

  private void addGradient(Draws draws, int rows, float scale, Parameters gradient) {
    compute(draws, rows, Draws.Mode.GRADIENT);
    DrawWeights weights = new DrawWeights(8 * DRAWS, vae.latentSize());
    new SgvbA(DRAWS).weigh(draws, 1, weights);
    draws.backward(parameters, weights, scale, gradient);
  }

  /** What a larger block has left behind must not show in the next. */
  @Test
  void usedRoomGivesTheSameBitsAsNewRoom() {
    Draws used = new Draws(vae, 8, DRAWS);
    gradient(used, 8, 1);
    assertThat(gradient(used, 3, 1).values())
        .containsExactly(gradient(new Draws(vae, 8, DRAWS), 3, 1).values());
  }

  @Test
  void backwardAddsAndScales() {
    Draws draws = new Draws(vae, 8, DRAWS);
    float[] once = gradient(draws, 4, 1).values();
    Parameters sum = Parameters.zeros(vae.layout());
    addGradient(draws, 4, 0.5f, sum);
    addGradient(draws, 4, 0.5f, sum);
    for (int i = 0; i < once.length; i++) {
      assertThat(sum.values()[i]).isCloseTo(once[i], within(2e-6f));
    }
  }

  @Test
  void viewsHaveTheSizeOfTheBlock() {
    Draws draws = new Draws(vae, 8, DRAWS);
    draws.begin(3);
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
    draws.begin(1);
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
    Draws draws = new Draws(vae, 8, DRAWS);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> draws.begin(9))
        .withMessage("9 rows where there is room for 1 to 8");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> draws.begin(0))
        .withMessage("0 rows where there is room for 1 to 8");
  }
}
