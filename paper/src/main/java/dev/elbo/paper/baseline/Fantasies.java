package dev.elbo.paper.baseline;

import dev.elbo.distribution.DiagonalGaussian;
import dev.elbo.distribution.Likelihood;
import dev.elbo.linalg.Elementwise;
import dev.elbo.linalg.Matrix;
import dev.elbo.random.Purpose;
import dev.elbo.random.RandomStream;

/**
 * What the recognition model of wake-sleep sees: asleep, x ~ p(x|z) for whole minibatches, {@link
 * Likelihood#sample} made fast; awake, rows of the same kind. Under a Bernoulli likelihood both are
 * zeros and ones, also where the training rows are grey.
 */
final class Fantasies {
  private final Likelihood likelihood;
  private final float[] logVariance;
  private final float[] slope;
  private final float[] deviation;
  private final float[] noise;

  Fantasies(Likelihood likelihood) {
    this.likelihood = likelihood;
    int columns = likelihood.dataSize();
    logVariance = new float[columns];
    slope = new float[columns];
    deviation = new float[columns];
    noise = new float[columns];
  }

  /**
   * x ← a draw from p(x | h), row by row.
   *
   * @param h the decoder's outputs, (rows × outputs)
   * @param random any; restarted for each row as a function of (seed, step, row)
   */
  void draw(Matrix h, long seed, long step, RandomStream random, Matrix x) {
    likelihood.mean(h, x);
    for (int i = 0; i < x.rows(); i++) {
      random.restart(seed, Purpose.OBSERVATION_SAMPLE, step, i);
      if (likelihood instanceof DiagonalGaussian gaussian) {
        addNoise(gaussian, h, i, random, x);
      } else {
        toss(x, i, random);
      }
    }
  }

  /**
   * Rows as the model would dream them: under a Bernoulli likelihood zeros and ones, 1 with the
   * probability that a grey value is; under a Gaussian one the rows themselves.
   *
   * @param from place of the first row in the epoch
   */
  void alike(Matrix rows, long seed, long step, int from, RandomStream random, Matrix x) {
    System.arraycopy(rows.array(), rows.at(0, 0), x.array(), x.at(0, 0), x.rows() * x.columns());
    if (likelihood instanceof DiagonalGaussian) {
      return;
    }
    for (int i = 0; i < x.rows(); i++) {
      random.restart(seed, Purpose.BINARIZATION, step, (long) from + i);
      toss(x, i, random);
    }
  }

  /** x ← 1 with probability x, else 0: the sign of u − x for a uniform u. */
  private static void toss(Matrix x, int row, RandomStream random) {
    float[] values = x.array();
    int end = x.at(row, 0) + x.columns();
    for (int j = x.at(row, 0); j < end; j++) {
      values[j] = Float.floatToRawIntBits(random.nextFloat() - values[j]) >>> 31;
    }
  }

  /** x ← x + σ ⊙ ε. */
  private void addNoise(
      DiagonalGaussian gaussian, Matrix h, int row, RandomStream random, Matrix x) {
    int columns = x.columns();
    System.arraycopy(h.array(), h.at(row, columns), logVariance, 0, columns);
    gaussian.bounds().apply(logVariance, slope, deviation, columns);
    for (int j = 0; j < columns; j++) {
      logVariance[j] *= 0.5f;
    }
    Elementwise.exp(logVariance, deviation, columns);
    random.fillGaussian(noise, 0, columns);
    float[] values = x.array();
    int start = x.at(row, 0);
    for (int j = 0; j < columns; j++) {
      values[start + j] += deviation[j] * noise[j];
    }
  }
}
