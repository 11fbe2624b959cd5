package dev.elbo.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each rule against its formula in double, entry by entry over a run of steps. */
class OptimizerTest {
  private static final int SIZE = 41;
  private static final int STEPS = 50;

  /** One parameter's rule in double, with its memory. */
  private interface Rule {
    double step(double theta, double gradient, int step, double rate);
  }

  static Stream<Arguments> rules() {
    return Stream.of(
        rule(new Sgd(0.05, 0), () -> (theta, g, t, rate) -> theta + rate * g),
        rule(Sgd.DEFAULT, () -> momentum(0.9)),
        rule(Adagrad.DEFAULT, () -> adagrad(1e-8)),
        rule(new Adagrad(0.1, 0.01), () -> adagrad(0.01)),
        rule(Adam.DEFAULT, () -> adam(0.9, 0.999, 1e-8, 0)),
        rule(new Adam(0.02, 0, 0.5, 0.1), () -> adam(0, 0.5, 0.1, 0)),
        rule(AdamW.DEFAULT, () -> adam(0.9, 0.999, 1e-8, 0.01)),
        rule(new AdamW(new Adam(0.01, 0.5, 0.9, 1e-6), 2), () -> adam(0.5, 0.9, 1e-6, 2)));
  }

  private static Arguments rule(Optimizer optimizer, Supplier<Rule> exact) {
    return Arguments.of(optimizer, exact);
  }

  private static Rule momentum(double mu) {
    double[] v = new double[1];
    return (theta, g, t, rate) -> {
      v[0] = mu * v[0] + g;
      return theta + rate * v[0];
    };
  }

  private static Rule adagrad(double epsilon) {
    double[] s = new double[1];
    return (theta, g, t, rate) -> {
      s[0] += g * g;
      return theta + rate * g / (Math.sqrt(s[0]) + epsilon);
    };
  }

