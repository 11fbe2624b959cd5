package dev.elbo.paper.estimators;

import dev.elbo.data.RowReader;
import dev.elbo.linalg.Precision;
import dev.elbo.model.DrawWeights;
import dev.elbo.model.Draws;
import dev.elbo.model.Vae;
import dev.elbo.nn.Block;
import dev.elbo.nn.BlockGradient;
import dev.elbo.nn.Parameters;
import dev.elbo.nn.Weights;
import dev.elbo.objective.Objective;
import dev.elbo.random.Purpose;
import dev.elbo.random.RandomStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The variance of a minibatch's gradient that the draws of z leave: Σᵢ Var(gᵢ) over the parameters
 * of each block, rows and parameters fixed, of the gradient of the mean bound a row, in nats².
 */
final class GradientVariance {
  private final Objective objective;
  private final RowReader rows;
  private final Draws draws;
  private final DrawWeights drawWeights;
  private final Parameters gradient;
  private final List<BlockGradient> pieces;

  /**
   * Room to measure in.
   *
   * @param rows of the minibatch, all of them
   */
  GradientVariance(Vae vae, Objective objective, RowReader rows) {
    this.objective = objective;
    this.rows = rows;
    int count = rows.data().rows();
    draws = new Draws(vae, count, objective.draws());
    drawWeights = new DrawWeights(count * objective.draws(), vae.latentSize());
    gradient = Parameters.zeros(vae.layout());
    pieces = BlockGradient.pieces(draws.terms(), vae.layout().size(), gradient);
  }

  /**
   * What a block of parameters has.
   *
   * @param parameters how many
   * @param variance Σᵢ Var(gᵢ)
   * @param signal Σᵢ E[gᵢ]², less what the variance makes of it
   */
  record OfBlock(String name, int parameters, double variance, double signal) {}

  /**
   * Measures.
   *
   * @param repeats draws of the noise of the whole minibatch, at least 2
   * @param seed of the noise
   * @return each block, then all of them as {@code total}
   */
  List<OfBlock> measure(Parameters parameters, int repeats, long seed) {
    Weights weights = Weights.of(parameters);
    int count = draws.rows();
    rows.read(IntStream.range(0, count).toArray(), 0, count, 0, draws.x());
    draws.encode(weights);
    double[] mean = new double[gradient.size()];
    double[] squares = new double[gradient.size()];
    for (int repeat = 1; repeat <= repeats; repeat++) {
      computeGradient(weights, repeat, seed);
      accumulate(repeat, mean, squares);
    }
    return figures(repeats, mean, squares);
  }

  private void computeGradient(Weights weights, int repeat, long seed) {
    RandomStream random = RandomStream.of(seed, Purpose.EVALUATION_NOISE, repeat, 0);
    random.fillGaussian(draws.noise().array(), 0, draws.noise().array().length);
    draws.decode(weights, Draws.Mode.GRADIENT);
    objective.weigh(draws, 1, drawWeights);
    draws.backward(weights, drawWeights, 1f / draws.rows());
    pieces.forEach(piece -> piece.compute(Precision.F32));
  }

  /** Welford's sums of squares about a running mean. */
  private void accumulate(int count, double[] mean, double[] squares) {
    float[] values = gradient.values();
    for (int i = 0; i < values.length; i++) {
      double difference = values[i] - mean[i];
      mean[i] += difference / count;
      squares[i] += difference * (values[i] - mean[i]);
    }
  }

  private List<OfBlock> figures(int repeats, double[] mean, double[] squares) {
    List<OfBlock> figures = new ArrayList<>();
    for (Block block : gradient.layout().blocks()) {
      figures.add(of(block.name(), block.offset(), block.end(), repeats, mean, squares));
    }
    figures.add(of("total", 0, mean.length, repeats, mean, squares));
    return figures;
  }

  private static OfBlock of(
      String name, int from, int to, int repeats, double[] mean, double[] squares) {
    double variance = 0;
    double signal = 0;
    for (int i = from; i < to; i++) {
      variance += squares[i] / (repeats - 1);
      signal += mean[i] * mean[i];
    }
    return new OfBlock(name, to - from, variance, signal - variance / repeats);
  }
}
