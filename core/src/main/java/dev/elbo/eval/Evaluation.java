package dev.elbo.eval;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Figures of a model on a data set: means over rows in nats a row, higher is better (divergences
 * are the exception: they are subtracted).
 *
 * @param rows rows of the data set
 * @param samples draws of z for each row
 * @param reconstruction E_q[log p(x|z)]
 * @param kl KL(q(z|x) ‖ p(z)), closed form
 * @param logLikelihood importance-sampled log p(x), at least the bound up to chance
 * @param logLikelihoodStandardError what the draws of z leave uncertain in it for these very rows
 *     (Monte Carlo); NaN for one draw
 * @param logLikelihoodRowError what the choice of rows leaves uncertain in it: the rows' standard
 *     deviation / √rows; NaN for one row
 * @param bitsPerDimension −log₂ p(x) a column; for bytes under a density, in units of one byte step
 * @param divergences KL of each latent
 * @param activities variance over rows of each latent's posterior mean
 */
public record Evaluation(
    int rows,
    int samples,
    double reconstruction,
    double kl,
    double logLikelihood,
    double logLikelihoodStandardError,
    double logLikelihoodRowError,
    double bitsPerDimension,
    List<Double> divergences,
    List<Double> activities) {

  /** An active unit's posterior mean varies more than this over the rows ({@code IWAE}). */
  public static final double ACTIVE = 0.01;

  public Evaluation {
    divergences = List.copyOf(divergences);
    activities = List.copyOf(activities);
  }

  /** The lower bound, reconstruction − KL. */
  public double elbo() {
    return reconstruction - kl;
  }

  /** How many latents are active. */
  public int activeUnits() {
    return (int) activities.stream().filter(activity -> activity > ACTIVE).count();
  }

  /** Latents by activity, the one whose mean varies most first. */
  public List<Integer> latentsByActivity() {
    return descending(activities);
  }

  /** Latents by divergence, the one that carries most first. */
  public List<Integer> latentsByDivergence() {
    return descending(divergences);
  }

  private static List<Integer> descending(List<Double> values) {
    return IntStream.range(0, values.size())
        .boxed()
        .sorted(Comparator.comparing((Integer j) -> -values.get(j)))
        .toList();
  }

  static List<Double> list(double[] values) {
    return Arrays.stream(values).boxed().toList();
  }
}
