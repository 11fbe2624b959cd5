package dev.elbo.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.elbo.linalg.Matrix;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Chains on densities with known moments. Means over n independent chains may be {@value #SIGMAS}
 * standard errors away: each is, once in 150,000 seeds.
 */
class HamiltonianMonteCarloTest {
  private static final int CHAINS = 10_000;
  private static final double SIGMAS = 4.5;
  private static final long SEED = 7;

  private static long[] keys(int chains) {
    return LongStream.range(0, chains).toArray();
  }

  private static double[] steps(int chains, double stepSize) {
    double[] steps = new double[chains];
    Arrays.fill(steps, stepSize);
    return steps;
  }

  /** Chains that have moved so often with one step size. */
  private static HamiltonianMonteCarlo moved(
      HamiltonianMonteCarlo chains, double stepSize, int moves) {
    int count = chains.state().rows();
    chains.start();
    for (int i = 0; i < moves; i++) {
      chains.move(SEED, keys(count), i, steps(count, stepSize));
    }
    return chains;
  }

  /** Every chain adapts a step size of its own, and moves on with it. */
  private static void adapt(HamiltonianMonteCarlo chains, double acceptance, int warmUp) {
    int count = chains.state().rows();
    StepSizeAdaptation[] adaptations = new StepSizeAdaptation[count];
    Arrays.setAll(adaptations, c -> new StepSizeAdaptation(0.1, acceptance));
    double[] stepSizes = steps(count, 0.1);
    chains.start();
    for (int i = 0; i < warmUp; i++) {
      chains.move(SEED, keys(count), i, stepSizes);
      for (int c = 0; c < count; c++) {
        adaptations[c].update(chains.acceptance(c));
        stepSizes[c] = adaptations[c].stepSize();
      }
    }
    Arrays.setAll(stepSizes, c -> adaptations[c].average());
    double sum = 0;
    for (int i = 0; i < 20; i++) {
      chains.move(SEED, keys(count), warmUp + i, stepSizes);
      sum += chains.acceptance() / 20;
    }
    assertThat(sum).isCloseTo(acceptance, within(0.03));
  }

  private static void assertCorrelatedGaussian(Matrix z) {
    double[] u = new double[z.rows()];
    double[] v = new double[z.rows()];
    for (int c = 0; c < z.rows(); c++) {
      u[c] = (z.get(c, 0) - Targets.MEAN[0]) / Targets.DEVIATION[0];
      v[c] = (z.get(c, 1) - Targets.MEAN[1]) / Targets.DEVIATION[1];
    }
    double rho = Targets.CORRELATION;
    double root = Math.sqrt(z.rows());
    assertThat(mean(u, steps(u.length, 1))).isCloseTo(0, within(SIGMAS / root));
    assertThat(mean(v, steps(u.length, 1))).isCloseTo(0, within(SIGMAS / root));
    assertThat(mean(u, u)).isCloseTo(1, within(SIGMAS * Math.sqrt(2) / root));
    assertThat(mean(v, v)).isCloseTo(1, within(SIGMAS * Math.sqrt(2) / root));
    assertThat(mean(u, v)).isCloseTo(rho, within(SIGMAS * Math.sqrt(1 + rho * rho) / root));
  }

  private static double mean(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i] / a.length;
    }
    return sum;
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.65, 0.9})
  void chainsFromOnePlaceReachACorrelatedGaussian(double acceptance) {
    HamiltonianMonteCarlo chains =
        new HamiltonianMonteCarlo(Targets::correlatedGaussian, CHAINS, 2, 4);
    adapt(chains, acceptance, 60);
    assertCorrelatedGaussian(chains.state());
  }

  /** Whatever the step size, and however many moves are rejected. */
  @ParameterizedTest
  @ValueSource(doubles = {0.05, 0.3, 0.5})
  void chainsThatStartInTheDensityStayInIt(double stepSize) {
    HamiltonianMonteCarlo chains =
        new HamiltonianMonteCarlo(Targets::correlatedGaussian, CHAINS, 2, 3);
    Targets.drawCorrelatedGaussian(new Random(1), chains.state());
    float first = chains.state().get(0, 0);
    moved(chains, stepSize, 10);
    assertThat(chains.state().get(0, 0)).isNotEqualTo(first);
    assertCorrelatedGaussian(chains.state());
  }

  /** From far away, in few and many dimensions: mean 0, variance 1, no correlation. */
  @ParameterizedTest
  @ValueSource(ints = {1, 3, 10})
  void chainsReachTheUnitGaussian(int dimensions) {
    HamiltonianMonteCarlo chains =
        new HamiltonianMonteCarlo(Targets::unitGaussian, CHAINS, dimensions, 4);
    chains.state().fill(5);
    adapt(chains, 0.9, 60);
    Matrix z = chains.state();
    double root = Math.sqrt(CHAINS);
    for (int j = 0; j < dimensions; j++) {
      double[] column = column(z, j);
      assertThat(mean(column, steps(CHAINS, 1))).isCloseTo(0, within(SIGMAS / root));
      assertThat(mean(column, column)).isCloseTo(1, within(SIGMAS * Math.sqrt(2) / root));
      if (j > 0) {
        assertThat(mean(column, column(z, j - 1))).isCloseTo(0, within(SIGMAS / root));
      }
    }
    for (int c = 0; c < CHAINS; c += 1000) {
      assertThat(chains.logProb(c)).isCloseTo(logProb(z, c), within(1e-5));
    }
  }

  private static double[] column(Matrix z, int j) {
    double[] column = new double[z.rows()];
    Arrays.setAll(column, c -> z.get(c, j));
    return column;
  }

  private static double logProb(Matrix z, int c) {
    double sum = 0;
    for (float v : z.row(c)) {
      sum -= 0.5 * v * v;
    }
    return sum;
  }

  /**
   * Four steps of ε² = 2 − √2 are half a period of N(0, 1), cos θ = 1 − ε²/2 = cos π/4, and lead to
   * −z: with steps of one size |z| would stay for ever.
   */
  @Test
  void periodsDoNotTrapChains() {
    HamiltonianMonteCarlo chains = new HamiltonianMonteCarlo(Targets::unitGaussian, CHAINS, 1, 4);
    chains.state().fill(1);
    double stepSize = Math.sqrt(2 - Math.sqrt(2));
    moved(chains, stepSize, 30);
    double[] squares = column(chains.state(), 0);
    Arrays.setAll(squares, c -> squares[c] * squares[c]);
    double mean = mean(squares, steps(CHAINS, 1));
    assertThat(mean).isCloseTo(1, within(SIGMAS * Math.sqrt(2.0 / CHAINS)));
    assertThat(mean(squares, squares) - mean * mean)
        .isCloseTo(2, within(SIGMAS * Math.sqrt(56.0 / CHAINS)));
  }

  /**
   * Where the target has no numbers, moves are rejected: what is left is the half of a Gaussian.
   */
  @Test
  void endsWithoutNumbersAreRejections() {
    HamiltonianMonteCarlo chains = new HamiltonianMonteCarlo(Targets::halfGaussian, CHAINS, 1, 3);
    chains.state().fill(1);
    moved(chains, 0.4, 60);
    double[] z = column(chains.state(), 0);
    assertThat(Arrays.stream(z).min().orElseThrow()).isPositive();
    double mean = Math.sqrt(2 / Math.PI);
    assertThat(mean(z, steps(CHAINS, 1)))
        .isCloseTo(mean, within(SIGMAS * Math.sqrt((1 - mean * mean) / CHAINS)));
    assertThat(mean(z, z)).isCloseTo(1, within(SIGMAS * Math.sqrt(2.0 / CHAINS)));
    assertThat(chains.acceptance()).isBetween(0.5, 0.95);
  }

  /** A chain without a density to start from stays, and disturbs no other. */
  @Test
  void aChainThatStartsNowhereStays() {
    HamiltonianMonteCarlo chains = new HamiltonianMonteCarlo(Targets::halfGaussian, 2, 1, 3);
    chains.state().set(0, 0, -1);
    chains.state().set(1, 0, 1);
    moved(chains, 0.4, 20);
    assertThat(chains.state().get(0, 0)).isEqualTo(-1);
    assertThat(chains.acceptance(0)).isZero();
    assertThat(chains.logProb(0)).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(chains.state().get(1, 0)).isPositive().isNotEqualTo(1);
  }

  /** Steps so long that everything overflows. */
  @Test
  void overflowIsARejection() {
    HamiltonianMonteCarlo chains = new HamiltonianMonteCarlo(Targets::quartic, 5, 2, 10);
    chains.state().fill(1);
    moved(chains, 1e30, 3);
    assertThat(chains.state().array()).containsOnly(1);
    assertThat(chains.acceptance()).isZero();
  }

  /** Bit for bit: what a chain does depends on its key, not on its place or on the others. */
  @Test
  void aChainIsTheSameAloneAndAmongOthers() {
    HamiltonianMonteCarlo together = new HamiltonianMonteCarlo(Targets::quartic, 20, 3, 4);
    together.state().fill(0.5f);
    moved(together, 0.5, 10);
    for (int c = 0; c < 20; c += 6) {
      HamiltonianMonteCarlo alone = new HamiltonianMonteCarlo(Targets::quartic, 1, 3, 4);
      alone.state().fill(0.5f);
      alone.start();
      for (int i = 0; i < 10; i++) {
        alone.move(SEED, new long[] {c}, i, steps(1, 0.5));
      }
      assertThat(alone.state().row(0)).containsExactly(together.state().row(c));
    }
  }

  @Test
  void seedKeyAndIterationTellMovesApart() {
    float[] reference = end(1, 2, 3);
    assertThat(end(1, 2, 3)).containsExactly(reference);
    assertThat(end(2, 2, 3)).isNotEqualTo(reference);
    assertThat(end(1, 3, 3)).isNotEqualTo(reference);
    assertThat(end(1, 2, 4)).isNotEqualTo(reference);
  }

  private static float[] end(long seed, long key, long iteration) {
    HamiltonianMonteCarlo chains = new HamiltonianMonteCarlo(Targets::unitGaussian, 1, 2, 4);
    chains.start();
    chains.move(seed, new long[] {key}, iteration, steps(1, 0.1));
    assertThat(chains.acceptance()).isGreaterThan(0.9);
    return chains.state().row(0);
  }

  @Test
  void sizesThatDoNotFitAreNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new HamiltonianMonteCarlo(Targets::quartic, 0, 2, 4))
        .withMessage("0 chains in 2 dimensions; both must be 1 or more");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new HamiltonianMonteCarlo(Targets::quartic, 2, 0, 4))
        .withMessage("2 chains in 0 dimensions; both must be 1 or more");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new HamiltonianMonteCarlo(Targets::quartic, 2, 2, 0))
        .withMessage("leapfrog steps must be 1 or more, not 0");
  }
}
