package dev.elbo.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.elbo.Training;
import dev.elbo.data.Dataset;
import dev.elbo.distribution.Bernoulli;
import dev.elbo.distribution.DiagonalGaussian;
import dev.elbo.distribution.DiagonalGaussian.MeanRange;
import dev.elbo.distribution.DiagonalGaussian.Variance;
import dev.elbo.distribution.Likelihood;
import dev.elbo.distribution.LogVarianceBounds;
import dev.elbo.linalg.Matrix;
import dev.elbo.linalg.Precision;
import dev.elbo.model.Architecture;
import dev.elbo.model.DrawWeights;
import dev.elbo.model.Draws;
import dev.elbo.model.Vae;
import dev.elbo.nn.Activation;
import dev.elbo.nn.Block;
import dev.elbo.nn.BlockGradient;
import dev.elbo.nn.Parameters;
import dev.elbo.nn.Weights;
import dev.elbo.objective.SgvbB;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * The numbers of {@code docs/appendix-c.md}, worked out once more from the formulas in double
 * precision, and by the library.
 */
class AppendixCNumbersTest {
  private static final String PAGE = Pages.read("docs/appendix-c.md");
  private static final double LOG_2PI = Math.log(2 * Math.PI);

  private static final double EPSILON = 0.5;
  private static final double[] X = {1, 0};

  // the forward pass, with the names of the page
  private static final double H_ENCODER = Math.tanh(0.5);
  private static final double MU = 2 * H_ENCODER;
  private static final double LOG_VARIANCE = -H_ENCODER - 1;
  private static final double VARIANCE = Math.exp(LOG_VARIANCE);
  private static final double SIGMA = Math.sqrt(VARIANCE);
  private static final double Z = MU + SIGMA * EPSILON;
  private static final double KL = 0.5 * (MU * MU + VARIANCE - 1 - LOG_VARIANCE);
  private static final double H = Math.tanh(Z);
  private static final double[] LOGITS = {2 * H, -3 * H};
  private static final double[] MEANS = {H, H / 2};
  private static final double[] LOG_VARIANCES = {-2 * H, -H};

  private static double softplus(double a) {
    return Math.log(1 + Math.exp(a));
  }

  private static double sigmoid(double a) {
    return 1 / (1 + Math.exp(-a));
  }

  private static double bernoulli(int i) {
    return X[i] * LOGITS[i] - softplus(LOGITS[i]);
  }

  private static double gaussian(int i) {
    double error = X[i] - MEANS[i];
    return -0.5 * (LOG_2PI + LOG_VARIANCES[i] + error * error / Math.exp(LOG_VARIANCES[i]));
  }

  /** ∂ log p(x|z)/∂z of the Bernoulli decoder. */
  private static double g() {
    return (2 * (X[0] - sigmoid(LOGITS[0])) - 3 * (X[1] - sigmoid(LOGITS[1]))) * (1 - H * H);
  }

  private static final List<Double> RESULTS =
      List.of(
          // forward, Bernoulli
          H_ENCODER,
          MU,
          LOG_VARIANCE,
          SIGMA,
          Z,
          KL,
          H,
          LOGITS[0],
          LOGITS[1],
          bernoulli(0),
          bernoulli(1),
          bernoulli(0) + bernoulli(1),
          bernoulli(0) + bernoulli(1) - KL,
          // Gaussian
          MEANS[0],
          MEANS[1],
          LOG_VARIANCES[0],
          LOG_VARIANCES[1],
          gaussian(0),
          gaussian(1),
          gaussian(0) + gaussian(1),
          gaussian(0) + gaussian(1) - KL,
          // backward, Bernoulli
          X[0] - sigmoid(LOGITS[0]),
          X[1] - sigmoid(LOGITS[1]),
          g(),
          g() - MU,
          0.5 * g() * SIGMA * EPSILON + 0.5 * (1 - VARIANCE));

  /** What stands inside a formula of the example and is no result. */
  private static final List<Double> INTERMEDIATE =
      List.of(
          MU * MU,
          VARIANCE,
          LOG_2PI,
          X[0] - MEANS[0],
          X[1] - MEANS[1],
          Math.exp(LOG_VARIANCES[0]),
          Math.exp(LOG_VARIANCES[1]));

