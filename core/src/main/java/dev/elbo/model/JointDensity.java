package dev.elbo.model;

import dev.elbo.distribution.StandardNormal;
import dev.elbo.linalg.Matrix;
import dev.elbo.nn.Weights;

/**
 * log p(x, z) = log p(x|z) + log p(z) and its gradient in z, ∂ log p(x|z)/∂z − z ({@code AEVB App.
 * D}).
 *
 * <p>Up to log p(x), which z does not enter, this is log p(z|x): all that a sampler of the
 * posterior asks for. An instance is the room to compute in, for n rows with L latent vectors each:
 * made once, used for one block of rows after another, by one thread at a time. Row r of z belongs
 * to row r / L of x.
 */
public final class JointDensity {
  private final Decoder decoder;
  private final int draws;
  private final Matrix x;
  private final Decoder.Trace trace;
  private final float[][] scratch;
  private final double[] logPz;

  /**
   * Room for {@code rows} rows with {@code draws} latent vectors each.
   *
   * @throws IllegalArgumentException where that is none, or more than an array holds
   */
  public JointDensity(Vae vae, int rows, int draws) {
    if (rows < 1 || draws < 1) {
      throw new IllegalArgumentException(
          "%d draws for %d rows; both must be 1 or more".formatted(draws, rows));
    }
    int total = Math.multiplyExact(rows, draws);
    decoder = vae.decoder();
    this.draws = draws;
    x = Matrix.zeros(rows, vae.dataSize());
    trace = decoder.trace(total);
    scratch = decoder.likelihood().scratch(total);
    logPz = new double[total];
  }

  /**
   * Computes log p(x|z), and leaves the decoder's {@link #outputs}.
   *
   * @param z (rows·draws × latents)
   * @param logProb receives log p(x|z) in nats, one a row of z
   */
  public void logLikelihood(Weights w, Matrix z, double[] logProb) {
    decoder.forward(w, z, trace);
    decoder.likelihood().logProb(trace.outputs(), x, draws, scratch, logProb);
  }

  /** The decoder's outputs h for the z of {@link #logLikelihood}, (rows·draws × outputs). */
  public Matrix outputs() {
    return trace.outputs();
  }

  /** The rows' values, (rows × data size), to be filled by the caller. */
  public Matrix x() {
    return x;
  }

  /**
   * Computes log p(x, z) and its gradient.
   *
   * @param z (rows·draws × latents)
   * @param logProb receives log p(x, z) in nats, one a row of z
   * @param gradient receives ∂ log p(x, z)/∂z, (rows·draws × latents); not z itself
   */
  public void logProbAndGradient(Weights w, Matrix z, double[] logProb, Matrix gradient) {
    decoder.forward(w, z, trace);
    decoder.likelihood().logProbAndGradient(trace.outputs(), x, draws, scratch, logProb);
    decoder.backward(w, trace, gradient);
    StandardNormal.logProb(z, logPz);
    for (int r = 0; r < logPz.length; r++) {
      logProb[r] += logPz[r];
      for (int j = 0; j < z.columns(); j++) {
        gradient.set(r, j, gradient.get(r, j) - z.get(r, j));
      }
    }
  }
}
