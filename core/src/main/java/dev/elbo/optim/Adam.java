package dev.elbo.optim;

/**
 * Adam (Kingma and Ba 2015, Algorithm 1), uphill: m ← β₁m + (1 − β₁)g, v ← β₂v + (1 − β₂)g², θ ← θ
 * + η m̂/(√v̂ + ε) with m̂ = m/(1 − β₁ᵗ) and v̂ = v/(1 − β₂ᵗ).
 *
 * @param rate η
 * @param beta1 β₁ in [0, 1)
 * @param beta2 β₂ in [0, 1)
 * @param epsilon ε
 */
public record Adam(double rate, double beta1, double beta2, double epsilon) implements Optimizer {
  /** The paper's settings: η = 0.001, β₁ = 0.9, β₂ = 0.999, ε = 10⁻⁸. */
  public static final Adam DEFAULT = new Adam(1e-3, 0.9, 0.999, 1e-8);

  public Adam {
    Optimizer.requirePositive("learning rate", rate);
    Optimizer.requireDecay("beta1", beta1);
    Optimizer.requireDecay("beta2", beta2);
    Optimizer.requirePositive("epsilon", epsilon);
  }

  @Override
  public Adam withRate(double rate) {
    return new Adam(rate, beta1, beta2, epsilon);
  }

  @Override
  public int moments() {
    return 2;
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
    float[] m = moments[0];
    float[] v = moments[1];
    float eta = (float) (rate / (1 - Math.pow(beta1, (double) step)));
    float correction = (float) (1 / (1 - Math.pow(beta2, (double) step)));
    float keep1 = (float) beta1;
    float take1 = (float) (1 - beta1);
    float keep2 = (float) beta2;
    float take2 = (float) (1 - beta2);
    float tiny = (float) epsilon;
    for (int i = from; i < to; i++) {
      float g = gradient[i];
      float first = keep1 * m[i] + take1 * g;
      float second = keep2 * v[i] + take2 * (g * g);
      m[i] = first;
      v[i] = second;
      theta[i] += eta * first / ((float) Math.sqrt(second * correction) + tiny);
    }
  }
}
