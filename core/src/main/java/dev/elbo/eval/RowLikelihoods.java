package dev.elbo.eval;

import dev.elbo.data.RowReader;
import dev.elbo.model.Draws;
import dev.elbo.model.Vae;
import dev.elbo.nn.Weights;
import dev.elbo.parallel.Processors;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * log p(x) of rows one by one, by importance sampling ({@code IWAE eq. 8}) with one fixed set of
 * noise vectors for all rows.
 *
 * <p>Every row is computed by itself, its draws in blocks of one fixed size. So a row's value is a
 * function of the row, the model and the number of samples: the same alone, among others, in
 * another order, on any number of threads. What rows have in common, their noise, makes their
 * estimates differ less from each other; for a mean over rows with an error bar use {@link
 * Evaluator}. Keep an instance: it holds room to compute in. Any number of threads may use it.
 */
public final class RowLikelihoods {
  private static final int BLOCK = RowNoise.BLOCK;

  /** Dynamic binarisation sees the same use of a row in every call. */
  private static final long USE = 0;

  private final Vae vae;
  private final Weights weights;
  private final Queue<Room> rooms = new ConcurrentLinkedQueue<>();
  private final RowNoise noise;

  /** Begins without room; calls make as much as threads need at once. */
  public RowLikelihoods(Vae vae, Weights weights) {
    this.vae = vae;
    this.weights = weights;
    noise = new RowNoise(vae.latentSize());
  }

  /** What one thread computes in. */
  private final class Room {
    private final Draws draws = new Draws(vae, 1, BLOCK);
    private final int[] index = new int[1];

    void encode(RowReader reader, int row) {
      index[0] = row;
      reader.read(index, 0, 1, USE, draws.x());
      draws.encode(weights);
    }

    /** log w of draws [BLOCK·block, …), as many as {@code logWeights} has room for. */
    void draw(float[] epsilon, int block, double[] logWeights) {
      System.arraycopy(epsilon, 0, draws.noise().array(), 0, epsilon.length);
      draws.decode(weights, Draws.Mode.VALUE);
      int first = block * BLOCK;
      int end = Math.min(logWeights.length, first + BLOCK);
      for (int l = first; l < end; l++) {
        logWeights[l] = draws.logWeight(l - first, 1);
      }
    }
  }

  /**
   * log p(x) of each row in nats, higher is better.
   *
   * @param samples k, draws of z for each row
   */
  public double[] of(RowReader reader, int samples) {
    Evaluator.requirePositive(samples);
    int rows = reader.data().rows();
    int blocks = RowNoise.blocks(samples);
    float[][] epsilon = noise.first(blocks);
    double[][] logWeights = new double[rows][samples];
    int parts = rows == 1 ? blocks : 1; // of a row that comes alone, threads share the draws
    Processors.share(
        rows * parts,
        (long) blocks / parts * BLOCK * vae.layout().size(),
        task -> {
          Room free = rooms.poll();
          Room room = free == null ? new Room() : free;
          int row = task / parts;
          room.encode(reader, row);
          for (int block = task % parts; block < blocks; block += parts) {
            room.draw(epsilon[block], block, logWeights[row]);
          }
          rooms.add(room);
        });
    double[] values = new double[rows];
    for (int i = 0; i < rows; i++) {
      MarginalLikelihood likelihood = new MarginalLikelihood();
      for (double logWeight : logWeights[i]) {
        likelihood.add(logWeight);
      }
      values[i] = likelihood.value();
    }
    return values;
  }
}
