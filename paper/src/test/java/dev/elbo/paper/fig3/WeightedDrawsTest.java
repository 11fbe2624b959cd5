package dev.elbo.paper.fig3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.elbo.linalg.Matrix;
import dev.elbo.random.Purpose;
import dev.elbo.random.RandomStream;
import org.junit.jupiter.api.Test;

class WeightedDrawsTest {
  private static final int COUNT = 30_000;

  private final WeightedDraws draws =
      new WeightedDraws(1, RandomStream.of(1, Purpose.POSTERIOR_START, 0, 0));

  /** Draws 0, 1, … with log-weights that rise and fall: many more than there is room for. */
  private static double logWeight(int i) {
    return -400 + 3 * Math.sin(i * 0.01) + (i % 7);
  }

  private void add() {
    Matrix z = Matrix.zeros(1, 1);
    for (int i = 0; i < COUNT; i++) {
      z.set(0, 0, i);
      draws.add(z, 0, logWeight(i));
    }
  }

  @Test
  void sumsAreThoseOfAllDraws() {
    add();
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < COUNT; i++) {
      double weight = Math.exp(logWeight(i) + 400);
      sum += weight;
      squares += weight * weight;
    }
    assertThat(draws.logSum()).isCloseTo(Math.log(sum) - 400, within(1e-9));
    assertThat(draws.variance()).isCloseTo(squares / (sum * sum), within(1e-12));
  }

  /**
   * The share of draws with i % 7 = 6, and of those from the first half. Thinning to 1000 leaves a
   * standard error of at most 0.016 each time, the last few times above all.
   */
  @Test
  void drawsThatAreKeptStandForAll() {
    add();
    double all = 0;
    double sixes = 0;
    double early = 0;
    for (int i = 0; i < COUNT; i++) {
      double weight = Math.exp(logWeight(i) + 400);
      all += weight;
      sixes += i % 7 == 6 ? weight : 0;
      early += i < COUNT / 2 ? weight : 0;
    }
    Matrix sample = Matrix.zeros(4000, 1);
    draws.resample(sample);
    double sampledSixes = 0;
    double sampledEarly = 0;
    for (int r = 0; r < 4000; r++) {
      int i = (int) sample.get(r, 0);
      sampledSixes += i % 7 == 6 ? 1 : 0;
      sampledEarly += i < COUNT / 2 ? 1 : 0;
    }
    assertThat(sampledSixes / 4000).isCloseTo(sixes / all, within(0.08));
    assertThat(sampledEarly / 4000).isCloseTo(early / all, within(0.08));
  }

  @Test
  void whatIsFarBelowTheBestDoesNotCount() {
    Matrix z = Matrix.zeros(1, 1);
    draws.add(z, 0, -100);
    assertThat(draws.counts(-119)).isTrue();
    assertThat(draws.counts(-121)).isFalse();
    draws.add(z, 0, Double.NEGATIVE_INFINITY);
    assertThat(draws.logSum()).isEqualTo(-100);
  }
}
