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
    void timesDerivative(float[] y, int yStart, float[] dy, int dyStart, int length) {
      for (int i = 0; i < length; i++) {
        float value = y[yStart + i];
        dy[dyStart + i] *= 1f - value * value;
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
    void timesDerivative(float[] y, int yStart, float[] dy, int dyStart, int length) {
      for (int i = 0; i < length; i++) {
        if (y[yStart + i] <= 0) {
          dy[dyStart + i] = 0;
        }
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
    void timesDerivative(float[] y, int yStart, float[] dy, int dyStart, int length) {
      for (int i = 0; i < length; i++) {
        dy[dyStart + i] *= (float) -Math.expm1(-y[yStart + i]);
      }
    }
  };

  /** y ← f(y). */
  abstract void apply(Matrix y);

  /** dy ← dy · f′, on a span of a row. */
  abstract void timesDerivative(float[] y, int yStart, float[] dy, int dyStart, int length);

  /** dy ← dy · f′, f′ at the inputs that gave the outputs y. */
  void timesDerivative(Matrix y, Matrix dy) {
    for (int i = 0; i < y.rows(); i++) {
      timesDerivative(y.array(), y.at(i, 0), dy.array(), dy.at(i, 0), y.columns());
    }
  }
}
