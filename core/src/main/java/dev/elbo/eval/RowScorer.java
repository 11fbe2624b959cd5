package dev.elbo.eval;

import dev.elbo.data.RowReader;
import dev.elbo.linalg.Matrix;
import dev.elbo.model.Draws;
import dev.elbo.model.Vae;
import dev.elbo.nn.Weights;
import dev.elbo.parallel.Processors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Scores of rows, and what each column has to do with them, by the draws of {@link RowLikelihoods}:
 * a row's figures are a function of the row, the model and the number of samples.
 *
 * <p>Keep an instance: it holds room to compute in. Any number of threads may use it.
 */
public final class RowScorer {
  private static final int BLOCK = RowNoise.BLOCK;

  /** Dynamic binarisation sees the same use of a row in every call. */
  private static final long USE = 0;

  private final Vae vae;
  private final Weights weights;
  private final RowNoise noise;
  private final Queue<Room> rooms = new ConcurrentLinkedQueue<>();

  /** Begins without room; calls make as much as threads need at once. */
  public RowScorer(Vae vae, Weights weights) {
    this.vae = vae;
    this.weights = weights;
    noise = new RowNoise(vae.latentSize());
  }

  /** What one thread computes in. */
  private final class Room {
    private final Draws draws = new Draws(vae, 1, BLOCK);
    private final Matrix columns = Matrix.zeros(BLOCK, vae.dataSize());
    private final int[] index = new int[1];
  }

  /** The figures of one row. */
  private record RowScore(
      double logLikelihood, double bound, double reconstruction, List<Double> contributions) {}

  /**
   * Scores rows as the model sees them.
   *
   * @param samples k, draws of z for each row
   */
  public RowScores of(RowReader reader, int samples) {
    return of(reader, samples, new double[reader.data().rows() * reader.data().columns()]);
  }

  /**
   * Scores rows in other units than the model's.
   *
   * @param samples k, draws of z for each row
   * @param logJacobian (rows × columns), what is added to each cell's log-density, in nats
   */
  public RowScores of(RowReader reader, int samples, double[] logJacobian) {
    Evaluator.requirePositive(samples);
    int rows = reader.data().rows();
    RowScore[] scores = new RowScore[rows];
    int blocks = RowNoise.blocks(samples);
    float[][] epsilon = noise.first(blocks);
    int columns = vae.dataSize();
    Processors.share(
        rows,
        (long) blocks * BLOCK * vae.layout().size(),
        row -> {
          Room free = rooms.poll();
          Room room = free == null ? new Room() : free;
          double[] jacobian = Arrays.copyOfRange(logJacobian, row * columns, (row + 1) * columns);
          scores[row] = score(room, reader, row, epsilon, samples, jacobian);
          rooms.add(room);
        });
    return new RowScores(
        Arrays.stream(scores).map(RowScore::logLikelihood).toList(),
        Arrays.stream(scores).map(RowScore::bound).toList(),
        Arrays.stream(scores).map(RowScore::reconstruction).toList(),
        Arrays.stream(scores).map(RowScore::contributions).toList());
  }

  private RowScore score(
      Room room, RowReader reader, int row, float[][] epsilon, int samples, double[] jacobian) {
    Draws draws = room.draws;
    room.index[0] = row;
    reader.read(room.index, 0, 1, USE, draws.x());
    draws.encode(weights);
    WeighedColumns columns = new WeighedColumns(vae.dataSize());
    MarginalLikelihood marginal = new MarginalLikelihood();
    double reconstruction = 0;
    for (int first = 0; first < samples; first += BLOCK) {
      float[] vectors = epsilon[first / BLOCK];
      System.arraycopy(vectors, 0, draws.noise().array(), 0, vectors.length);
      draws.decode(weights, room.columns);
      for (int l = 0; l < Math.min(BLOCK, samples - first); l++) {
        double logWeight = draws.logWeight(l, 1);
        marginal.add(logWeight);
        reconstruction += draws.logPx(l);
        columns.add(logWeight, room.columns, l);
      }
    }
    double units = Arrays.stream(jacobian).sum();
    reconstruction = reconstruction / samples + units;
    return new RowScore(
        marginal.value() + units,
        reconstruction - draws.divergence(0),
        reconstruction,
        columns.means(jacobian));
  }

  /** Means of the columns' log-densities, each draw weighed by w/Σw, without overflow. */
  private static final class WeighedColumns {
    private final double[] sums;
    private double total;
    private double largest = Double.NEGATIVE_INFINITY;

    WeighedColumns(int columns) {
      sums = new double[columns];
    }

    void add(double logWeight, Matrix logProb, int draw) {
      if (logWeight > largest) {
        double shrink = Math.exp(largest - logWeight);
        total *= shrink;
        for (int d = 0; d < sums.length; d++) {
          sums[d] *= shrink;
        }
        largest = logWeight;
      }
      double weight = Math.exp(logWeight - largest);
      total += weight;
      for (int d = 0; d < sums.length; d++) {
        sums[d] += weight * logProb.get(draw, d);
      }
    }

    List<Double> means(double[] jacobian) {
      List<Double> means = new ArrayList<>(sums.length);
      for (int d = 0; d < sums.length; d++) {
        means.add(sums[d] / total + jacobian[d]);
      }
      return means;
    }
  }
}
