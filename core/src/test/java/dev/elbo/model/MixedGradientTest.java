package dev.elbo.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.elbo.distribution.BernoulliColumn;
import dev.elbo.distribution.CategoricalColumn;
import dev.elbo.distribution.DiagonalGaussian.Variance;
import dev.elbo.distribution.GaussianColumn;
import dev.elbo.distribution.LogVarianceBounds;
import dev.elbo.distribution.MixedLikelihood;
import dev.elbo.distribution.NegativeBinomialColumn;
import dev.elbo.linalg.Matrix;
import dev.elbo.linalg.Precision;
import dev.elbo.nn.Block;
import dev.elbo.nn.BlockGradient;
import dev.elbo.nn.Initialization;
import dev.elbo.nn.Parameters;
import dev.elbo.nn.Weights;
import dev.elbo.objective.Iwae;
import dev.elbo.objective.Iwae.Gradient;
import dev.elbo.objective.Objective;
import dev.elbo.objective.SgvbB;
import dev.elbo.random.Purpose;
import dev.elbo.random.RandomStream;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The gradient of bounds on rows of a table, with categories and missing cells, against central
 * differences of the library's own float32 bound: h = 0.01 leaves rounding of about 10⁻⁴ and a
 * truncation of h²f‴/6.
 */
class MixedGradientTest {
  private static final float NONE = Float.NaN;
  private static final float[][] ROWS = {
    {0.3f, 1, 4, 1},
    {NONE, 0, 0, 0},
    {-1.2f, NONE, 2, NONE},
    {0.9f, 2, NONE, 1},
    {NONE, NONE, NONE, NONE}
  };
  private static final int DRAWS = 2;
  private static final float H = 0.01f;

  private final Vae vae =
      Vae.of(
          Architecture.of(
              new MixedLikelihood(
                  List.of(
                      new GaussianColumn(Variance.PER_ROW, LogVarianceBounds.DECODER),
                      new CategoricalColumn(3),
                      new NegativeBinomialColumn(),
                      new BernoulliColumn())),
              List.of(6),
              2));
  private final Parameters parameters = Parameters.zeros(vae.layout());
  private final Draws draws = new Draws(vae, ROWS.length, DRAWS);
  private final DrawWeights drawWeights = new DrawWeights(ROWS.length * DRAWS, vae.latentSize());

  MixedGradientTest() {
    Initialization.GLOROT.fill(parameters, 1);
    RandomStream random = RandomStream.of(1, Purpose.TRAINING_NOISE, 0, 0);
    for (int i = 0; i < ROWS.length; i++) {
      System.arraycopy(ROWS[i], 0, draws.x().array(), draws.x().at(i, 0), ROWS[i].length);
    }
    Matrix noise = draws.noise();
    random.fillGaussian(noise.array(), 0, noise.rows() * noise.columns());
  }

  static List<Objective> objectives() {
    return List.of(new SgvbB(DRAWS), new Iwae(DRAWS, Gradient.FULL));
  }

  private double value(Objective objective, Weights weights) {
    draws.encode(weights);
    draws.decode(weights, Draws.Mode.GRADIENT);
    return objective.weigh(draws, 1, drawWeights);
  }

  private double shifted(Objective objective, int index, float by) {
    Parameters moved = parameters.copy();
    moved.values()[index] += by;
    return value(objective, Weights.of(moved));
  }

  @ParameterizedTest
  @MethodSource("objectives")
  void everyBlockHasTheGradientOfTheBound(Objective objective) {
    Weights weights = Weights.of(parameters);
    value(objective, weights);
    draws.backward(weights, drawWeights, 1);
    Parameters gradient = Parameters.zeros(vae.layout());
    BlockGradient.pieces(draws.terms(), 100, gradient)
        .forEach(piece -> piece.compute(Precision.F32));
    for (Block block : vae.layout().blocks()) {
      for (int i = block.offset(); i < block.offset() + block.size(); i++) {
        double expected = (shifted(objective, i, H) - shifted(objective, i, -H)) / (2 * H);
        assertThat((double) gradient.values()[i])
            .as("%s, entry %d", block.name(), i - block.offset())
            .isCloseTo(expected, within(2e-3 * (1 + Math.abs(expected))));
      }
    }
  }
}
