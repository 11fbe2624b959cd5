package dev.elbo.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.elbo.linalg.Matrix;
import dev.elbo.linalg.Precision;
import dev.elbo.linalg.Result;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Small layers by hand; their gradients by name stand in the gradient tests of the model. */
class DenseTest {
  private final Layout layout = new Layout();
  private final Dense layer = Dense.add(layout, "layer", 3, 2);
  private final Dense tied = Dense.addTied(layout, "tied", layer.weight());
  private final Parameters p = Parameters.zeros(layout);

  DenseTest() {
    float[] numbers = {1, 2, 3, 4, 5, 6, 10, 20, 100, 200, 300};
    System.arraycopy(numbers, 0, p.values(), 0, numbers.length);
  }

  private static Matrix row(float... values) {
    return Matrix.view(1, values.length, values, 0);
  }

  private static float[] values(Parameters gradient, Block block) {
    return gradient.matrix(new Block(block.name(), block.offset(), 1, block.size())).row(0);
  }

  @Test
  void layerHasItsOwnBlocks() {
    assertThat(layer.weight()).isEqualTo(new Block("layer.weight", 0, 2, 3));
    assertThat(layer.bias()).isEqualTo(new Block("layer.bias", 6, 1, 2));
    assertThat(layer.inputs()).isEqualTo(3);
    assertThat(layer.outputs()).isEqualTo(2);
  }

  @Test
  void tiedLayerHasABiasOnlyAndTheOtherWayRound() {
    assertThat(tied.weight()).isSameAs(layer.weight());
    assertThat(tied.bias()).isEqualTo(new Block("tied.bias", 8, 1, 3));
    assertThat(tied.inputs()).isEqualTo(2);
    assertThat(tied.outputs()).isEqualTo(3);
    assertThat(layout.size()).isEqualTo(11);
  }

  @Test
  void forwardIsWeightTimesInputPlusBias() {
    Matrix y = row(Float.NaN, Float.NaN);
    layer.forward(Weights.of(p), row(1, 0, -1), y);
    assertThat(y.row(0)).containsExactly(10 - 2, 20 - 2);
    Matrix back = row(Float.NaN, Float.NaN, Float.NaN);
    tied.forward(Weights.of(p), row(1, -1), back);
    assertThat(back.row(0)).containsExactly(100 - 3, 200 - 3, 300 - 3);
  }

  private Parameters gradient(List<GradientTerm> terms, int size) {
    Parameters gradient = Parameters.zeros(layout);
    Arrays.fill(gradient.values(), Float.NaN);
    BlockGradient.pieces(terms, size, gradient).forEach(piece -> piece.compute(Precision.F32));
    return gradient;
  }

