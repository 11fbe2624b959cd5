package dev.elbo.random;

/** What a {@link RandomStream} is drawn for. Streams of different purposes are independent. */
public enum Purpose {
  INITIALIZATION(9),
  SHUFFLE(2),
  SPLIT(3),
  BINARIZATION(4),
  TRAINING_NOISE(5),
  EVALUATION_NOISE(6),
  PRIOR_SAMPLE(7),
  OBSERVATION_SAMPLE(8),
  ROW_NOISE(10),
  POSTERIOR_START(11),
  HAMILTONIAN_MONTE_CARLO(12),
  DEQUANTIZATION(13),
  POSTERIOR_PARTICLES(14);

  /**
   * Written down, so that reordering the constants changes no stream. Not 1: the seed would then
   * enter as {@code a} does, and (seed, a) and (a, seed) would be one stream.
   */
  private final int code;

  Purpose(int code) {
    this.code = code;
  }

  int code() {
    return code;
  }
}
