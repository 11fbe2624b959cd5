package dev.elbo.eval;

import dev.elbo.random.Purpose;
import dev.elbo.random.RandomStream;

/**
 * The noise vectors that every row's draws of z are made of: one set for all rows and all time, a
 * part of what a score means.
 */
final class RowNoise {
  /** Draws at once: a product's nearly full speed, and two parts for a single row of 100. */
  static final int BLOCK = 50;

  /** The set of noise vectors is part of what a score means: it never changes. */
  private static final long SEED = 1;

  private final int latents;
  private volatile float[][] blocks = {};

  RowNoise(int latents) {
    this.latents = latents;
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
    float[][] made = new float[count][BLOCK * latents];
    RandomStream random = RandomStream.of(SEED, Purpose.ROW_NOISE, 0, 0);
    for (int l = 0; l < count * BLOCK; l++) {
      random.restart(SEED, Purpose.ROW_NOISE, l, 0);
      random.fillGaussian(made[l / BLOCK], l % BLOCK * latents, latents);
    }
    blocks = made;
    return made;
  }
}