  /** Whole blocks, and pieces of a row each. */
  @ParameterizedTest
  @ValueSource(ints = {100, 1})
  void termsMakeTheGradient(int size) {
    List<GradientTerm> terms = new ArrayList<>();
    layer.terms(row(1, 0, -1), row(2, 5), terms);
    Parameters gradient = gradient(terms, size);
    assertThat(values(gradient, layer.weight())).containsExactly(2, 0, -2, 5, 0, -5);
    assertThat(values(gradient, layer.bias())).containsExactly(2, 5);
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 1})
  void tiedTermsAreAddedToTheSharedBlock(int size) {
    List<GradientTerm> terms = new ArrayList<>();
    layer.terms(row(1, 0, -1), row(2, 5), terms);
    tied.terms(row(1, -1), row(7, 8, 9), terms);
    Parameters gradient = gradient(terms, size);
    assertThat(values(gradient, layer.weight()))
        .containsExactly(2 + 7, 8, -2 + 9, 5 - 7, -8, -5 - 9);
    assertThat(values(gradient, tied.bias())).containsExactly(7, 8, 9);
    assertThat(values(gradient, layer.bias())).containsExactly(2, 5);
  }

  @Test
  void piecesCoverABlockOnce() {
    List<GradientTerm> terms = new ArrayList<>();
    layer.terms(row(1, 0, -1), row(2, 5), terms);
    List<BlockGradient> pieces = BlockGradient.pieces(terms, 4, Parameters.zeros(layout));
    assertThat(pieces).extracting(BlockGradient::start).containsExactly(0, 3, 6);
    assertThat(pieces).extracting(BlockGradient::end).containsExactly(3, 6, 8);
  }

  @Test
  void weightsFollowAfterARefresh() {
    Weights w = Weights.of(p);
    p.values()[0] = 7;
    p.values()[3] = 8;
    w.refresh(layer.weight(), 1, 2);
    Matrix y = row(0, 0);
    layer.forward(w, row(1, 0, 0), y);
    assertThat(y.get(0, 1)).isEqualTo(20 + 8);
    w.refresh();
    layer.forward(w, row(1, 0, 0), y);
    assertThat(y.row(0)).containsExactly(10 + 7, 20 + 8);
  }

  @Test
  void inputGradientOverwritesOrAdds() {
    Matrix dx = row(Float.NaN, Float.NaN, Float.NaN);
    layer.backward(Weights.of(p), row(1, 2), Result.SET, dx);
    assertThat(dx.row(0)).containsExactly(9, 12, 15);
    layer.backward(Weights.of(p), row(1, 2), Result.ADD, dx);
    assertThat(dx.row(0)).containsExactly(18, 24, 30);
    Matrix dz = row(1, 1);
    tied.backward(Weights.of(p), row(1, 1, 1), Result.ADD, dz);
    assertThat(dz.row(0)).containsExactly(7, 16);
  }

  @Test
  void biasMustHaveTheWidthOfTheOutput() {
    Block weight = new Block("layer.weight", 0, 2, 3);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Dense(weight, new Block("layer.bias", 6, 1, 3), false))
        .withMessage("layer.bias is 1 × 3 where layer.weight needs 1 × 2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Dense(weight, new Block("layer.bias", 6, 2, 3), true))
        .withMessage("layer.bias is 2 × 3 where layer.weight needs 1 × 3");
  }

  @Test
  void networkHasALayerAWidth() {
    Mlp mlp = Mlp.add(new Layout(), "net", 5, List.of(4, 3), Activation.TANH);
    assertThat(mlp.layers())
        .containsExactly(
            new Dense(new Block("net.hidden.0.weight", 0, 4, 5), bias(0, 20, 4), false),
            new Dense(new Block("net.hidden.1.weight", 24, 3, 4), bias(1, 36, 3), false));
    assertThat(mlp.inputs()).isEqualTo(5);
    assertThat(mlp.outputs()).isEqualTo(3);
  }

  private static Block bias(int layer, int offset, int width) {
    return new Block("net.hidden." + layer + ".bias", offset, 1, width);
  }

  @Test
  void networkWithoutLayersIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Mlp.add(new Layout(), "net", 5, List.of(), Activation.TANH))
        .withMessage("a network needs at least one hidden layer");
  }

  @ParameterizedTest
  @EnumSource(Activation.class)
  void inputGradientOfANetworkIsThatOfItsOutputByDifferences(Activation activation) {
    Layout netLayout = new Layout();
    Mlp mlp = Mlp.add(netLayout, "net", 3, List.of(4, 2), activation);
    Parameters theta = Parameters.zeros(netLayout);
    Initialization.PAPER.fill(theta, 3);
    for (int i = 0; i < theta.size(); i++) {
      theta.values()[i] *= 8;
    }
    Mlp.Trace trace = mlp.trace(2);
    Matrix x = Matrix.view(2, 3, new float[] {.3f, -.2f, .5f, .9f, .1f, -.7f}, 0);
    Weights w = Weights.of(theta);
    mlp.forward(w, x, trace);
    trace.outputGradient().fill(1);
    mlp.backward(w, trace);
    Matrix dx = Matrix.zeros(2, 3);
    mlp.inputGradient(w, trace, dx);
    float step = 0x1p-7f;
    for (int i = 0; i < 2; i++) {
      for (int j = 0; j < 3; j++) {
        float middle = x.get(i, j);
        x.set(i, j, middle + step);
        double above = outputSum(mlp, w, x, trace);
        x.set(i, j, middle - step);
        double below = outputSum(mlp, w, x, trace);
        x.set(i, j, middle);
        assertThat((double) dx.get(i, j)).isCloseTo((above - below) / (2 * step), within(1e-3));
      }
    }
  }

  private static double outputSum(Mlp mlp, Weights w, Matrix x, Mlp.Trace trace) {
    mlp.forward(w, x, trace);
    double sum = 0;
    for (float[] row : trace.output().toArray()) {
      for (float value : row) {
        sum += value;
      }
    }
    return sum;
  }
}
