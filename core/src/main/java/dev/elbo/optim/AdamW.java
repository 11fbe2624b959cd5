package dev.elbo.optim;

/**
 * Adam with decoupled weight decay (Loshchilov and Hutter 2019): θ ← θ − ηλθ, then a step of {@link
 * Adam}.
 *
 * @param adam the step
 * @param weightDecay λ, 0 or more
 */
public record AdamW(Adam adam, double weightDecay) implements Optimizer {
  /** {@link Adam#DEFAULT} and λ = 0.01. */
  public static final AdamW DEFAULT = new AdamW(Adam.DEFAULT, 0.01);

  public AdamW {
    if (!(weightDecay >= 0 && weightDecay < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "weight decay must be a finite number, 0 or more, not " + weightDecay);
    }
  }

  @Override
  public double rate() {
    return adam.rate();
  }

  @Override
  public AdamW withRate(double rate) {
    return new AdamW(adam.withRate(rate), weightDecay);
  }

  @Override
  public int moments() {
    return adam.moments();
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
    float keep = (float) (1 - rate * weightDecay);
    for (int i = from; i < to; i++) {
      theta[i] *= keep;
    }
    adam.ascend(theta, gradient, moments, from, to, step, rate);
  }
}
