package dev.elbo.model;

import dev.elbo.distribution.Reparameterization;
import dev.elbo.distribution.StandardNormal;
import dev.elbo.linalg.Elementwise;
import dev.elbo.linalg.Matrix;
import dev.elbo.nn.Parameters;

/**
 * L draws z = μ + σ ⊙ ε for each of n rows, and the three terms of their weight
 *
 * <p>log w = log p(x|z) + log p(z) − log q(z|x).
 *
 * <p>Every objective and every estimate of log p(x) is made of these; they differ in how they weigh
 * the draws. An instance is the room to compute in: made once, used for one block of rows after
 * another, by one thread at a time. Draw l of row i has index r = i·L + l.
 */
public final class Draws {
  private final Vae vae;
  private final int draws;
  private final Matrix x;
  private final Matrix noise;
  private final Matrix z;
  private final Matrix dz;
  private final Matrix dMean;
  private final Matrix dLogVariance;
  private final Encoder.Trace encoder;
  private final Decoder.Trace decoder;
  private final float[][] scratch;
  private final double[] logPx;
  private final double[] logPz;
  private final double[] logQ;
  private int rows;

  /**
   * Room for up to {@code maximumRows} rows with {@code draws} draws each.
   *
   * @throws IllegalArgumentException where that is more than an array holds
   */
  public Draws(Vae vae, int maximumRows, int draws) {
    if (maximumRows < 1 || draws < 1) {
      throw new IllegalArgumentException(
          "%d draws for %d rows; both must be 1 or more".formatted(draws, maximumRows));
    }
    this.vae = vae;
    this.draws = draws;
    int total = Math.multiplyExact(maximumRows, draws);
    int latents = vae.latentSize();
    x = Matrix.zeros(maximumRows, vae.dataSize());
    noise = Matrix.zeros(total, latents);
    z = Matrix.zeros(total, latents);
    dz = Matrix.zeros(total, latents);
    dMean = Matrix.zeros(maximumRows, latents);
    dLogVariance = Matrix.zeros(maximumRows, latents);
    encoder = vae.encoder().trace(maximumRows);
    decoder = vae.decoder().trace(total);
    scratch = new float[vae.decoder().likelihood().scratchRows()][vae.dataSize()];
    logPx = new double[total];
    logPz = new double[total];
    logQ = new double[total];
  }

  /** Whether {@link #decode} prepares a gradient. */
  public enum Mode {
    VALUE,
    GRADIENT
  }

  /** Starts a block of {@code count} rows; their values go into {@link #x}. */
  public void begin(int count) {
    if (count < 1 || count > x.rows()) {
      throw new IllegalArgumentException(
          "%d rows where there is room for 1 to %d".formatted(count, x.rows()));
    }
    rows = count;
  }

  /** Computes q(z|x) of the rows of {@link #x}. */
  public void encode(Parameters p) {
    vae.encoder().forward(p, x(), encoder);
  }

  /** Turns {@link #noise} into z and computes the three terms of every draw's weight. */
  public void decode(Parameters p, Mode mode) {
    Matrix latent = z();
    Reparameterization.draw(mean(), deviation(), noise(), draws, latent);
    vae.decoder().forward(p, latent, decoder);
    Matrix h = outputs();
    if (mode == Mode.GRADIENT) {
      vae.decoder().likelihood().logProbAndGradient(h, x(), draws, scratch, logPx);
    } else {
      vae.decoder().likelihood().logProb(h, x(), draws, scratch, logPx);
    }
    StandardNormal.logProb(latent, logPz);
    Reparameterization.logProb(logVariance(), noise(), draws, logQ);
  }

  /**
   * Adds scale · Σ (weights · gradients of the terms) to {@code gradient}, after {@link #decode}
   * with {@link Mode#GRADIENT}.
   */
  public void backward(Parameters p, DrawWeights weights, float scale, Parameters gradient) {
    Matrix dh = outputs();
    Elementwise.scaleRows(dh, weights.reconstruction());
    Elementwise.multiply(dh, scale);
    Matrix dLatent = dz.firstRows(z().rows());
    vae.decoder().backward(p, z(), decoder, gradient, dLatent);
    gradientOfDivergence(weights, scale);
    gradientOfDraws(weights, scale, dLatent);
    vae.encoder()
        .backward(p, x(), encoder, dMean.firstRows(rows), dLogVariance.firstRows(rows), gradient);
  }

