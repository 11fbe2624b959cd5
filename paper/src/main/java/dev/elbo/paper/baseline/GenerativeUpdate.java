package dev.elbo.paper.baseline;

import dev.elbo.distribution.Likelihood;
import dev.elbo.linalg.Elementwise;
import dev.elbo.linalg.Matrix;
import dev.elbo.model.Decoder;
import dev.elbo.model.Vae;
import dev.elbo.nn.BlockGradient;
import dev.elbo.nn.GradientTerm;
import java.util.ArrayList;
import java.util.List;

/**
 * A step uphill on log p(x, z) in θ, the decoder's parameters, for rows whose z is given: the wake
 * phase of wake-sleep and the weight update of Monte Carlo EM. p(z) has no parameters, so this is
 * log p(x|z), mean over the rows.
 */
final class GenerativeUpdate {
  private final Decoder network;
  private final Matrix x;
  private final Matrix z;
  private final Decoder.Trace trace;
  private final MapAscent ascent;
  private final List<BlockGradient> pieces;
  private final Matrix dz;
  private final float[][] scratch;
  private final double[] logPx;

  /**
   * Prepares steps.
   *
   * @param x (rows × data size), filled before each step
   * @param z (rows × latents), as well
   * @param trace room for so many rows
   */
  GenerativeUpdate(Vae vae, Matrix x, Matrix z, Decoder.Trace trace, MapAscent ascent) {
    network = vae.decoder();
    this.x = x;
    this.z = z;
    this.trace = trace;
    this.ascent = ascent;
    List<GradientTerm> terms = new ArrayList<>();
    network.terms(z, trace, terms);
    pieces = ascent.pieces(terms);
    dz = Matrix.zeros(z.rows(), z.columns());
    scratch = network.likelihood().scratch(z.rows());
    logPx = new double[z.rows()];
  }

  /**
   * Moves θ once.
   *
   * @param step number of the minibatch in the run, counted from 1
   */
  void climb(long step) {
    network.forward(ascent.weights(), z, trace);
    Likelihood likelihood = network.likelihood();
    likelihood.logProbAndGradient(trace.outputs(), x, 1, scratch, logPx);
    Elementwise.multiply(trace.outputs(), 1f / x.rows());
    network.backward(ascent.weights(), trace, dz);
    ascent.climb(pieces, step);
  }
}
