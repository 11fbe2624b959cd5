package dev.elbo.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.elbo.eval.ReferenceModels;
import dev.elbo.linalg.Matrix;
import dev.elbo.nn.Parameters;
import dev.elbo.nn.Weights;
import dev.elbo.reference.CentralDifferences;
import dev.elbo.reference.ReferenceCase;
import dev.elbo.reference.ReferenceDecoder;
import dev.elbo.reference.ReferenceDistributions;
import dev.elbo.reference.ReferenceDraws;
import dev.elbo.reference.ReferenceParameters;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** log p(x, z) against the double reference, its gradient in z against central differences. */
class JointDensityTest {
  private static final double VALUE = 2e-6;
  private static final double GRADIENT = 3e-5;

  static List<ReferenceCase> cases() {
    return ReferenceCase.all();
  }

  /** A case in float: the rows, and a z for each draw, away from the kinks of relu. */
  private static final class Sample {
    private final ReferenceCase c;
    private final Vae vae;
    private final Parameters parameters;
    private final Map<String, double[][]> blocks;
    private final float[][] x;
    private final Matrix z;

    Sample(ReferenceCase c) {
      this.c = c;
      vae = ReferenceModels.vae(c.config());
      parameters = ReferenceModels.parameters(vae, c.parameters());
      blocks = ReferenceModels.blocks(parameters);
      x = ReferenceModels.floats(c.x());
      ReferenceDraws draws = c.draws();
      z = Matrix.zeros(x.length * c.samples(), vae.latentSize());
      for (int r = 0; r < z.rows(); r++) {
        double[] drawn = draws.z(r / c.samples(), r % c.samples());
        for (int j = 0; j < z.columns(); j++) {
          z.set(r, j, (float) drawn[j]);
        }
      }
    }

    JointDensity density() {
      JointDensity density = new JointDensity(vae, x.length, c.samples());
      for (int i = 0; i < x.length; i++) {
        System.arraycopy(x[i], 0, density.x().array(), density.x().at(i, 0), x[i].length);
      }
      return density;
    }

    /** log p(x, z) of row r of z, in double. */
    double reference(int r, double[] at) {
      ReferenceDecoder decoder = new ReferenceDecoder(c.config(), blocks);
      double[] row = ReferenceModels.doubles(x)[r / c.samples()];
      return decoder.logLikelihood(decoder.decode(at), row)
          + ReferenceDistributions.standardNormal(at);
    }

    double[][] differences(int r) {
      double[][] at = ReferenceModels.doubles(new float[][] {z.row(r)});
      Map<String, double[][]> gradient =
          CentralDifferences.gradient(
              point -> reference(r, ReferenceParameters.block(point, "z")[0]), Map.of("z", at));
      return ReferenceParameters.block(gradient, "z");
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void valueAndGradientAreThoseOfTheReference(ReferenceCase c) {
    Sample sample = new Sample(c);
    Matrix z = sample.z;
    double[] logProb = new double[z.rows()];
    Matrix gradient = Matrix.zeros(z.rows(), z.columns());
    for (Weights w : List.of(Weights.of(sample.parameters), Weights.fixed(sample.parameters))) {
      sample.density().logProbAndGradient(w, z, logProb, gradient);
      for (int r = 0; r < z.rows(); r++) {
        double exact = sample.reference(r, ReferenceModels.doubles(new float[][] {z.row(r)})[0]);
        assertThat(logProb[r]).isCloseTo(exact, within(VALUE * (1 + Math.abs(exact))));
        double[][] actual = ReferenceModels.doubles(new float[][] {gradient.row(r)});
        assertThat(CentralDifferences.relativeError(actual, sample.differences(r), 1))
            .as("row %d of z", r)
            .isLessThan(GRADIENT);
      }
    }
  }

  /** What an earlier block has left behind does not show in the next. */
  @Test
  void usedRoomGivesTheSameBitsAsNewRoom() {
    Sample sample = new Sample(ReferenceCase.all().get(0));
    Weights w = Weights.fixed(sample.parameters);
    Matrix z = sample.z;
    double[] expected = new double[z.rows()];
    Matrix gradient = Matrix.zeros(z.rows(), z.columns());
    sample.density().logProbAndGradient(w, z, expected, gradient);
    JointDensity used = sample.density();
    double[] actual = new double[z.rows()];
    Matrix other = Matrix.zeros(z.rows(), z.columns());
    other.fill(3);
    used.logProbAndGradient(w, other, actual, Matrix.zeros(z.rows(), z.columns()));
    used.logProbAndGradient(w, z, actual, other);
    assertThat(actual).containsExactly(expected);
    assertThat(other.array()).containsExactly(gradient.array());
  }

  @Test
  void sizesThatDoNotFitAreNamed() {
    Vae vae = new Sample(ReferenceCase.all().get(0)).vae;
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new JointDensity(vae, 0, 1))
        .withMessage("1 draws for 0 rows; both must be 1 or more");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new JointDensity(vae, 3, 0))
        .withMessage("0 draws for 3 rows; both must be 1 or more");
  }
}
