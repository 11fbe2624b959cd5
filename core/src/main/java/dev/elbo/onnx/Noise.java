package dev.elbo.onnx;

/**
 * The noise vectors of a scorer.
 *
 * @param values ε, one draw after the other (draws × latents)
 * @param draws L
 */
// Noise is passed on, not compared.
@SuppressWarnings("ArrayRecordComponent")
record Noise(float[] values, int draws) {

  /** Σ ε² of each draw. */
  double[] squares() {
    int latents = values.length / draws;
    double[] squares = new double[draws];
    for (int i = 0; i < values.length; i++) {
      squares[i / latents] += (double) values[i] * values[i];
    }
    return squares;
  }
}
