package dev.elbo.distribution;

import dev.elbo.linalg.Matrix;
import dev.elbo.random.RandomStream;
import java.util.List;

/**
 * p(x | z): what the decoder's linear outputs h mean ({@code AEVB App. C}).
 *
 * <p>The outputs of all {@linkplain #heads() heads} stand side by side in one row of h. Where a row
 * x has several draws of z, row r of h belongs to row r / draws of x. All methods are pure
 * functions of their arguments.
 *
 * <p>{@code scratch} is {@link #scratchRows()} arrays of one length, the data size or more; {@link
 * #scratch} gives arrays of a good length. As many rows as fit are worked on at once, since loops
 * over one short row cost more than twice as much. No result depends on that length.
 */
public sealed interface Likelihood permits Bernoulli, DiagonalGaussian, MixedLikelihood {

  /** Number of columns of x. */
  int dataSize();

  /** The linear outputs needed, side by side in this order; those shared over rows are last. */
  List<Head> heads();

  /** What x may hold. */
  Support support();

  /** Columns of h: the widths of all heads. */
  default int outputs() {
    return heads().stream().mapToInt(Head::width).sum();
  }

  /** How many arrays, each of the data size or more, the densities work in. */
  int scratchRows();

  /** Arrays to work in for up to {@code rows} rows of h: long enough for speed, and no longer. */
  float[][] scratch(int rows);

  /**
   * log p(x | h) in nats, one a row of h, higher is better.
   *
   * @param h (n·draws × outputs), left as it is
   * @param x (n × data size)
   * @param logProb receives n·draws values
   */
  void logProb(Matrix h, Matrix x, int draws, float[][] scratch, double[] logProb);

  /** {@link #logProb}, and h is overwritten by ∂ log p(x | h) / ∂h. */
  void logProbAndGradient(Matrix h, Matrix x, int draws, float[][] scratch, double[] logProb);

  /**
   * log p(x_d | h) of each column d in nats, higher is better; they sum to {@link #logProb} but for
   * rounding.
   *
   * @param h (n·draws × outputs), left as it is
   * @param x (n × data size)
   * @param logProb receives (n·draws × data size)
   */
  void columnLogProb(Matrix h, Matrix x, int draws, float[][] scratch, Matrix logProb);

  /** mean ← E[x | h], (rows × data size). */
  void mean(Matrix h, Matrix mean);

  /** x ← a draw from p(x | h) for row {@code row}. */
  void sample(Matrix h, int row, RandomStream random, Matrix x);

  /**
   * The heads' biases, side by side as in h, at which p(x | h) without any part of z fits the
   * training rows: where training starts. At least E[x] is right, within what the heads can say; 0
   * stands for an output that is left where it is.
   */
  float[] biasFor(TrainingColumns training);
}
