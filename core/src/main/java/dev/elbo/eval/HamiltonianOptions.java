package dev.elbo.eval;

/**
 * How chains of {@linkplain HamiltonianMonteCarlo Hamiltonian Monte Carlo} sample the posterior of
 * a row.
 *
 * @param leapfrogSteps steps of a trajectory
 * @param acceptance share of moves to be accepted, which decides the step size
 * @param warmUp first moves of a chain, which take it from q(z|x) to the posterior and find the
 *     step size
 * @param thinning moves before each sample, which part it from the chain's last
 */
public record HamiltonianOptions(int leapfrogSteps, double acceptance, int warmUp, int thinning) {

  /** Four leapfrog steps and an acceptance of 90 %, as the paper's estimates of p(x) have them. */
  public static final HamiltonianOptions DEFAULT = new HamiltonianOptions(4, 0.9, 30, 10);

  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException naming the option, its value and what is valid
   */
  public HamiltonianOptions {
    require(leapfrogSteps >= 1, "leapfrog steps", "1 or more", leapfrogSteps);
    require(acceptance > 0 && acceptance < 1, "acceptance", "between 0 and 1", acceptance);
    require(warmUp >= 1, "warm-up", "1 or more moves", warmUp);
    require(thinning >= 1, "thinning", "1 or more moves", thinning);
  }

  private static void require(boolean holds, String option, String valid, Object value) {
    if (!holds) {
      throw new IllegalArgumentException("%s must be %s, not %s".formatted(option, valid, value));
    }
  }
}
