package dev.elbo.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.elbo.distribution.DiagonalGaussian.Variance;
import dev.elbo.linalg.Matrix;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How columns meet in one likelihood; what each of them computes is the families' own tests'. */
class MixedLikelihoodTest {
  private final MixedLikelihood p =
      new MixedLikelihood(
          List.of(
              new PoissonColumn(),
              new GaussianColumn(Variance.SHARED, LogVarianceBounds.DECODER),
              new CategoricalColumn(3),
              new GaussianColumn(Variance.PER_ROW, LogVarianceBounds.DECODER),
              new BernoulliColumn()));

  @Test
  void outputsOfOneRoleAreOneHead() {
    assertThat(p.heads())
        .containsExactly(
            new Head("location", 2, false),
            new Head("logits", 4, false),
            new Head("log_rate", 1, false),
            new Head("log_squared_scale", 1, false),
            new Head("shared_log_squared_scale", 1, true));
    assertThat(p.outputs()).isEqualTo(9);
    assertThat(p.dataSize()).isEqualTo(5);
    assertThat(p.support()).isEqualTo(Support.MIXED);
  }

  /** Each column by itself, its outputs taken from where the heads say they are. */
  @Test
  void aColumnReadsItsOwnOutputs() {
    float[] outputs = {0.1f, 0.2f, 0.3f, 0.4f, 0.5f, 0.6f, 0.7f, 0.8f, 0.9f};
    int[][] places = {{6}, {0, 8}, {2, 3, 4}, {1, 7}, {5}};
    float[] x = {3, 0.5f, 2, -1, 1};
    Matrix columns = Matrix.zeros(1, 5);
    Matrix h = Matrix.view(1, 9, outputs.clone(), 0);
    p.columnLogProb(h, row(x), 1, p.scratch(1), columns);
    Matrix gradient = Matrix.view(1, 9, outputs.clone(), 0);
    p.logProbAndGradient(gradient, row(x), 1, p.scratch(1), new double[1]);
    Matrix mean = Matrix.zeros(1, 5);
    p.mean(h, mean);
    for (int d = 0; d < 5; d++) {
      MixedLikelihood alone = new MixedLikelihood(List.of(p.columns().get(d)));
      float[] own = new float[places[d].length];
      for (int o = 0; o < own.length; o++) {
        own[o] = outputs[places[d][o]];
      }
      Matrix ownMean = Matrix.zeros(1, 1);
      alone.mean(row(own), ownMean);
      assertThat(mean.get(0, d)).isEqualTo(ownMean.get(0, 0));
      double[] logProb = new double[1];
      Matrix ownGradient = row(own);
      alone.logProbAndGradient(ownGradient, row(x[d]), 1, alone.scratch(1), logProb);
      assertThat((double) columns.get(0, d)).isEqualTo(logProb[0]);
      for (int o = 0; o < own.length; o++) {
        assertThat(gradient.get(0, places[d][o])).isEqualTo(ownGradient.get(0, o));
      }
    }
  }

  @Test
  void biasesStandWithTheOutputsAndAreZeroWhereNothingWasSeen() {
    float[] biases =
        p.biasFor(
            new TrainingColumns() {
              @Override
              public double[] means() {
                throw new UnsupportedOperationException();
              }

              @Override
              public float[] observed(int column) {
                return column == 1 ? new float[0] : new float[] {0, 1};
              }
            });
    float[] levels = new CategoricalColumn(3).biasFor(new float[] {0, 1});
    assertThat(biases)
        .containsExactly(
            0,
            0.5f,
            levels[0],
            levels[1],
            levels[2],
            0,
            (float) Math.log(0.5),
            (float) Math.log(0.25),
            0);
  }

  @Test
  void scratchIsLongEnoughForSpeedAndShortForManyLevels() {
    assertThat(p.scratch(7)).hasDimensions(p.scratchRows(), 7);
    assertThat(p.scratch(100_000)[0]).hasSize(512);
    MixedLikelihood wide = new MixedLikelihood(List.of(new CategoricalColumn(10_000)));
    assertThat(wide.scratch(100_000)[0]).hasSize(16);
  }

  @Test
  void equalColumnsMakeEqualLikelihoods() {
    MixedLikelihood same = new MixedLikelihood(p.columns());
    assertThat(same).isEqualTo(p).hasSameHashCodeAs(p);
    assertThat(new MixedLikelihood(List.of(new PoissonColumn()))).isNotEqualTo(p);
  }

  @Test
  void inWords() {
    assertThat(p)
        .hasToString(
            "mixed: 1 bernoulli, 1 categorical, 1 gaussian, 1 gaussian of shared variance, 1 poisson");
  }

  @Test
  void aTableHasColumns() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new MixedLikelihood(List.of()))
        .withMessage("a likelihood needs one or more columns");
  }

  private static Matrix row(float... values) {
    return Matrix.view(1, values.length, values.clone(), 0);
  }
}