  private static final Pattern NUMBER = Pattern.compile("\\d+\\.\\d{4}(?!\\d)");

  private static String printed(double value) {
    return String.format(Locale.ROOT, "%.4f", value).replace('-', '−');
  }

  private static List<String> example() {
    return Pages.blocks(Pages.section(PAGE, "## One row by hand"), "text").stream()
        .flatMap(String::lines)
        .filter(line -> !line.isBlank())
        .toList();
  }

  @Test
  void everyLineOfTheExampleEndsInItsResult() {
    List<String> ends = new ArrayList<>();
    for (String line : example()) {
      ends.add(line.substring(line.lastIndexOf('=') + 1).strip());
    }
    assertThat(ends).isEqualTo(RESULTS.stream().map(AppendixCNumbersTest::printed).toList());
  }

  @Test
  void everyNumberInTheExampleIsOneOfTheComputed() {
    Set<String> known = new TreeSet<>();
    RESULTS.forEach(value -> known.add(printed(Math.abs(value))));
    INTERMEDIATE.forEach(value -> known.add(printed(Math.abs(value))));
    for (String line : example()) {
      assertThat(known)
          .as(line)
          .containsAll(NUMBER.matcher(line).results().map(MatchResult::group).toList());
    }
  }

  @Test
  void libraryAgreesWithTheExample() {
    Pass bernoulli = new Pass(new Bernoulli(2), 2, -3, 0, 0);
    assertThat(bernoulli.bound).isCloseTo(RESULTS.get(12), within(2e-6));
    assertThat(bernoulli.gradient("encoder.mean.bias")).isCloseTo(g() - MU, within(2e-6));
    assertThat(bernoulli.gradient("encoder.log_variance.bias"))
        .isCloseTo(RESULTS.get(RESULTS.size() - 1), within(2e-6));
    Likelihood likelihood =
        new DiagonalGaussian(2, Variance.PER_ROW, MeanRange.REAL, LogVarianceBounds.NONE);
    Pass gaussian = new Pass(likelihood, 1, 0.5f, 0, 0, -2, -1, 0, 0);
    assertThat(gaussian.bound).isCloseTo(RESULTS.get(20), within(2e-6));
  }

  /** The example's pass through the library. */
  private static final class Pass {
    private final Parameters gradient;
    final double bound;

    Pass(Likelihood likelihood, float... heads) {
      Vae vae =
          Vae.of(
              new Architecture(
                  likelihood,
                  List.of(1),
                  1,
                  Activation.TANH,
                  Architecture.Weights.SEPARATE,
                  LogVarianceBounds.NONE));
      Parameters p = Parameters.zeros(vae.layout());
      float[] first = {0.5f, -1, 0, 2, 0, -1, -1, 1, 0};
      System.arraycopy(first, 0, p.values(), 0, first.length);
      System.arraycopy(heads, 0, p.values(), first.length, heads.length);
      Draws draws = new Draws(vae, 1, 1);
      draws.x().set(0, 0, (float) X[0]);
      draws.x().set(0, 1, (float) X[1]);
      draws.noise().set(0, 0, (float) EPSILON);
      Weights w = Weights.of(p);
      draws.encode(w);
      draws.decode(w, Draws.Mode.GRADIENT);
      DrawWeights weights = new DrawWeights(1, 1);
      bound = new SgvbB(1).weigh(draws, 1, weights);
      gradient = Parameters.zeros(vae.layout());
      draws.backward(w, weights, 1);
      BlockGradient.pieces(draws.terms(), 4, gradient)
          .forEach(piece -> piece.compute(Precision.F32));
    }

    double gradient(String name) {
      Block block =
          gradient.layout().blocks().stream()
              .filter(b -> b.name().equals(name))
              .findFirst()
              .orElseThrow();
      return gradient.matrix(block).get(0, 0);
    }
  }

  @Test
  void constantOfTheGaussian() {
    assertThat(PAGE).contains("½ log 2π = 0.9189 nats");
    assertThat(LOG_2PI / 2).isCloseTo(0.9189, within(5e-5));
  }

