package dev.elbo.model;

import dev.elbo.distribution.Reparameterization;
import dev.elbo.distribution.StandardNormal;
import dev.elbo.linalg.Elementwise;
import dev.elbo.linalg.Matrix;
import dev.elbo.nn.GradientTerm;
import dev.elbo.nn.Weights;
import java.util.ArrayList;
import java.util.List;

/**
 * L draws z = μ + σ ⊙ ε for each of n rows, and the three terms of their weight
 *
 * <p>log w = log p(x|z) + log p(z) − log q(z|x).
 *
 * <p>Every objective and every estimate of log p(x) is made of these; they differ in how they weigh
 * the draws. An instance is the room to compute in: made once for a number of rows, used for one
 * block of rows after another, by one thread at a time; {@link #part Parts} of one share its
 * numbers and nothing else, so threads can work on them side by side. Draw l of row i has index r =
 * i·L + l.
 */
public final class Draws {
  private final Vae vae;
  private final int draws;
  private final Matrix x;
  private final Matrix noise;
  private final Matrix z;
  private final Matrix dz;
  private final Matrix dHeads;
  private final Matrix dMean;
  private final Matrix dLogVariance;
  private final Encoder.Trace encoder;
  private final Decoder.Trace decoder;
  private final float[][] scratch;
  private final double[] divergence;
  private final double[] logPx;
  private final double[] logPz;
  private final double[] logQ;

  /**
   * Room for {@code rows} rows with {@code draws} draws each.
   *
   * @throws IllegalArgumentException where that is more than an array holds
   */
  public Draws(Vae vae, int rows, int draws) {
    if (rows < 1 || draws < 1) {
      throw new IllegalArgumentException(
          "%d draws for %d rows; both must be 1 or more".formatted(draws, rows));
    }
    this.vae = vae;
    this.draws = draws;
    int total = Math.multiplyExact(rows, draws);
    int latents = vae.latentSize();
    x = Matrix.zeros(rows, vae.dataSize());
    noise = Matrix.zeros(total, latents);
    z = Matrix.zeros(total, latents);
    dz = Matrix.zeros(total, latents);
    dHeads = Matrix.zeros(rows, 2 * latents);
    dMean = dHeads.columns(0, latents);
    dLogVariance = dHeads.columns(latents, 2 * latents);
    encoder = vae.encoder().trace(rows);
    decoder = vae.decoder().trace(total);
    scratch = vae.decoder().likelihood().scratch(total);
    divergence = new double[rows * latents];
    logPx = new double[total];
    logPz = new double[total];
    logQ = new double[total];
  }

  private Draws(Draws whole, int from, int to) {
    vae = whole.vae;
    draws = whole.draws;
    int first = from * draws;
    int end = to * draws;
    x = whole.x.rows(from, to);
    noise = whole.noise.rows(first, end);
    z = whole.z.rows(first, end);
    dz = whole.dz.rows(first, end);
    dHeads = whole.dHeads.rows(from, to);
    dMean = whole.dMean.rows(from, to);
    dLogVariance = whole.dLogVariance.rows(from, to);
    encoder = whole.encoder.rows(from, to);
    decoder = vae.decoder().rows(whole.decoder, first, end);
    scratch = vae.decoder().likelihood().scratch(end - first);
    divergence = new double[(to - from) * vae.latentSize()];
    logPx = new double[end - first];
    logPz = new double[end - first];
    logQ = new double[end - first];
  }

  /** Rows [from, to) of this room, for another thread to work on. */
  public Draws part(int from, int to) {
    return new Draws(this, from, to);
  }

  /** Whether {@link #decode(Weights, Mode)} prepares a gradient. */
  public enum Mode {
    VALUE,
    GRADIENT
  }

  /** Computes q(z|x) of the rows of {@link #x}. */
  public void encode(Weights w) {
    vae.encoder().forward(w, x, encoder);
    StandardNormal.divergence(mean(), logVariance(), deviation(), divergence);
  }

  /** Turns {@link #noise} into z and computes the three terms of every draw's weight. */
  public void decode(Weights w, Mode mode) {
    Reparameterization.draw(mean(), deviation(), noise, draws, z);
    vae.decoder().forward(w, z, decoder);
    if (mode == Mode.GRADIENT) {
      vae.decoder().likelihood().logProbAndGradient(outputs(), x, draws, scratch, logPx);
    } else {
      vae.decoder().likelihood().logProb(outputs(), x, draws, scratch, logPx);
    }
    latentTerms();
  }

  /**
   * {@link #decode(Weights, Mode)} for values, and what each column has to do with them.
   *
   * @param columns receives log p(x_d|z), (rows·L × data size)
   * @throws IllegalArgumentException where that has another shape
   */
  public void decode(Weights w, Matrix columns) {
    if (columns.rows() != z.rows() || columns.columns() != vae.dataSize()) {
      throw new IllegalArgumentException(
          "(%d × %d) for log p(x_d|z) of %d draws and %d columns"
              .formatted(columns.rows(), columns.columns(), z.rows(), vae.dataSize()));
    }
    Reparameterization.draw(mean(), deviation(), noise, draws, z);
    vae.decoder().forward(w, z, decoder);
    vae.decoder().likelihood().columnLogProb(outputs(), x, draws, scratch, columns);
    float[] terms = columns.array();
    for (int r = 0; r < columns.rows(); r++) {
      int first = columns.at(r, 0);
      double sum = 0;
      for (int d = 0; d < columns.columns(); d++) {
        sum += terms[first + d];
      }
      logPx[r] = sum;
    }
    latentTerms();
  }

