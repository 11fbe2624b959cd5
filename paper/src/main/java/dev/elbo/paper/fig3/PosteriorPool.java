package dev.elbo.paper.fig3;

import dev.elbo.data.RowReader;
import dev.elbo.distribution.Bernoulli;
import dev.elbo.distribution.StandardNormal;
import dev.elbo.eval.ChainStarts;
import dev.elbo.linalg.Elementwise;
import dev.elbo.linalg.Kernels;
import dev.elbo.linalg.Matrix;
import dev.elbo.linalg.Operand;
import dev.elbo.linalg.Precision;
import dev.elbo.linalg.Result;
import dev.elbo.model.Decoder;
import dev.elbo.model.Draws;
import dev.elbo.model.Vae;
import dev.elbo.nn.Weights;
import dev.elbo.random.Purpose;
import dev.elbo.random.RandomStream;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Importance sampling of p(x) from two proposals at once: n draws of the prior, the same for all
 * rows, and m of each row's q(z|x), weighed by what both would have drawn (the balance heuristic of
 * Veach and Guibas 1995):
 *
 * <p>p(x) ≈ Σᵢ p(x, zᵢ) / (n p(zᵢ) + m q(zᵢ|x)) over all n + m draws.
 *
 * <p>With few latents the prior finds every hill of a posterior, and q the narrow one it was fitted
 * to. A decoder learnt by Monte Carlo EM from few rows has posteriors of several hills, of which q
 * has one. Chains start at draws from this pool, each with the probability of its weight: nearly
 * draws of the posterior.
 *
 * <p>For Bernoulli decoders, where log p(x|z) = x·a − Σ softplus(a), so that the prior's draws are
 * decoded once for all rows.
 */
final class PosteriorPool implements ChainStarts {
  private static final int CHUNK = 500;
  private static final double LOG_2PI = Math.log(2 * Math.PI);

  private final Vae vae;
  private final Weights weights;
  private final int priorDraws;
  private final double logPriorDraws;
  private final int encoderDraws;
  private final Matrix x;
  private final Matrix mean;
  private final Matrix logVariance;
  private final WeightedDraws[] pool;

  /**
   * Draws and weighs.
   *
   * @param weights of the decoder, and of an encoder fitted to it
   * @param priorDraws n, a multiple of 500
   * @param encoderDraws m
   */
  PosteriorPool(
      Vae vae, Weights weights, RowReader rows, int priorDraws, int encoderDraws, long seed) {
    if (!(vae.decoder().likelihood() instanceof Bernoulli)) {
      throw new IllegalArgumentException(
          "a pool of draws needs a Bernoulli decoder, not " + vae.decoder().likelihood());
    }
    this.vae = vae;
    this.weights = weights;
    this.priorDraws = priorDraws;
    logPriorDraws = Math.log(priorDraws);
    this.encoderDraws = encoderDraws;
    int count = rows.data().rows();
    int latents = vae.latentSize();
    x = Matrix.zeros(count, vae.dataSize());
    rows.read(IntStream.range(0, count).toArray(), 0, count, 0, x);
    mean = Matrix.zeros(count, latents);
    logVariance = Matrix.zeros(count, latents);
    pool = new WeightedDraws[count];
    Arrays.setAll(
        pool,
        row -> new WeightedDraws(latents, RandomStream.of(seed, Purpose.POSTERIOR_START, row, 0)));
    addEncoderDraws(seed);
    addPriorDraws(seed);
  }

  /** Row by row, since rows are few and draws are many. */
  private void addEncoderDraws(long seed) {
    Draws draws = new Draws(vae, 1, encoderDraws);
    Matrix noise = draws.noise();
    RandomStream random = RandomStream.of(0, Purpose.EVALUATION_NOISE, 0, 0);
    for (int row = 0; row < pool.length; row++) {
      copy(x, row, draws.x(), 0);
      random.restart(seed, Purpose.EVALUATION_NOISE, row, 0);
      random.fillGaussian(noise.array(), 0, noise.rows() * noise.columns());
      draws.encode(weights);
      draws.decode(weights, Draws.Mode.VALUE);
      copy(draws.mean(), 0, mean, row);
      copy(draws.logVariance(), 0, logVariance, row);
      for (int r = 0; r < encoderDraws; r++) {
        pool[row].add(draws.z(), r, logWeight(draws.logPx(r), draws.logPz(r), draws.logQ(r)));
      }
    }
  }

  private static void copy(Matrix from, int row, Matrix to, int target) {
    System.arraycopy(from.array(), from.at(row, 0), to.array(), to.at(target, 0), from.columns());
  }

  private void addPriorDraws(long seed) {
    Operand pixels = Kernels.operand(x, Precision.F32);
    Decoder.Trace trace = vae.decoder().trace(CHUNK);
    Matrix logits = trace.outputs();
    Matrix z = Matrix.zeros(CHUNK, vae.latentSize());
    double[] logPrior = new double[CHUNK];
    Matrix products = Matrix.zeros(CHUNK, pool.length);
    RandomStream random = RandomStream.of(seed, Purpose.PRIOR_SAMPLE, 0, 0);
    for (int done = 0; done < priorDraws; done += CHUNK) {
      random.fillGaussian(z.array(), 0, CHUNK * z.columns());
      StandardNormal.logProb(z, logPrior);
      vae.decoder().forward(weights, z, trace);
      Kernels.productTransposed(logits, pixels, Result.SET, products);
      Elementwise.softplus(logits);
      for (int i = 0; i < CHUNK; i++) {
        double sum = Elementwise.sum(logits.array(), logits.at(i, 0), logits.columns());
        for (int row = 0; row < pool.length; row++) {
          addPriorDraw(row, z, i, products.get(i, row) - sum, logPrior[i]);
        }
      }
    }
  }

  /** The weight is largest where q has nothing; if it does not count then, it never does. */
  private void addPriorDraw(int row, Matrix z, int i, double logPx, double logPz) {
    if (pool[row].counts(logPx - logPriorDraws)) {
      pool[row].add(z, i, logWeight(logPx, logPz, logQ(row, z, i)));
    }
  }

  /** log p(x, z) − log (n p(z) + m q(z|x)) = log p(x|z) − log (n + m q(z|x)/p(z)). */
  private double logWeight(double logPx, double logPz, double logQ) {
    return logPx - Math.log(priorDraws + encoderDraws * Math.exp(logQ - logPz));
  }

  private double logQ(int row, Matrix z, int i) {
    double sum = 0;
    for (int j = 0; j < z.columns(); j++) {
      double logSigma2 = logVariance.get(row, j);
      double error = z.get(i, j) - mean.get(row, j);
      sum += LOG_2PI + logSigma2 + error * error * Math.exp(-logSigma2);
    }
    return -0.5 * sum;
  }

  /** The mean over rows of log p(x), in nats. */
  double logLikelihood() {
    return Arrays.stream(pool).mapToDouble(WeightedDraws::logSum).average().orElseThrow();
  }

  /** What the draws leave uncertain in it. */
  double standardError() {
    double variances = Arrays.stream(pool).mapToDouble(WeightedDraws::variance).sum();
    return Math.sqrt(variances) / pool.length;
  }

  /** For one thread at a time a row; a second call for a row gives other draws. */
  @Override
  public void fill(int row, Matrix z) {
    pool[row].resample(z);
  }
}
