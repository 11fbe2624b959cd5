package dev.elbo.paper.estimators;

import dev.elbo.data.RowReader;
import dev.elbo.eval.MarginalLikelihood;
import dev.elbo.model.Draws;
import dev.elbo.model.Vae;
import dev.elbo.nn.Weights;
import dev.elbo.paper.frame.PartContext;
import dev.elbo.paper.frame.Table;
import dev.elbo.random.Purpose;
import dev.elbo.random.RandomStream;
import java.util.List;

/**
 * {@code IWAE eq. 8} as a function of k: L_k, mean over rows in nats, for several k from the same
 * draws. Of K draws of a row, K/k groups of k give as many estimates of its L_k, and their mean is
 * one without bias.
 *
 * @param most K
 * @param counts the k, none greater than K
 */
record BoundByDraws(int most, List<Integer> counts) {
  /** Draws at once: a product's nearly full speed. */
  private static final int BLOCK = 50;

  /** The estimate of one row's L_k, and its variance. */
  private record Estimate(double value, double variance) {}

  /**
   * Computes the bounds.
   *
   * @param seed of the draws
   * @return columns {@code k}, {@code bound}, {@code standard_error} of what the draws leave
   *     uncertain for these rows, {@code row_error} of what the choice of rows does
   */
  Table of(Vae vae, Weights weights, RowReader rows, long seed, PartContext context) {
    int count = rows.data().rows();
    Draws draws = new Draws(vae, 1, BLOCK);
    double[][] values = new double[counts.size()][count];
    double[] variances = new double[counts.size()];
    for (int i = 0; i < count; i++) {
      double[] logWeights = logWeights(draws, weights, rows, i, seed);
      for (int j = 0; j < counts.size(); j++) {
        Estimate estimate = estimate(logWeights, counts.get(j));
        values[j][i] = estimate.value;
        variances[j] += estimate.variance;
      }
      int done = i + 1;
      context.progress().at((double) done / count, () -> "row %d/%d".formatted(done, count));
    }
    Table.Builder table = Table.columns("k", "bound", "standard_error", "row_error");
    for (int j = 0; j < counts.size(); j++) {
      double mean = mean(values[j]);
      table.row(
          counts.get(j), mean, Math.sqrt(variances[j]) / count, standardError(values[j], mean));
    }
    return table.build();
  }

  private double[] logWeights(Draws draws, Weights weights, RowReader rows, int row, long seed) {
    rows.read(new int[] {row}, 0, 1, 0, draws.x());
    draws.encode(weights);
    double[] logWeights = new double[most];
    float[] noise = draws.noise().array();
    for (int first = 0; first < most; first += BLOCK) {
      RandomStream.of(seed, Purpose.EVALUATION_NOISE, row, first)
          .fillGaussian(noise, 0, noise.length);
      draws.decode(weights, Draws.Mode.VALUE);
      for (int l = first; l < Math.min(most, first + BLOCK); l++) {
        logWeights[l] = draws.logWeight(l - first, 1);
      }
    }
    return logWeights;
  }

  /** By groups; the variance of a single group's value is that of the delta method. */
  private static Estimate estimate(double[] logWeights, int k) {
    int groups = logWeights.length / k;
    double[] values = new double[groups];
    MarginalLikelihood last = new MarginalLikelihood();
    for (int g = 0; g < groups; g++) {
      last = new MarginalLikelihood();
      for (int l = g * k; l < (g + 1) * k; l++) {
        last.add(logWeights[l]);
      }
      values[g] = last.value();
    }
    double mean = mean(values);
    double error = standardError(values, mean);
    return new Estimate(mean, groups == 1 ? last.variance() : error * error);
  }

  private static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  /** Standard error of the mean of independent values. */
  private static double standardError(double[] values, double mean) {
    double squares = 0;
    for (double value : values) {
      squares += (value - mean) * (value - mean);
    }
    return Math.sqrt(squares / (values.length - 1) / values.length);
  }
}