  private static Rule adam(double beta1, double beta2, double epsilon, double decay) {
    double[] m = new double[1];
    double[] v = new double[1];
    return (theta, g, t, rate) -> {
      m[0] = beta1 * m[0] + (1 - beta1) * g;
      v[0] = beta2 * v[0] + (1 - beta2) * g * g;
      double mHat = m[0] / (1 - Math.pow(beta1, t));
      double vHat = v[0] / (1 - Math.pow(beta2, t));
      return theta - rate * decay * theta + rate * mHat / (Math.sqrt(vHat) + epsilon);
    };
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rules")
  void agreesWithTheFormulaTo1e5OfTheWay(Optimizer optimizer, Supplier<Rule> exact) {
    Run run = new Run(optimizer);
    double[] theta = new double[SIZE];
    Rule[] rules = new Rule[SIZE];
    for (int i = 0; i < SIZE; i++) {
      theta[i] = run.theta[i];
      rules[i] = exact.get();
    }
    double[] way = new double[SIZE];
    for (int t = 1; t <= STEPS; t++) {
      run.step(t, 0, SIZE);
      for (int i = 0; i < SIZE; i++) {
        double next = rules[i].step(theta[i], run.gradient[i], t, run.rate(t));
        way[i] += Math.abs(next - theta[i]);
        theta[i] = next;
        assertThat((double) run.theta[i])
            .as("step %d, entry %d", t, i)
            .isCloseTo(theta[i], within(1e-5 * way[i] + t * 0x1p-24));
      }
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rules")
  void stepsOverPartsGiveTheSameBitsAsOneStep(Optimizer optimizer, Supplier<Rule> exact) {
    Run whole = new Run(optimizer);
    Run parts = new Run(optimizer);
    for (int t = 1; t <= STEPS; t++) {
      whole.step(t, 0, SIZE);
      parts.drawGradient(t);
      parts.ascend(t, 33, SIZE);
      parts.ascend(t, 0, 7);
      parts.ascend(t, 8, 33);
      parts.ascend(t, 7, 8);
    }
    assertThat(parts.theta).containsExactly(whole.theta);
    assertThat(parts.moments).isDeepEqualTo(whole.moments);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rules")
  void entriesOutsideTheRangeAreLeftAlone(Optimizer optimizer, Supplier<Rule> exact) {
    Run run = new Run(optimizer);
    float[] before = run.theta.clone();
    run.step(1, 5, 9);
    for (int i = 0; i < SIZE; i++) {
      assertThat(run.theta[i] != before[i]).as("entry %d", i).isEqualTo(i >= 5 && i < 9);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rules")
  void firstStepGoesUphill(Optimizer optimizer, Supplier<Rule> exact) {
    float[] theta = {0, 0};
    optimizer.ascend(
        theta, new float[] {2, -3}, new float[optimizer.moments()][2], 0, 2, 1, optimizer.rate());
    assertThat(theta[0]).isPositive();
    assertThat(theta[1]).isNegative();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rules")
  void zeroGradientFromTheStartKeepsZero(Optimizer optimizer, Supplier<Rule> exact) {
    float[] theta = new float[3];
    for (int t = 1; t <= 3; t++) {
      optimizer.ascend(
          theta, new float[3], new float[optimizer.moments()][3], 0, 3, t, optimizer.rate());
    }
    assertThat(theta).containsOnly(0);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rules")
  void withRateChangesTheRateOnly(Optimizer optimizer, Supplier<Rule> exact) {
    Optimizer other = optimizer.withRate(0.125);
    assertThat(other.rate()).isEqualTo(0.125);
    assertThat(other).hasSameClassAs(optimizer);
    assertThat(other.withRate(optimizer.rate())).isEqualTo(optimizer);
  }

  /** After very many steps the bias corrections are 1, not 0/0. */
  @Test
  void adamStaysFiniteAtAnyStep() {
    float[] theta = {1};
    float[][] moments = new float[2][1];
    for (long step : new long[] {1, 1_000_000_000L, Long.MAX_VALUE}) {
      Adam.DEFAULT.ascend(theta, new float[] {1e-30f}, moments, 0, 1, step, 1e-3);
      assertThat(theta[0]).isFinite();
    }
  }

  @Test
  void adamWithoutDecayIsAdam() {
    Run plain = new Run(Adam.DEFAULT);
    Run decayed = new Run(new AdamW(Adam.DEFAULT, 0));
    for (int t = 1; t <= STEPS; t++) {
      plain.step(t, 0, SIZE);
      decayed.step(t, 0, SIZE);
    }
    assertThat(decayed.theta).containsExactly(plain.theta);
  }

  @Test
  void settingsOutsideTheirRangeAreNamed() {
    refused(() -> new Sgd(0, 0.5), "learning rate must be a positive number, not 0.0");
    refused(() -> new Sgd(Double.NaN, 0.5), "learning rate must be a positive number, not NaN");
    refused(() -> new Sgd(0.1, 1), "momentum must lie in [0, 1), not 1.0");
    refused(() -> new Sgd(0.1, -0.1), "momentum must lie in [0, 1), not -0.1");
    refused(
        () -> new Adagrad(Double.POSITIVE_INFINITY, 1e-8),
        "learning rate must be a positive number, not Infinity");
    refused(() -> new Adagrad(0.1, 0), "epsilon must be a positive number, not 0.0");
    refused(
        () -> new Adam(-1, 0.9, 0.999, 1e-8), "learning rate must be a positive number, not -1.0");
    refused(() -> new Adam(0.1, 1, 0.999, 1e-8), "beta1 must lie in [0, 1), not 1.0");
    refused(() -> new Adam(0.1, 0.9, Double.NaN, 1e-8), "beta2 must lie in [0, 1), not NaN");
    refused(() -> new Adam(0.1, 0.9, 0.999, 0), "epsilon must be a positive number, not 0.0");
    refused(
        () -> new AdamW(Adam.DEFAULT, Double.POSITIVE_INFINITY),
        "weight decay must be a finite number, 0 or more, not Infinity");
    refused(
        () -> new AdamW(Adam.DEFAULT, -1),
        "weight decay must be a finite number, 0 or more, not -1.0");
    refused(() -> Adam.DEFAULT.withRate(0), "learning rate must be a positive number, not 0.0");
  }

  private static void refused(Supplier<Optimizer> settings, String message) {
    assertThatIllegalArgumentException().isThrownBy(settings::get).withMessage(message);
  }

  /** Parameters under a rule, with gradients of very different sizes and a rate that changes. */
  private static final class Run {
    private final Optimizer optimizer;
    private final float[] theta = new float[SIZE];
    private final float[] gradient = new float[SIZE];
    private final float[][] moments;

    Run(Optimizer optimizer) {
      this.optimizer = optimizer;
      moments = new float[optimizer.moments()][SIZE];
      Random random = new Random(3);
      for (int i = 0; i < SIZE; i++) {
        theta[i] = 2 * random.nextFloat() - 1;
      }
    }

    double rate(int step) {
      return optimizer.rate() * (1 - 0.01 * step);
    }

    void drawGradient(int step) {
      Random random = new Random(100 + step);
      for (int i = 0; i < SIZE; i++) {
        gradient[i] = (float) (random.nextGaussian() * Math.pow(10, i % 5 - 3));
      }
    }

    void ascend(int step, int from, int to) {
      optimizer.ascend(theta, gradient, moments, from, to, step, rate(step));
    }

    void step(int step, int from, int to) {
      drawGradient(step);
      ascend(step, from, to);
    }
  }
}
