package dev.elbo.optim;

/** How the step size changes over a run: a factor on the optimiser's rate. */
public sealed interface Schedule {

  /**
   * The factor at a step.
   *
   * @param step 0 for the first of the run
   * @param steps planned steps of the run
   */
  double factor(long step, long steps);

  /** Always 1. */
  record Constant() implements Schedule {
    @Override
    public double factor(long step, long steps) {
      return 1;
    }
  }

  /**
   * 0 for the first steps, then 1. At 0 nothing moves while an optimiser's memory fills: Adagrad,
   * whose first step is the whole step size for every parameter, begins with about a tenth of it
   * after 100 steps.
   *
   * @param steps how many, 0 or more
   */
  record Delayed(int steps) implements Schedule {
    public Delayed {
      if (steps < 0) {
        throw new IllegalArgumentException("a delay has 0 or more steps, not " + steps);
      }
    }

    @Override
    public double factor(long step, long planned) {
      return step < steps ? 0 : 1;
    }
  }

  /** ½(1 + cos(π·step/steps)): from 1 to 0 (Loshchilov and Hutter 2017). */
  record Cosine() implements Schedule {
    @Override
    public double factor(long step, long steps) {
      double done = (double) Math.min(step, steps) / Math.max(1, steps);
      return 0.5 * (1 + Math.cos(Math.PI * done));
    }
  }

  /**
   * Multiplied by {@code drop} after each of {@code stages − 1} equal parts of the run.
   *
   * @param stages how many levels the rate has
   * @param drop factor from one to the next, in (0, 1]
   */
  record Step(int stages, double drop) implements Schedule {
    /** Three levels, each a tenth of the one before. */
    public static final Step DEFAULT = new Step(3, 0.1);

    public Step {
      if (stages < 1 || !(drop > 0 && drop <= 1)) {
        throw new IllegalArgumentException(
            "a step schedule needs stages of 1 or more and a drop in (0, 1], not %d and %s"
                .formatted(stages, drop));
      }
    }

    @Override
    public double factor(long step, long steps) {
      long stage = Math.min(stages - 1, step * stages / Math.max(1, steps));
      return Math.pow(drop, (double) stage);
    }
  }
}
