package dev.elbo.eval;

import dev.elbo.random.Purpose;
import dev.elbo.random.RandomStream;

/**
 * The noise vectors that every row is scored with ({@link RowLikelihoods}): a sequence without end,
 * of which a score takes the first ones.
 */
public final class RowNoise {
  /** The set of noise vectors is part of what a score means: it never changes. */
  private static final long SEED = 1;

  private RowNoise() {}

  /**
   * The first vectors, one after the other (samples × latents).
   *
   * @throws IllegalArgumentException unless {@code samples} is 1 or more
   */
  public static float[] of(int samples, int latents) {
    Evaluator.requirePositive(samples);
    return from(0, samples, latents);
  }

  /** {@code draws} vectors from number {@code first} on. */
  static float[] from(int first, int draws, int latents) {
    float[] noise = new float[Math.multiplyExact(draws, latents)];
    RandomStream random = RandomStream.of(SEED, Purpose.ROW_NOISE, 0, 0);
    for (int l = 0; l < draws; l++) {
      random.restart(SEED, Purpose.ROW_NOISE, first + l, 0);
      random.fillGaussian(noise, l * latents, latents);
    }
    return noise;
  }
}
