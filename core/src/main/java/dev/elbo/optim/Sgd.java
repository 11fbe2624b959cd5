package dev.elbo.optim;

/**
 * Stochastic gradient ascent with momentum: v ← μv + g, θ ← θ + ηv.
 *
 * @param rate η
 * @param momentum μ in [0, 1); 0 is plain gradient ascent
 */
public record Sgd(double rate, double momentum) implements Optimizer {
  /** η = 0.01, μ = 0.9. */
  public static final Sgd DEFAULT = new Sgd(0.01, 0.9);

  public Sgd {
    Optimizer.requirePositive("learning rate", rate);
    Optimizer.requireDecay("momentum", momentum);
  }

  @Override
  public Sgd withRate(double rate) {
    return new Sgd(rate, momentum);
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
    float[] velocity = moments[0];
    float eta = (float) rate;
    float mu = (float) momentum;
    for (int i = from; i < to; i++) {
      float v = mu * velocity[i] + gradient[i];
      velocity[i] = v;
      theta[i] += eta * v;
    }
  }
}
