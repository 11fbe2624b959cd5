package dev.elbo.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class FittedGaussianTest {

  /** Mean 2, sample variance 4: −½ (log 2π + log 4 + (v − 2)²/4). */
  @Test
  void oneDimensionByHand() {
    FittedGaussian gaussian = FittedGaussian.of(new float[][] {{0}, {2}, {4}});
    for (float v : new float[] {-3, 0, 2, 7}) {
      double exact = -0.5 * (Math.log(2 * Math.PI) + Math.log(4) + (v - 2) * (v - 2) / 4.0);
      assertThat(gaussian.logProb(new float[] {v})).isCloseTo(exact, within(1e-5));
    }
  }

  /** Covariance (2, 1; 1, 2), whose inverse is (2, −1; −1, 2)/3 and determinant 3. */
  @Test
  void twoDimensionsByHand() {
    float root = (float) Math.sqrt(1.5);
    float half = (float) Math.sqrt(0.5);
    // along (1, 1) the variance is 3, along (1, −1) it is 1; the divisor is 4 − 1
    float[][] points = {
      {1 + 1.5f, 1.5f},
      {1 - 1.5f, -1.5f},
      {1 + root * half, -root * half},
      {1 - root * half, root * half}
    };
    FittedGaussian gaussian = FittedGaussian.of(points);
    for (float[] v : new float[][] {{1, 0}, {0, 0}, {3, -2}, {-1, 4}}) {
      double a = v[0] - 1;
      double b = v[1];
      double distance = (2 * a * a - 2 * a * b + 2 * b * b) / 3;
      double exact = -0.5 * (2 * Math.log(2 * Math.PI) + Math.log(3) + distance);
      assertThat(gaussian.logProb(v)).isCloseTo(exact, within(1e-4));
    }
  }

  /** Ten dimensions of very different width: the density of the points' own distribution. */
  @Test
  void manyPointsGiveTheirDistribution() {
    Random random = new Random(1);
    int d = 10;
    float[][] points = new float[200_000][d];
    for (float[] point : points) {
      for (int j = 0; j < d; j++) {
        point[j] = (float) (j + Math.pow(2, j - 5) * random.nextGaussian());
      }
    }
    FittedGaussian gaussian = FittedGaussian.of(points);
    double mean = 0;
    for (int i = 0; i < 1000; i++) {
      double exact = 0;
      for (int j = 0; j < d; j++) {
        double u = (points[i][j] - j) / Math.pow(2, j - 5);
        exact -= 0.5 * (Math.log(2 * Math.PI) + u * u) + (j - 5) * Math.log(2);
      }
      double difference = gaussian.logProb(points[i]) - exact;
      assertThat(difference).isCloseTo(0, within(0.2));
      mean += difference / 1000;
    }
    // 65 fitted numbers, each off by 1/√400,000 of a unit of its own
    assertThat(mean).isCloseTo(0, within(0.01));
  }

  /** Points in a line have a density in the plane, large on the line and small off it. */
  @Test
  void pointsInALineAreNoFailure() {
    float[][] points = {{0, 0}, {1, 2}, {2, 4}, {3, 6}};
    FittedGaussian gaussian = FittedGaussian.of(points);
    assertThat(gaussian.logProb(points[1])).isFinite().isPositive();
    assertThat(gaussian.logProb(new float[] {2, 1})).isFinite().isLessThan(-1000);
  }
}
