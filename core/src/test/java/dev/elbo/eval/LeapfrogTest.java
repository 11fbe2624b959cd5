package dev.elbo.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.elbo.linalg.Elementwise;
import dev.elbo.linalg.Matrix;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The three properties that accept and reject rest on, and the map itself. */
class LeapfrogTest {

  private static Points points(LogDensity target, Matrix at) {
    Points points = new Points(at.rows(), at.columns());
    for (int c = 0; c < at.rows(); c++) {
      for (int j = 0; j < at.columns(); j++) {
        points.z().set(c, j, at.get(c, j));
      }
    }
    points.evaluate(target);
    return points;
  }

  private static Matrix gaussian(int chains, int dimensions, long seed) {
    Random random = new Random(seed);
    Matrix drawn = Matrix.zeros(chains, dimensions);
    for (int c = 0; c < chains; c++) {
      for (int j = 0; j < dimensions; j++) {
        drawn.set(c, j, (float) random.nextGaussian());
      }
    }
    return drawn;
  }

  private static double[] steps(int chains, double stepSize) {
    double[] steps = new double[chains];
    Arrays.fill(steps, stepSize);
    return steps;
  }

  private static double energy(Points points, Matrix p, int c) {
    return 0.5 * Elementwise.sumOfSquares(p.array(), p.at(c, 0), p.columns()) - points.logProb()[c];
  }

  /** On N(0, 1): z′ = (1 − ε²/2)z + εp, p′ = (1 − ε²/2)p − ε(1 − ε²/4)z; each chain its own ε. */
  @Test
  void oneStepByHand() {
    Matrix z = gaussian(3, 1, 1);
    Matrix p = gaussian(3, 1, 2);
    double[] stepSizes = {0.1, 0.5, 1.5};
    Points points = points(Targets::unitGaussian, z);
    Matrix momenta = gaussian(3, 1, 2);
    new Leapfrog(Targets::unitGaussian, 1).integrate(points, momenta, stepSizes);
    for (int c = 0; c < 3; c++) {
      double e = stepSizes[c];
      double half = 1 - e * e / 2;
      double end = half * z.get(c, 0) + e * p.get(c, 0);
      assertThat(points.z().get(c, 0)).isCloseTo((float) end, within(1e-6f));
      assertThat((double) momenta.get(c, 0))
          .isCloseTo(half * p.get(c, 0) - e * (1 - e * e / 4) * z.get(c, 0), within(1e-6));
      assertThat(points.logProb()[c]).isCloseTo(-end * end / 2, within(1e-6));
    }
  }

  /** Seven steps are seven times one step, but for rounding. */
  @Test
  void stepsFollowEachOther() {
    Points at = points(Targets::quartic, gaussian(20, 2, 1));
    Matrix p = gaussian(20, 2, 2);
    new Leapfrog(Targets::quartic, 7).integrate(at, p, steps(20, 0.1));
    Points other = points(Targets::quartic, gaussian(20, 2, 1));
    Matrix q = gaussian(20, 2, 2);
    for (int step = 0; step < 7; step++) {
      new Leapfrog(Targets::quartic, 1).integrate(other, q, steps(20, 0.1));
    }
    for (int i = 0; i < 40; i++) {
      assertThat(at.z().array()[i]).isCloseTo(other.z().array()[i], within(3e-6f));
      assertThat(p.array()[i]).isCloseTo(q.array()[i], within(3e-6f));
    }
  }

  @Test
  void theWayBackIsTheSameMap() {
    Matrix start = gaussian(50, 3, 1);
    Points points = points(Targets::quartic, start);
    Matrix p = gaussian(50, 3, 2);
    Leapfrog leapfrog = new Leapfrog(Targets::quartic, 10);
    leapfrog.integrate(points, p, steps(50, 0.1));
    assertThat(Math.abs(points.z().get(0, 0) - start.get(0, 0))).isGreaterThan(0.1f);
    negate(p);
    leapfrog.integrate(points, p, steps(50, 0.1));
    negate(p);
    Matrix first = gaussian(50, 3, 2);
    for (int i = 0; i < 150; i++) {
      assertThat(points.z().array()[i]).isCloseTo(start.array()[i], within(1e-5f));
      assertThat(p.array()[i]).isCloseTo(first.array()[i], within(1e-5f));
    }
  }

