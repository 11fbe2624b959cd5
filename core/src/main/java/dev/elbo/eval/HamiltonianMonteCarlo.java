package dev.elbo.eval;

import dev.elbo.linalg.Elementwise;
import dev.elbo.linalg.Matrix;
import dev.elbo.random.Purpose;
import dev.elbo.random.RandomStream;

/**
 * Hamiltonian (hybrid) Monte Carlo: Markov chains that leave a density π as it is, many independent
 * ones at once (Duane et al. 1987; Neal 2011, "MCMC Using Hamiltonian Dynamics").
 *
 * <p>A move of a chain at z draws a momentum p ~ N(0, I), follows the {@link Leapfrog} to (z′, p′)
 * and goes there with probability min(1, exp(H(z, p) − H(z′, p′))), H(z, p) = −log π(z) + ½|p|²;
 * else it stays. The step size of each move is at random up to {@value #JITTER} of itself smaller
 * or larger: trajectories of one length may be whole periods of π, and lead nowhere. Where H(z′,
 * p′) is not finite the chain stays.
 *
 * <p>An instance is the room to compute in and the chains' present state, for one thread at a time.
 * What a chain draws is a function of seed, key of the chain and number of the move.
 */
public final class HamiltonianMonteCarlo {
  private static final double JITTER = 0.2;

  private final LogDensity target;
  private final Leapfrog leapfrog;
  private final Points present;
  private final Points proposed;
  private final Matrix momenta;
  private final double[] stepSizes;
  private final double[] logThresholds;
  private final double[] energies;
  private final double[] acceptances;
  private final RandomStream random = RandomStream.of(0, Purpose.HAMILTONIAN_MONTE_CARLO, 0, 0);

  /**
   * Room for chains.
   *
   * @param target log π
   * @param leapfrogSteps steps of a trajectory
   * @throws IllegalArgumentException where there is no chain, dimension or step
   */
  public HamiltonianMonteCarlo(LogDensity target, int chains, int dimensions, int leapfrogSteps) {
    if (chains < 1 || dimensions < 1) {
      throw new IllegalArgumentException(
          "%d chains in %d dimensions; both must be 1 or more".formatted(chains, dimensions));
    }
    this.target = target;
    leapfrog = new Leapfrog(target, leapfrogSteps);
    present = new Points(chains, dimensions);
    proposed = new Points(chains, dimensions);
    momenta = Matrix.zeros(chains, dimensions);
    stepSizes = new double[chains];
    logThresholds = new double[chains];
    energies = new double[chains];
    acceptances = new double[chains];
  }

  /**
   * Where the chains are, (chains × dimensions). To be filled by the caller before {@link #start},
   * to be read after a move.
   */
  public Matrix state() {
    return present.z();
  }

  /** log π of a chain's state, in nats, up to the target's constant. */
  public double logProb(int chain) {
    return present.logProb()[chain];
  }

  /** The probability with which a chain's last move was to be accepted. */
  public double acceptance(int chain) {
    return acceptances[chain];
  }

  /** The mean over chains of {@link #acceptance(int)}. */
  public double acceptance() {
    return RowFigures.mean(acceptances);
  }

  /**
   * Takes the chains up at {@link #state}: at the beginning, and where the state or the target has
   * been changed. A chain where log π is NaN is taken to be where it is −∞: any move is accepted
   * that ends where it is finite.
   */
  public void start() {
    present.evaluate(target);
    for (int c = 0; c < acceptances.length; c++) {
      if (Double.isNaN(logProb(c))) {
        present.logProb()[c] = Double.NEGATIVE_INFINITY;
      }
    }
  }

  /**
   * Moves every chain once.
   *
   * @param keys a number for each chain, which tells its random numbers from other chains'
   * @param iteration number of the move, which tells them from those of other moves
   * @param steps ε of each chain
   */
  public void move(long seed, long[] keys, long iteration, double[] steps) {
    for (int c = 0; c < acceptances.length; c++) {
      random.restart(seed, Purpose.HAMILTONIAN_MONTE_CARLO, keys[c], iteration);
      stepSizes[c] = steps[c] * (1 + JITTER * (2 * random.nextDouble() - 1));
      logThresholds[c] = Math.log(random.nextDouble());
      random.fillGaussian(momenta.array(), momenta.at(c, 0), momenta.columns());
      proposed.set(c, present);
      energies[c] = energy(present, c);
    }
    leapfrog.integrate(proposed, momenta, stepSizes);
    for (int c = 0; c < acceptances.length; c++) {
      double energy = energy(proposed, c);
      double logAcceptance =
          Double.isFinite(energy) ? Math.min(0, energies[c] - energy) : Double.NEGATIVE_INFINITY;
      acceptances[c] = Math.exp(logAcceptance);
      if (logThresholds[c] < logAcceptance) {
        present.set(c, proposed);
      }
    }
  }

  /** H(z, p) = −log π(z) + ½|p|². */
  private double energy(Points points, int c) {
    double squares = Elementwise.sumOfSquares(momenta.array(), momenta.at(c, 0), momenta.columns());
    return 0.5 * squares - points.logProb()[c];
  }
}