  private void latentTerms() {
    StandardNormal.logProb(z, logPz);
    Reparameterization.logProb(logVariance(), noise, draws, logQ);
  }

  /**
   * Back-propagates scale · Σ (weights · terms) to every layer, after {@link #decode(Weights,
   * Mode)} with {@link Mode#GRADIENT}. The gradient with respect to the parameters follows by
   * {@link #terms}.
   */
  public void backward(Weights w, DrawWeights weights, float scale) {
    Elementwise.scaleRows(outputs(), weights.reconstruction(), scale);
    vae.decoder().backward(w, decoder, dz);
    gradientOfDivergence(weights, scale);
    gradientOfDraws(weights, scale);
    vae.encoder().backward(w, encoder, dHeads);
  }

  /**
   * The gradient with respect to the parameters as sums over all rows, of matrices that {@link
   * #backward} fills, here or in {@linkplain #part parts} that make up the whole.
   */
  public List<GradientTerm> terms() {
    List<GradientTerm> terms = new ArrayList<>();
    vae.encoder().terms(x, encoder, dHeads, terms);
    vae.decoder().terms(z, decoder, terms);
    return terms;
  }

  /** −∂KL/∂μ = −μ and −∂KL/∂log σ² = ½(1 − σ²), weighed latent by latent. */
  private void gradientOfDivergence(DrawWeights weights, float scale) {
    float[] ofLatent = weights.divergence();
    float[] mu = mean().array();
    float[] sigma = deviation().array();
    float[] ofMean = dMean.array();
    float[] ofLogVariance = dLogVariance.array();
    for (int i = 0; i < dHeads.rows(); i++) {
      int row = dMean.at(i, 0);
      int variances = dLogVariance.at(i, 0);
      int means = mean().at(i, 0);
      int deviations = deviation().at(i, 0);
      for (int j = 0; j < ofLatent.length; j++) {
        float weight = scale * ofLatent[j];
        float s = sigma[deviations + j];
        ofMean[row + j] = -weight * mu[means + j];
        ofLogVariance[variances + j] = weight * 0.5f * (1 - s * s);
      }
    }
  }

  /**
   * Through z = μ + σε: ∂z/∂μ = 1, ∂z/∂log σ² = ½σε. The weight of log p(z) − log q(z|x) adds −z to
   * ∂/∂z, and ½ to ∂/∂log σ² since log q = −½ Σ(log 2π + log σ² + ε²) as a function of ε. Pathwise,
   * q's parameters are held fixed in log q, whose gradient in z is −ε/σ.
   */
  private void gradientOfDraws(DrawWeights weights, float scale) {
    boolean pathwise = weights.pathwise();
    for (int r = 0; r < dz.rows(); r++) {
      float weight = scale * weights.latent()[r];
      if (pathwise) {
        pathwiseGradient(r, weight, weights.path()[r]);
      } else {
        fullGradient(r, weight);
      }
    }
  }

  private void fullGradient(int r, float weight) {
    float[] gradient = dz.array();
    float[] latent = z.array();
    float[] epsilon = noise.array();
    float[] sigma = deviation().array();
    float[] ofMean = dMean.array();
    float[] ofLogVariance = dLogVariance.array();
    int draw = z.at(r, 0);
    int row = dMean.at(r / draws, 0);
    int variances = dLogVariance.at(r / draws, 0);
    int deviations = deviation().at(r / draws, 0);
    float direct = 0.5f * weight;
    for (int j = 0; j < z.columns(); j++) {
      float g = gradient[draw + j] - weight * latent[draw + j];
      ofMean[row + j] += g;
      ofLogVariance[variances + j] += 0.5f * g * sigma[deviations + j] * epsilon[draw + j] + direct;
    }
  }

  private void pathwiseGradient(int r, float weight, float path) {
    float[] gradient = dz.array();
    float[] latent = z.array();
    float[] epsilon = noise.array();
    float[] sigma = deviation().array();
    float[] ofMean = dMean.array();
    float[] ofLogVariance = dLogVariance.array();
    int draw = z.at(r, 0);
    int row = dMean.at(r / draws, 0);
    int variances = dLogVariance.at(r / draws, 0);
    int deviations = deviation().at(r / draws, 0);
    for (int j = 0; j < z.columns(); j++) {
      float s = sigma[deviations + j];
      float e = epsilon[draw + j];
      float g = path * (gradient[draw + j] - weight * latent[draw + j] + weight * e / s);
      ofMean[row + j] += g;
      ofLogVariance[variances + j] += 0.5f * g * s * e;
    }
  }

  public Vae vae() {
    return vae;
  }

  /** Rows that there is room for. */
  public int rows() {
    return x.rows();
  }

  /** L, the draws of each row. */
  public int draws() {
    return draws;
  }

  /** The rows' values, (rows × data size), to be filled by the caller. */
  public Matrix x() {
    return x;
  }

  /** ε, (rows·L × latents), to be filled by the caller with draws from N(0, I). */
  public Matrix noise() {
    return noise;
  }

  /** z, (rows·L × latents). */
  public Matrix z() {
    return z;
  }

  /** μ of q(z|x), (rows × latents). */
  public Matrix mean() {
    return encoder.mean();
  }

  /** log σ² of q(z|x), (rows × latents). */
  public Matrix logVariance() {
    return encoder.logVariance();
  }

  /** σ of q(z|x), (rows × latents). */
  public Matrix deviation() {
    return encoder.deviation();
  }

  /** The decoder's outputs h, (rows·L × outputs). */
  public Matrix outputs() {
    return decoder.outputs();
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
    return divergence[i * vae.latentSize() + j];
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
