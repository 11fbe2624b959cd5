package dev.elbo.nn;

import dev.elbo.linalg.Elementwise;
import dev.elbo.linalg.Matrix;

/**
 * The function of a hidden layer. Its derivative is written in terms of the output y = f(x), so
 * that x need not be kept.
 */
public enum Activation {
  /** f(x) = tanh x, f′ = 1 − y². The paper's choice ({@code AEVB App. C}). */
  TANH {
    @Override
    void apply(Matrix y) {
      Elementwise.tanh(y);
    }

    @Override
    void timesDerivative(float[] y, float[] dy, int from, int to) {
      for (int i = from; i < to; i++) {
        dy[i] *= 1f - y[i] * y[i];
      }
    }
  },

  /** f(x) = max(x, 0), f′ = 1 where y &gt; 0, else 0. */
  RELU {
    @Override
    void apply(Matrix y) {
      Elementwise.rectify(y);
    }

    @Override
    void timesDerivative(float[] y, float[] dy, int from, int to) {
      for (int i = from; i < to; i++) {
        dy[i] *=
            Math.min(1f, y[i] * 0x1p100f * 0x1p100f); // 1 for the least y > 0, without a branch
      }
    }
  },

  /** f(x) = log(1 + eˣ), f′ = 1 − e⁻ʸ. */
  SOFTPLUS {
    @Override
    void apply(Matrix y) {
      Elementwise.softplus(y);
    }

    @Override
    void timesDerivative(float[] y, float[] dy, int from, int to) {
      Elementwise.timesSlopeOfSoftplus(y, dy, from, to);
    }
  };

  /** y ← f(y). */
  abstract void apply(Matrix y);

  /** dy ← dy · f′ for entries [from, to) of both arrays: one index, so that C2 vectorises. */
  abstract void timesDerivative(float[] y, float[] dy, int from, int to);

  /**
   * dy ← dy · f′, f′ at the inputs that gave the outputs y. The two stand alike in their arrays, as
   * an output and its gradient do.
   *
   * @throws IllegalArgumentException where they do not
   */
  void timesDerivative(Matrix y, Matrix dy) {
    if (y.rows() != dy.rows()
        || y.columns() != dy.columns()
        || y.stride() != dy.stride()
        || y.at(0, 0) != dy.at(0, 0)) {
      throw new IllegalArgumentException(
          "outputs %d × %d at %d, stride %d, need a gradient that stands alike, not %d × %d at %d, stride %d"
              .formatted(
                  y.rows(),
                  y.columns(),
                  y.at(0, 0),
                  y.stride(),
                  dy.rows(),
                  dy.columns(),
                  dy.at(0, 0),
                  dy.stride()));
    }
    if (y.stride() == y.columns()) {
      timesDerivative(y.array(), dy.array(), y.at(0, 0), y.at(y.rows(), 0));
      return;
    }
    for (int i = 0; i < y.rows(); i++) {
      timesDerivative(y.array(), dy.array(), y.at(i, 0), y.at(i, 0) + y.columns());
    }
  }
}
