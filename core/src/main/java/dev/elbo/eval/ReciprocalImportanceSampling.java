package dev.elbo.eval;

import dev.elbo.data.RowReader;
import dev.elbo.model.Vae;
import dev.elbo.nn.Weights;
import dev.elbo.parallel.Workers;

/**
 * {@code AEVB App. D}: log p(x) of each row from samples of its posterior (reciprocal importance
 * sampling, Gelfand and Dey 1994).
 *
 * <ol>
 *   <li>Draw L samples of p(z|x) by Hamiltonian Monte Carlo.
 *   <li>Fit a density q(z) to them, here a Gaussian with full covariance.
 *   <li>Draw L new samples z₁ … z_L of p(z|x).
 *   <li>p(x) ≈ (1/L Σₗ q(zₗ) / (p(zₗ) p(x|zₗ)))⁻¹.
 * </ol>
 *
 * <p>The mean of q(z) / p(x, z) over the posterior is 1/p(x), for any density q. All sums are taken
 * in logarithms. In nats, higher is better; not finite where a chain finds no finite density.
 *
 * <p>Limits, with figures in {@code docs/decisions/0011-hmc-and-app-d.md}:
 *
 * <ul>
 *   <li>It is no lower bound: with exact samples log p(x) comes out too high in the mean, by about
 *       half the variance, since −log is convex and so E[−log mean] ≥ −log E[mean].
 *   <li>It comes out too low where the new samples depend on those that q was fitted to, and by
 *       −log(1 − r) where chains leave out a part of the posterior of probability r.
 *   <li>Where q has heavier tails than the posterior, few samples decide, and the error reported is
 *       too small: with few samples for many latents (d(d + 3)/2 numbers are fitted), or where the
 *       posterior is no single hill. 50 samples are good below 5 latents; take ten a latent or more
 *       beyond.
 *   <li>A row takes {@value PosteriorChains#CHAINS} · (warm-up + 2 · thinning · ⌈L / {@value
 *       PosteriorChains#CHAINS}⌉) · leapfrog steps passes through the decoder, forward and back.
 * </ul>
 *
 * <p>{@link Evaluator} estimates the same from below. A row's value is the same among other rows
 * and on any number of threads. Keep an instance: it holds room to compute in.
 */
public final class ReciprocalImportanceSampling {
  private final int latents;
  private final Workers workers;
  private final PosteriorChains[] rooms;

  /** Room for the chains of one row on each thread. */
  public ReciprocalImportanceSampling(
      Vae vae, Weights weights, HamiltonianOptions options, Workers workers) {
    this.workers = workers;
    latents = vae.latentSize();
    rooms = PosteriorChains.rooms(vae, weights, options, workers);
  }

  /**
   * Estimates log p(x) of every row, from chains that start at draws from q(z|x).
   *
   * @param samples L, more than the latents; the paper takes 50
   */
  public MarginalLikelihoods estimate(RowReader reader, int samples, long seed) {
    return estimate(reader, samples, (chains, row) -> chains.start(reader, row, seed));
  }

  /** The same from chains that start where it is said; the encoder has no part in it. */
  public MarginalLikelihoods estimate(
      RowReader reader, ChainStarts starts, int samples, long seed) {
    return estimate(reader, samples, (chains, row) -> chains.start(reader, row, starts, seed));
  }

  /** Takes chains to a row. */
  private interface Beginning {
    void of(PosteriorChains chains, int row);
  }

  private MarginalLikelihoods estimate(RowReader reader, int samples, Beginning beginning) {
    if (samples <= latents) {
      throw new IllegalArgumentException(
          "samples must be more than the latents (%d), not %d".formatted(latents, samples));
    }
    int rows = reader.data().rows();
    double[] values = new double[rows];
    double[] variances = new double[rows];
    double[] acceptances = new double[rows];
    workers.run(
        rows,
        (row, worker) -> {
          PosteriorChains chains = rooms[worker];
          beginning.of(chains, row);
          MarginalLikelihood reciprocal = reciprocal(chains, samples);
          values[row] = -reciprocal.value();
          variances[row] = reciprocal.variance();
          acceptances[row] = chains.acceptance();
        });
    return new MarginalLikelihoods(values, variances, acceptances);
  }

  /** The estimate of 1/p(x), a mean of weights as that of p(x) is. */
  private static MarginalLikelihood reciprocal(PosteriorChains chains, int samples) {
    float[][] z = new float[samples][];
    chains.sample(samples, (sample, chain) -> z[sample] = chains.z(chain));
    FittedGaussian q = FittedGaussian.of(z);
    MarginalLikelihood reciprocal = new MarginalLikelihood();
    chains.sample(
        samples,
        (sample, chain) -> reciprocal.add(q.logProb(chains.z(chain)) - chains.logProb(chain)));
    return reciprocal;
  }
}