  private static void negate(Matrix p) {
    for (int i = 0; i < p.array().length; i++) {
      p.array()[i] = -p.array()[i];
    }
  }

  /** Half the step, twice as many: a quarter of the error in H, at the end of the same time. */
  @Test
  void energyIsConservedToSecondOrder() {
    double coarse = meanEnergyError(0.1, 8);
    double fine = meanEnergyError(0.05, 16);
    assertThat(coarse).isBetween(1e-3, 0.1);
    assertThat(coarse / fine).isCloseTo(4, within(0.15));
  }

  private static double meanEnergyError(double stepSize, int steps) {
    int chains = 500;
    Points points = points(Targets::quartic, gaussian(chains, 2, 1));
    Matrix p = gaussian(chains, 2, 2);
    double[] before = new double[chains];
    Arrays.setAll(before, c -> energy(points, p, c));
    new Leapfrog(Targets::quartic, steps).integrate(points, p, steps(chains, stepSize));
    double sum = 0;
    for (int c = 0; c < chains; c++) {
      sum += Math.abs(energy(points, p, c) - before[c]) / chains;
    }
    return sum;
  }

  /** The determinant of ∂(z′, p′)/∂(z, p) by differences, on trajectories that are no ellipses. */
  @Test
  void volumesAreKept() {
    float h = 0.01f;
    for (int trial = 0; trial < 20; trial++) {
      double[][] jacobian = new double[2][2];
      for (int i = 0; i < 2; i++) {
        double[] above = end(trial, i == 0 ? h : 0, i == 1 ? h : 0);
        double[] below = end(trial, i == 0 ? -h : 0, i == 1 ? -h : 0);
        for (int k = 0; k < 2; k++) {
          jacobian[k][i] = (above[k] - below[k]) / (2 * h);
        }
      }
      assertThat(jacobian[0][0] * jacobian[1][1] - jacobian[0][1] * jacobian[1][0])
          .isCloseTo(1, within(5e-3));
    }
  }

  private static double[] end(long trial, float ofZ, float ofP) {
    Matrix z = gaussian(1, 1, 2 * trial);
    Matrix p = gaussian(1, 1, 2 * trial + 1);
    z.set(0, 0, z.get(0, 0) + ofZ);
    p.set(0, 0, p.get(0, 0) + ofP);
    Points points = points(Targets::quartic, z);
    new Leapfrog(Targets::quartic, 5).integrate(points, p, steps(1, 0.3));
    return new double[] {points.z().get(0, 0), p.get(0, 0)};
  }

  /**
   * E[exp(H − H′)] = 1 where z and p start in equilibrium, since the map keeps volumes. 200,000
   * chains: the standard error is about 0.002 at the larger step; false alarm once in 15,000 seeds.
   */
  @ParameterizedTest
  @ValueSource(doubles = {0.2, 0.4})
  void gainsOfEnergyAverageToOne(double stepSize) {
    int chains = 200_000;
    Matrix z = Matrix.zeros(chains, 2);
    Targets.drawCorrelatedGaussian(new Random(3), z);
    Points points = points(Targets::correlatedGaussian, z);
    Matrix p = gaussian(chains, 2, 4);
    double[] before = new double[chains];
    Arrays.setAll(before, c -> energy(points, p, c));
    new Leapfrog(Targets::correlatedGaussian, 4).integrate(points, p, steps(chains, stepSize));
    double sum = 0;
    double squares = 0;
    for (int c = 0; c < chains; c++) {
      double gain = Math.exp(before[c] - energy(points, p, c));
      sum += gain / chains;
      squares += gain * gain / chains;
    }
    double error = Math.sqrt((squares - sum * sum) / chains);
    assertThat(error).isBetween(1e-5, 3e-3);
    assertThat(sum).isCloseTo(1, within(4 * error));
  }

  @Test
  void stepsAreAtLeastOne() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Leapfrog(Targets::quartic, 0))
        .withMessage("leapfrog steps must be 1 or more, not 0");
  }
}
