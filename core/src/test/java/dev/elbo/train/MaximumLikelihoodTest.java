package dev.elbo.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elbo.data.Binarization;
import dev.elbo.data.Dataset;
import dev.elbo.data.RowReader;
import dev.elbo.distribution.DiagonalGaussian;
import dev.elbo.distribution.DiagonalGaussian.MeanRange;
import dev.elbo.distribution.DiagonalGaussian.Variance;
import dev.elbo.distribution.LogVarianceBounds;
import dev.elbo.eval.Evaluation;
import dev.elbo.eval.Evaluator;
import dev.elbo.model.Architecture;
import dev.elbo.model.Vae;
import dev.elbo.nn.Activation;
import dev.elbo.nn.Weights;
import dev.elbo.objective.SgvbB;
import dev.elbo.optim.Adam;
import dev.elbo.parallel.Workers;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Training against a maximum that is known in closed form: rows of one linear latent in three
 * columns, x = wz + sε.
 *
 * <p>Probabilistic PCA (Tipping and Bishop 1999) has the largest mean log-likelihood −½ (D log 2π +
 * log λ₁ + (D − 1) log σ² + D), λ₁ the largest eigenvalue of the sample covariance S and σ² the
 * mean of the others; no Gaussian has more than −½ (D log 2π + log |S| + D). A model with σ learned
 * a column can do at least as well as the first and, as far as it stays linear, no better than the
 * second.
 */
class MaximumLikelihoodTest {
  private static final int ROWS = 1000;
  private static final double[] W = {1.5, -1, 0.5};
  private static final double DEVIATION = 0.5;

  /** In nats a row: how far from the closed form training may end. */
  private static final double MARGIN = 0.03;

  private final float[][] rows = draw();
  private final double[][] covariance = covariance(rows);

  private static float[][] draw() {
    Random random = new Random(4);
    float[][] drawn = new float[ROWS][3];
    for (float[] row : drawn) {
      double z = random.nextGaussian();
      for (int i = 0; i < 3; i++) {
        row[i] = (float) (W[i] * z + DEVIATION * random.nextGaussian());
      }
    }
    return drawn;
  }

  private static double[][] covariance(float[][] x) {
    double[] mean = new double[3];
    double[][] s = new double[3][3];
    for (float[] row : x) {
      for (int i = 0; i < 3; i++) {
        mean[i] += row[i] / (double) x.length;
      }
    }
    for (float[] row : x) {
      for (int i = 0; i < 3; i++) {
        for (int j = 0; j < 3; j++) {
          s[i][j] += (row[i] - mean[i]) * (row[j] - mean[j]) / x.length;
        }
      }
    }
    return s;
  }

  private double trace() {
    return covariance[0][0] + covariance[1][1] + covariance[2][2];
  }

  private double determinant() {
    double[][] s = covariance;
    return s[0][0] * (s[1][1] * s[2][2] - s[1][2] * s[2][1])
        - s[0][1] * (s[1][0] * s[2][2] - s[1][2] * s[2][0])
        + s[0][2] * (s[1][0] * s[2][1] - s[1][1] * s[2][0]);
  }

  /** λ₁ by the power method. */
  private double largestEigenvalue() {
    double[] v = {1, 0, 0};
    double length = 1;
    for (int step = 0; step < 1000; step++) {
      double[] next = new double[3];
      double squares = 0;
      for (int i = 0; i < 3; i++) {
        for (int j = 0; j < 3; j++) {
          next[i] += covariance[i][j] * v[j] / length;
        }
        squares += next[i] * next[i];
      }
      v = next;
      length = Math.sqrt(squares);
    }
    return length;
  }

  private static double gaussian(double logDeterminant) {
    return -0.5 * (3 * Math.log(2 * Math.PI) + logDeterminant + 3);
  }

  @Test
  void trainingReachesTheMaximum() {
    double largest = largestEigenvalue();
    double noise = (trace() - largest) / 2;
    double pca = gaussian(Math.log(largest) + 2 * Math.log(noise));
    double best = gaussian(Math.log(determinant()));
    assertThat(best).isBetween(pca, pca + 0.01);

    Vae vae =
        Vae.of(
            new Architecture(
                new DiagonalGaussian(3, Variance.SHARED, MeanRange.REAL, LogVarianceBounds.DECODER),
                List.of(8),
                1,
                Activation.TANH,
                Architecture.Weights.SEPARATE,
                LogVarianceBounds.ENCODER));
    RowReader reader = RowReader.of(Dataset.ofFloats("rows", rows), Binarization.NONE, 1);
    TrainOptions options =
        Runs.options(150).objective(new SgvbB(1)).optimizer(Adam.DEFAULT.withRate(0.01)).build();
    TrainingResult result = Runs.run(vae, options, reader);
    try (Workers workers = new Workers(2)) {
      Evaluation e =
          Evaluator.of(vae, 200, workers).evaluate(Weights.of(result.parameters()), reader, 200, 1);
      assertThat(e.logLikelihood()).isBetween(pca - MARGIN, best + MARGIN);
      // the posterior of a linear model is in reach of the encoder: the bound is almost tight
      assertThat(e.elbo()).isBetween(pca - 2 * MARGIN, best + MARGIN);
    }
  }
}
