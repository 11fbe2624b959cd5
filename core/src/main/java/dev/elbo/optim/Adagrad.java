package dev.elbo.optim;

/**
 * Adagrad (Duchi, Hazan and Singer 2011), the optimiser of {@code AEVB}: s ← s + g², θ ← θ + ηg/(√s
 * + ε).
 *
 * @param rate η; the paper chose from 0.01, 0.02 and 0.1
 * @param epsilon ε, keeps the first steps finite
 */
public record Adagrad(double rate, double epsilon) implements Optimizer {
  /** η = 0.02, ε = 10⁻⁸. */
  public static final Adagrad DEFAULT = new Adagrad(0.02, 1e-8);

  public Adagrad {
    Optimizer.requirePositive("learning rate", rate);
    Optimizer.requirePositive("epsilon", epsilon);
  }

  @Override
  public Adagrad withRate(double rate) {
    return new Adagrad(rate, epsilon);
  }

  @Override
  public int moments() {
    return 1;
  }

  @Override
  public void ascend(
      float[] theta,
      float[] gradient,
      float[][] moments,
      int from,
      int to,
      long step,
      double rate) {
    float[] squares = moments[0];
    float eta = (float) rate;
    float tiny = (float) epsilon;
    for (int i = from; i < to; i++) {
      float g = gradient[i];
      float s = squares[i] + g * g;
      squares[i] = s;
      theta[i] += eta * g / ((float) Math.sqrt(s) + tiny);
    }
  }
}
