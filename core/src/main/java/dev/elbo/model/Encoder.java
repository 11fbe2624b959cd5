package dev.elbo.model;

import dev.elbo.distribution.LogVarianceBounds;
import dev.elbo.linalg.Elementwise;
import dev.elbo.linalg.Matrix;
import dev.elbo.nn.Dense;
import dev.elbo.nn.Layout;
import dev.elbo.nn.Mlp;
import dev.elbo.nn.Parameters;

/**
 * {@code AEVB App. C.2} (eq. 12) as an encoder: q(z|x) = N(z; μ, σ²I) with h = tanh(W₃x + b₃) and
 * two distinct linear heads on it, μ = W₄h + b₄ and log σ² = W₅h + b₅.
 *
 * <p>The layers are called {@code encoder.hidden.0}, {@code encoder.mean} and {@code
 * encoder.log_variance}. They are the encoder's own: a Gaussian decoder has two heads of the same
 * form with other parameters. log σ² passes a smooth bound that is the identity well inside it.
 *
 * @param trunk hidden layers
 * @param mean head μ, (latent size) outputs
 * @param logVariance head log σ², (latent size) outputs
 */
public record Encoder(Mlp trunk, Dense mean, Dense logVariance, LogVarianceBounds bounds) {

  static Encoder add(Layout layout, Architecture a) {
    Mlp trunk = Mlp.add(layout, "encoder", a.likelihood().dataSize(), a.hidden(), a.activation());
    Dense mean = Dense.add(layout, "encoder.mean", trunk.outputs(), a.latentSize());
    Dense logVariance = Dense.add(layout, "encoder.log_variance", trunk.outputs(), a.latentSize());
    return new Encoder(trunk, mean, logVariance, a.encoderBounds());
  }

  /** Room for the pass of up to {@code rows} rows. */
  public Trace trace(int rows) {
    return new Trace(this, rows);
  }

  /** What forward leaves. Belongs to the caller and is used again and again. */
  public static final class Trace {
    private final Mlp.Trace trunk;
    private final Matrix mean;
    private final Matrix logVariance;
    private final Matrix deviation;
    private final Matrix slope;
    private final float[][] scratch;

    private Trace(Encoder encoder, int rows) {
      int latents = encoder.mean.outputs();
      trunk = encoder.trunk.trace(rows);
      mean = Matrix.zeros(rows, latents);
      logVariance = Matrix.zeros(rows, latents);
      deviation = Matrix.zeros(rows, latents);
      slope = Matrix.zeros(rows, latents);
      scratch = new float[3][latents];
    }

    /** μ, (rows × latents). */
    public Matrix mean() {
      return mean;
    }

    /** log σ², (rows × latents). */
    public Matrix logVariance() {
      return logVariance;
    }

    /** σ, (rows × latents). */
    public Matrix deviation() {
      return deviation;
    }
  }

  /** Runs the rows of x (rows × data size) and leaves μ, log σ² and σ of q(z|x) in the trace. */
  public void forward(Parameters p, Matrix x, Trace trace) {
    int rows = x.rows();
    trunk.forward(p, x, trace.trunk);
    Matrix h = trace.trunk.output(rows);
    mean.forward(p, h, trace.mean.firstRows(rows));
    Matrix v = trace.logVariance.firstRows(rows);
    logVariance.forward(p, h, v);
    for (int i = 0; i < rows; i++) {
      boundRow(v, i, trace);
    }
  }

  /** One row of head outputs becomes log σ², with the slope of the bound and σ = exp(½ log σ²). */
  private void boundRow(Matrix v, int row, Trace trace) {
    int latents = v.columns();
    float[] values = trace.scratch[0];
    float[] slope = trace.scratch[1];
    float[] other = trace.scratch[2];
    System.arraycopy(v.array(), v.at(row, 0), values, 0, latents);
    bounds.apply(values, slope, other, latents);
    System.arraycopy(values, 0, v.array(), v.at(row, 0), latents);
    System.arraycopy(slope, 0, trace.slope.array(), trace.slope.at(row, 0), latents);
    for (int j = 0; j < latents; j++) {
      values[j] *= 0.5f;
    }
    Elementwise.exp(values, other, latents);
    System.arraycopy(other, 0, trace.deviation.array(), trace.deviation.at(row, 0), latents);
  }

  /**
   * Adds the gradient with respect to the encoder's parameters.
   *
   * @param dMean ∂/∂μ
   * @param dLogVariance ∂/∂ log σ² (after the bound); overwritten by that before the bound
   */
  public void backward(
      Parameters p, Matrix x, Trace trace, Matrix dMean, Matrix dLogVariance, Parameters gradient) {
    int rows = x.rows();
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < dLogVariance.columns(); j++) {
        dLogVariance.set(i, j, dLogVariance.get(i, j) * trace.slope.get(i, j));
      }
    }
    Matrix h = trace.trunk.output(rows);
    Matrix dh = trace.trunk.outputGradient(rows);
    mean.backwardParameters(h, dMean, gradient);
    mean.backwardInput(p, dMean, 0, dh);
    logVariance.backwardParameters(h, dLogVariance, gradient);
    logVariance.backwardInput(p, dLogVariance, 1, dh);
    trunk.backward(p, x, trace.trunk, gradient);
  }
}
