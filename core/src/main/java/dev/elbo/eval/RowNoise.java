package dev.elbo.eval;

import dev.elbo.random.Purpose;
import dev.elbo.random.RandomStream;

/**
 * The noise vectors that every row's draws of z are made of: a sequence without end, of which a
 * score takes the first ones, the same for all rows and all time.
 */
public final class RowNoise {
  /** Draws at once: a product's nearly full speed, and two parts for a single row of 100. */
  static final int BLOCK = 50;

  /** The set of noise vectors is part of what a score means: it never changes. */
  private static final long SEED = 1;

  private final int latents;
  private volatile float[][] blocks = {};

  /** Of a model with so many latents. */
  RowNoise(int latents) {
    this.latents = latents;
  }

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
  private static float[] from(int first, int draws, int latents) {
    float[] noise = new float[Math.multiplyExact(draws, latents)];
    RandomStream random = RandomStream.of(SEED, Purpose.ROW_NOISE, 0, 0);
    for (int l = 0; l < draws; l++) {
      random.restart(SEED, Purpose.ROW_NOISE, (long) first + l, 0);
      random.fillGaussian(noise, l * latents, latents);
    }
    return noise;
  }

  /** How many blocks so many draws take. */
  static int blocks(int draws) {
    return (draws - 1) / BLOCK + 1;
  }

  /** The first {@code count} blocks of {@value #BLOCK} vectors or more, which are made once. */
  float[][] first(int count) {
    float[][] present = blocks;
    if (present.length >= count) {
      return present;
    }
    float[][] made = new float[count][];
    for (int block = 0; block < count; block++) {
      made[block] = from(block * BLOCK, BLOCK, latents);
    }
    blocks = made;
    return made;
  }
}
