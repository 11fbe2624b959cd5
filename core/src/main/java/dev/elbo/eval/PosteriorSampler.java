package dev.elbo.eval;

import dev.elbo.data.RowReader;
import dev.elbo.model.Vae;
import dev.elbo.nn.Weights;
import dev.elbo.parallel.Workers;

/**
 * Samples of the posterior p(z|x), which q(z|x) stands in for, by Hamiltonian Monte Carlo on log
 * p(x, z).
 *
 * <p>A row has {@value PosteriorChains#CHAINS} chains, each started at its own draw from q(z|x);
 * sample l is of chain l modulo that number. A row's samples are a function of row, model, options
 * and seed: the same among other rows, on any number of threads, and the first of more samples. The
 * row counts with its number in the underlying data set ({@code Dataset.sourceRow}).
 *
 * <p>Chains so short do not find a part of the posterior that no draw from q comes near. Keep an
 * instance: it holds room to compute in.
 */
public final class PosteriorSampler {
  private final Workers workers;
  private final PosteriorChains[] rooms;

  /** Room for the chains of one row on each thread. */
  public PosteriorSampler(Vae vae, Weights weights, HamiltonianOptions options, Workers workers) {
    this.workers = workers;
    rooms = PosteriorChains.rooms(vae, weights, options, workers);
  }

  /**
   * Samples every row.
   *
   * @param samples wanted of each row
   */
  public PosteriorSamples sample(RowReader reader, int samples, long seed) {
    Evaluator.requirePositive(samples);
    int rows = reader.data().rows();
    float[][][] z = new float[rows][samples][];
    double[] acceptances = new double[rows];
    workers.run(
        rows,
        (row, worker) -> {
          PosteriorChains chains = rooms[worker];
          chains.start(reader, row, seed);
          chains.sample(samples, (sample, chain) -> z[row][sample] = chains.z(chain));
          acceptances[row] = chains.acceptance();
        });
    return new PosteriorSamples(z, acceptances);
  }
}