  /** −∂KL/∂μ = −μ and −∂KL/∂log σ² = ½(1 − σ²), weighed latent by latent. */
  private void gradientOfDivergence(DrawWeights weights, float scale) {
    Matrix mean = mean();
    Matrix deviation = deviation();
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < mean.columns(); j++) {
        float weight = scale * weights.divergence()[j];
        float sigma = deviation.get(i, j);
        dMean.set(i, j, -weight * mean.get(i, j));
        dLogVariance.set(i, j, weight * 0.5f * (1 - sigma * sigma));
      }
    }
  }

  /**
   * Through z = μ + σε: ∂z/∂μ = 1, ∂z/∂log σ² = ½σε. The weight of log p(z) − log q(z|x) adds −z to
   * ∂/∂z, and ½ to ∂/∂log σ² since log q = −½ Σ(log 2π + log σ² + ε²) as a function of ε. Pathwise,
   * q's parameters are held fixed in log q, whose gradient in z is −ε/σ.
   */
  private void gradientOfDraws(DrawWeights weights, float scale, Matrix dLatent) {
    Matrix deviation = deviation();
    Matrix noise = noise();
    boolean pathwise = weights.pathwise();
    for (int r = 0; r < dLatent.rows(); r++) {
      int i = r / draws;
      float weight = scale * weights.latent()[r];
      float path = pathwise ? weights.path()[r] : 1;
      for (int j = 0; j < dLatent.columns(); j++) {
        float sigma = deviation.get(i, j);
        float epsilon = noise.get(r, j);
        float g = dLatent.get(r, j) - weight * z.get(r, j);
        float direct = pathwise ? 0 : 0.5f * weight;
        if (pathwise) {
          g = path * (g + weight * epsilon / sigma);
        }
        dMean.set(i, j, dMean.get(i, j) + g);
        dLogVariance.set(i, j, dLogVariance.get(i, j) + 0.5f * g * sigma * epsilon + direct);
      }
    }
  }

  public Vae vae() {
    return vae;
  }

  /** Rows of the current block. */
  public int rows() {
    return rows;
  }

  /** L, the draws of each row. */
  public int draws() {
    return draws;
  }

  /** The rows' values, (rows × data size), to be filled by the caller. */
  public Matrix x() {
    return x.firstRows(rows);
  }

  /** ε, (rows·L × latents), to be filled by the caller with draws from N(0, I). */
  public Matrix noise() {
    return noise.firstRows(rows * draws);
  }

  /** z, (rows·L × latents). */
  public Matrix z() {
    return z.firstRows(rows * draws);
  }

  /** μ of q(z|x), (rows × latents). */
  public Matrix mean() {
    return encoder.mean().firstRows(rows);
  }

  /** log σ² of q(z|x), (rows × latents). */
  public Matrix logVariance() {
    return encoder.logVariance().firstRows(rows);
  }

  /** σ of q(z|x), (rows × latents). */
  public Matrix deviation() {
    return encoder.deviation().firstRows(rows);
  }

  /** The decoder's outputs h, (rows·L × outputs). */
  public Matrix outputs() {
    return decoder.outputs().firstRows(rows * draws);
  }

  /** log p(x|z) of draw r, in nats. */
  public double logPx(int r) {
    return logPx[r];
  }

  /** log p(z) of draw r, in nats. */
  public double logPz(int r) {
    return logPz[r];
  }

  /** log q(z|x) of draw r, in nats. */
  public double logQ(int r) {
    return logQ[r];
  }

  /** log p(x|z) + β(log p(z) − log q(z|x)) of draw r; log w for β = 1. */
  public double logWeight(int r, double beta) {
    return logPx[r] + beta * (logPz[r] - logQ[r]);
  }

  /** KL(q(z|x) ‖ p(z)) of row i and latent j in closed form ({@code AEVB App. B}), in nats. */
  public double divergence(int i, int j) {
    return StandardNormal.divergence(
        encoder.mean(), encoder.logVariance(), encoder.deviation(), i, j);
  }

  /** KL(q(z|x) ‖ p(z)) of row i. */
  public double divergence(int i) {
    double sum = 0;
    for (int j = 0; j < vae.latentSize(); j++) {
      sum += divergence(i, j);
    }
    return sum;
  }
}
