package dev.elbo.model;

import dev.elbo.distribution.LogVarianceBounds;
import dev.elbo.linalg.Elementwise;
import dev.elbo.linalg.Matrix;
import dev.elbo.linalg.Result;
import dev.elbo.nn.Dense;
import dev.elbo.nn.GradientTerm;
import dev.elbo.nn.Heads;
import dev.elbo.nn.Layout;
import dev.elbo.nn.Mlp;
import dev.elbo.nn.Weights;
import java.util.List;

/**
 * {@code AEVB App. C.2} (eq. 12) as an encoder: q(z|x) = N(z; μ, σ²I) with h = tanh(W₃x + b₃) and
 * two distinct linear heads on it, μ = W₄h + b₄ and log σ² = W₅h + b₅.
 *
 * <p>The layers are called {@code encoder.hidden.0}, {@code encoder.mean} and {@code
 * encoder.log_variance}. They are the encoder's own: a Gaussian decoder has two heads of the same
 * form with other parameters. log σ² passes a smooth bound that is the identity well inside it.
 *
 * @param features what the first layer is given of x
 * @param trunk hidden layers
 * @param heads μ and log σ², (latent size) outputs each
 */
public record Encoder(Features features, Mlp trunk, Heads heads, LogVarianceBounds bounds) {

  static Encoder add(Layout layout, Architecture a) {
    Features features = Features.of(a.likelihood());
    Mlp trunk = Mlp.add(layout, "encoder", features.width(), a.hidden(), a.activation());
    Dense mean = Dense.add(layout, "encoder.mean", trunk.outputs(), a.latentSize());
    Dense logVariance = Dense.add(layout, "encoder.log_variance", trunk.outputs(), a.latentSize());
    Heads heads = new Heads(List.of(mean, logVariance));
    layout.add(heads);
    return new Encoder(features, trunk, heads, a.encoderBounds());
  }

  /** Room for the pass of {@code rows} rows. */
  public Trace trace(int rows) {
    int latents = heads.layers().get(0).outputs();
    return new Trace(
        features.room(rows),
        trunk.trace(rows),
        Matrix.zeros(rows, 2 * latents),
        Matrix.zeros(rows, latents),
        Matrix.zeros(rows, latents));
  }

  /** What forward leaves. Belongs to the caller and is used again and again. */
  public static final class Trace {
    private final Matrix features;
    private final Mlp.Trace trunk;
    private final Matrix heads;
    private final Matrix mean;
    private final Matrix logVariance;
    private final Matrix deviation;
    private final Matrix slope;
    private final float[][] scratch;

    private Trace(Matrix features, Mlp.Trace trunk, Matrix heads, Matrix deviation, Matrix slope) {
      this.features = features;
      this.trunk = trunk;
      this.heads = heads;
      this.deviation = deviation;
      this.slope = slope;
      int latents = deviation.columns();
      mean = heads.columns(0, latents);
      logVariance = heads.columns(latents, 2 * latents);
      scratch = new float[3][heads.rows() * latents];
    }

    /** Rows [from, to) of this trace: the same numbers, with scratch space of its own. */
    Trace rows(int from, int to) {
      return new Trace(
          features.rows() == 0 ? features : features.rows(from, to),
          trunk.rows(from, to),
          heads.rows(from, to),
          deviation.rows(from, to),
          slope.rows(from, to));
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
  public void forward(Weights w, Matrix x, Trace trace) {
    trunk.forward(w, features.of(x, trace.features), trace.trunk);
    heads.forward(w, trace.trunk.output(), trace.heads);
    boundLogVariance(trace);
  }

  /** Head outputs become log σ², with the slope of the bound and σ = exp(½ log σ²). */
  private void boundLogVariance(Trace trace) {
    float[] values = trace.scratch[0];
    float[] slope = trace.scratch[1];
    float[] other = trace.scratch[2];
    int length = values.length;
    trace.logVariance.copyTo(values);
    bounds.apply(values, slope, other, length);
    trace.logVariance.copyFrom(values);
    trace.slope.copyFrom(slope);
    for (int j = 0; j < length; j++) {
      values[j] *= 0.5f;
    }
    Elementwise.exp(values, other, length);
    trace.deviation.copyFrom(other);
  }

  /**
   * Back-propagates through the heads and the hidden layers, for {@link #terms}.
   *
   * @param dHeads ∂/∂μ and ∂/∂ log σ² side by side, the latter after the bound; overwritten by that
   *     before the bound
   */
  public void backward(Weights w, Trace trace, Matrix dHeads) {
    float[] gradient = dHeads.array();
    float[] slope = trace.slope.array();
    int latents = trace.slope.columns();
    for (int i = 0; i < dHeads.rows(); i++) {
      int at = dHeads.at(i, latents);
      int slopeAt = trace.slope.at(i, 0);
      for (int j = 0; j < latents; j++) {
        gradient[at + j] *= slope[slopeAt + j];
      }
    }
    heads.backward(w, dHeads, Result.SET, trace.trunk.outputGradient());
    trunk.backward(w, trace.trunk);
  }

  /** The terms of the parameters' gradient, of matrices that {@link #backward} fills. */
  public void terms(Matrix x, Trace trace, Matrix dHeads, List<GradientTerm> terms) {
    trunk.terms(features.plain() ? x : trace.features, trace.trunk, terms);
    heads.terms(trace.trunk.output(), dHeads, terms);
  }
}
