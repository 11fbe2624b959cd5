package dev.elbo.paper.baseline;

import dev.elbo.linalg.Matrix;
import dev.elbo.model.Encoder;
import dev.elbo.model.Vae;
import dev.elbo.nn.BlockGradient;
import dev.elbo.nn.GradientTerm;
import java.util.ArrayList;
import java.util.List;

/**
 * A step uphill on log q(z|x) in φ, the encoder's parameters, for given pairs (x, z), mean over the
 * rows: the sleep phase of wake-sleep.
 *
 * <p>log q(z|x) = −½ Σⱼ (log 2π + log σⱼ² + (zⱼ − μⱼ)²/σⱼ²), ∂/∂μⱼ = (zⱼ − μⱼ)/σⱼ², ∂/∂log σⱼ² =
 * ½((zⱼ − μⱼ)²/σⱼ² − 1).
 */
final class RecognitionUpdate {
  private final Encoder network;
  private final Matrix x;
  private final Matrix z;
  private final Encoder.Trace trace;
  private final MapAscent ascent;
  private final List<BlockGradient> pieces;
  private final Matrix dHeads;
  private final Matrix dMean;
  private final Matrix dLogVariance;

  /**
   * Prepares steps.
   *
   * @param x (rows × data size), filled before each step
   * @param z (rows × latents), as well
   * @param trace room for so many rows
   */
  RecognitionUpdate(Vae vae, Matrix x, Matrix z, Encoder.Trace trace, MapAscent ascent) {
    network = vae.encoder();
    this.x = x;
    this.z = z;
    this.trace = trace;
    this.ascent = ascent;
    dHeads = Matrix.zeros(z.rows(), 2 * z.columns());
    dMean = dHeads.columns(0, z.columns());
    dLogVariance = dHeads.columns(z.columns(), 2 * z.columns());
    List<GradientTerm> terms = new ArrayList<>();
    network.terms(x, trace, dHeads, terms);
    pieces = ascent.pieces(terms);
  }

  /**
   * Moves φ once.
   *
   * @param step number of the minibatch in the run, counted from 1
   */
  void climb(long step) {
    network.forward(ascent.weights(), x, trace);
    gradient(1f / x.rows());
    network.backward(ascent.weights(), trace, dHeads);
    ascent.climb(pieces, step);
  }

  private void gradient(float scale) {
    for (int i = 0; i < z.rows(); i++) {
      for (int j = 0; j < z.columns(); j++) {
        float sigma = trace.deviation().get(i, j);
        float distance = (z.get(i, j) - trace.mean().get(i, j)) / sigma;
        dMean.set(i, j, scale * distance / sigma);
        dLogVariance.set(i, j, scale * 0.5f * (distance * distance - 1));
      }
    }
  }
}
