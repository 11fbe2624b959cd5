package dev.elbo.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.elbo.linalg.Matrix;
import dev.elbo.linalg.Precision;
import dev.elbo.linalg.Result;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Two layers at once against what each gives by itself; all numbers are small integers. */
class HeadsTest {
  private final Layout layout = new Layout();
  private final Dense mean = Dense.add(layout, "mean", 3, 1);
  private final Dense logVariance = Dense.add(layout, "log_variance", 3, 2);
  private final Heads heads = new Heads(List.of(mean, logVariance));
  private final Parameters p = Parameters.zeros(layout);

  HeadsTest() {
    layout.add(heads);
    float[] numbers = {1, 2, 3, /* bias */ 10, 4, 5, 6, 7, 8, 9, /* bias */ 20, 30};
    System.arraycopy(numbers, 0, p.values(), 0, numbers.length);
  }

  private static Matrix row(float... values) {
    return Matrix.view(1, values.length, values, 0);
  }

  private float[] forward(Weights w) {
    Matrix y = row(Float.NaN, Float.NaN, Float.NaN);
    heads.forward(w, row(1, 0, -1), y);
    return y.row(0);
  }

  @Test
  void outputsStandSideBySide() {
    assertThat(forward(Weights.of(p))).containsExactly(10 - 2, 20 - 2, 30 - 2);
    assertThat(forward(Weights.fixed(p))).containsExactly(10 - 2, 20 - 2, 30 - 2);
  }

  @Test
  void whatComesBackIsTheSumOverTheHeads() {
    Matrix dx = row(Float.NaN, Float.NaN, Float.NaN);
    heads.backward(Weights.of(p), row(1, 10, 100), Result.SET, dx);
    assertThat(dx.row(0)).containsExactly(1 + 40 + 700, 2 + 50 + 800, 3 + 60 + 900);
    heads.backward(Weights.of(p), row(1, 0, 0), Result.ADD, dx);
    assertThat(dx.row(0)).containsExactly(2 + 40 + 700, 4 + 50 + 800, 6 + 60 + 900);
  }

  @Test
  void weightsFollowPieceByPiece() {
    Weights w = Weights.of(p);
    Arrays.fill(p.values(), 1);
    assertThat(forward(w)).containsExactly(10 - 2, 20 - 2, 30 - 2);
    w.refresh(logVariance.weight(), 1, 2);
    assertThat(forward(w)).containsExactly(10 - 2, 20 - 2, 30);
    w.refresh(logVariance.bias(), 0, 1);
    assertThat(forward(w)).containsExactly(10 - 2, 1 - 2, 1);
    w.refresh();
    assertThat(forward(w)).containsExactly(1, 1, 1);
  }

  @Test
  void eachLayerHasTermsOfItsOwn() {
    List<GradientTerm> terms = new ArrayList<>();
    heads.terms(row(1, 0, -1), row(2, 3, 5), terms);
    Parameters gradient = Parameters.zeros(layout);
    BlockGradient.pieces(terms, 100, gradient).forEach(piece -> piece.compute(Precision.F32));
    assertThat(gradient.values()).containsExactly(2, 0, -2, 2, 3, 0, -3, 5, 0, -5, 3, 5);
  }

  @Test
  void headsAreOneLayerOrSeveralWithMatricesOfTheirOwn() {
    Dense tied = Dense.addTied(layout, "tied", mean.weight());
    assertThat(new Heads(List.of(tied)).layers()).containsExactly(tied);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Heads(List.of()))
        .withMessage("heads are one linear layer, or several with matrices of their own");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Heads(List.of(mean, tied)))
        .withMessage("heads are one linear layer, or several with matrices of their own");
  }
}