  @Test
  void logitsDoNotSaturateWhereTheSigmoidDoes() {
    assertThat((float) sigmoid(20)).isEqualTo(1f);
    for (float logit : new float[] {20, 1e6f}) {
      Matrix h = Matrix.view(1, 1, new float[] {logit}, 0);
      double[] logProb = new double[1];
      new Bernoulli(1).logProbAndGradient(h, Matrix.zeros(1, 1), 1, new float[4][1], logProb);
      assertThat(logProb[0]).isCloseTo((double) -logit, within(1e-5));
      assertThat((double) h.get(0, 0)).isCloseTo(-1, within(1e-6));
    }
  }

  /** The page's −0.0025 and 0: what the default bounds make of a raw 0. */
  @Test
  void defaultBoundsAtZero() {
    assertThat(bounded(LogVarianceBounds.ENCODER)).isCloseTo(-0.0025, within(5e-5));
    assertThat(bounded(LogVarianceBounds.DECODER)).isCloseTo(0, within(1e-6));
  }

  private static double bounded(LogVarianceBounds bounds) {
    float[] values = {0};
    bounds.apply(values, new float[1], new float[1], 1);
    return values[0];
  }

  /** Decision 4: beyond a bound the slope falls to 10⁻⁷, where float32 ends, and stays above 0. */
  @Test
  void slopeOfTheBoundNeverReachesZero() {
    for (float distance : new float[] {1, 10, 20, 1e3f, 1e30f}) {
      float[] slopes = new float[2];
      float[] values = {-14 - distance, 14 + distance};
      LogVarianceBounds.DECODER.apply(values, slopes, new float[2], 2);
      assertThat(slopes[0]).isGreaterThan(5e-8f);
      assertThat(slopes[1]).isGreaterThan(5e-8f);
    }
  }

  /** The page's 6.1 nats: all that a column can gain at the decoder's floor. */
  @Test
  void floorLimitsWhatAColumnGains() {
    Likelihood gaussian = DiagonalGaussian.of(1);
    Matrix h = Matrix.view(1, 2, new float[] {0.3f, -1000}, 0);
    double[] logProb = new double[1];
    gaussian.logProb(h, Matrix.view(1, 1, new float[] {0.3f}, 0), 1, new float[6][1], logProb);
    assertThat(logProb[0]).isCloseTo(0.5 * (14 - LOG_2PI), within(1e-5));
    assertThat(logProb[0]).isCloseTo(6.1, within(0.05));
  }

  /**
   * At y = ½ the mass function of grey values is ½ everywhere on [0, 1], and so is its integral.
   */
  @Test
  void greyValuesUnderBernoulliAreNoDensity() {
    double y = 0.5;
    int steps = 1000;
    double integral = 0;
    for (int i = 0; i < steps; i++) {
      double x = (i + 0.5) / steps;
      integral += Math.pow(y, x) * Math.pow(1 - y, 1 - x) / steps;
    }
    assertThat(integral).isCloseTo(0.5, within(1e-12));
    float[][] grey = {{0.5f}, {0}};
    float[][] binary = {{1}, {0}};
    assertThat(Training.on(Dataset.ofFloats("set", grey)).notices()).hasSize(1);
    assertThat(Training.on(Dataset.ofFloats("set", grey)).gaussian().notices()).isEmpty();
    assertThat(Training.on(Dataset.ofFloats("set", binary)).notices()).isEmpty();
  }

  /** Concave in log σ² everywhere, in σ only where σ² ≤ 3e². */
  @Test
  void curvatureInLogVarianceAndInSigma() {
    double e = 0.7;
    for (double s = -4; s <= 4; s += 0.5) {
      double sigma = Math.exp(s / 2);
      double inLogVariance = -0.5 * e * e / (sigma * sigma);
      double inSigma = 1 / (sigma * sigma) - 3 * e * e / Math.pow(sigma, 4);
      assertThat(curvature(v -> -0.5 * (v + e * e * Math.exp(-v)), s))
          .isCloseTo(inLogVariance, within(1e-5 * (1 + Math.abs(inLogVariance))));
      assertThat(curvature(v -> -Math.log(v) - e * e / (2 * v * v), sigma))
          .isCloseTo(inSigma, within(1e-3 * (1 + Math.abs(inSigma))));
    }
  }

  private interface Function {
    double at(double v);
  }

  private static double curvature(Function f, double at) {
    double d = 1e-4 * Math.max(1, at);
    return (f.at(at + d) - 2 * f.at(at) + f.at(at - d)) / (d * d);
  }
}
