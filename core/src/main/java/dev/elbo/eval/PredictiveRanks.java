package dev.elbo.eval;

import dev.elbo.data.RowReader;
import dev.elbo.distribution.Likelihood;
import dev.elbo.linalg.Matrix;
import dev.elbo.model.Draws;
import dev.elbo.model.Vae;
import dev.elbo.nn.Weights;
import dev.elbo.parallel.Processors;
import dev.elbo.random.Purpose;
import dev.elbo.random.RandomStream;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Where each observed value stands among {@value #SAMPLES} draws of p(x_d|z), z ~ q(z|x): the
 * probability integral transform. Where the decoder's spread is right the ranks are uniform on [0,
 * 1], so that a share of 90 % lies between 0.05 and 0.95.
 *
 * <p>q has seen the value itself, so this judges the decoder, not a prediction. Ranks are a
 * function of the row: all rows have the same draws of noise.
 */
public final class PredictiveRanks {
  private static final int SAMPLES = 100;
  private static final long SEED = 1;
  private static final long USE = 0;

  private final Vae vae;
  private final Weights weights;
  private final float[][] noise;
  private final Queue<Room> rooms = new ConcurrentLinkedQueue<>();

  public PredictiveRanks(Vae vae, Weights weights) {
    this.vae = vae;
    this.weights = weights;
    noise = new RowNoise(vae.latentSize()).first(RowNoise.blocks(SAMPLES));
  }

  /** What one thread computes in. */
  private final class Room {
    private final Draws draws = new Draws(vae, 1, RowNoise.BLOCK);
    private final Matrix drawn = Matrix.zeros(RowNoise.BLOCK, vae.dataSize());
    private final int[] index = new int[1];
  }

  /** The rank of each value (rows × columns), from 0 to 1, a tie counted as ½; NaN for a gap. */
  public double[][] of(RowReader reader) {
    double[][] ranks = new double[reader.data().rows()][];
    Processors.share(
        ranks.length,
        (long) SAMPLES * vae.layout().size(),
        row -> {
          Room free = rooms.poll();
          Room room = free == null ? new Room() : free;
          room.index[0] = row;
          reader.read(room.index, 0, 1, USE, room.draws.x());
          ranks[row] = ranks(room);
          rooms.add(room);
        });
    return ranks;
  }

  private double[] ranks(Room room) {
    Draws draws = room.draws;
    Likelihood likelihood = vae.decoder().likelihood();
    double[] below = new double[vae.dataSize()];
    draws.encode(weights);
    for (int first = 0; first < SAMPLES; first += RowNoise.BLOCK) {
      float[] vectors = noise[first / RowNoise.BLOCK];
      System.arraycopy(vectors, 0, draws.noise().array(), 0, vectors.length);
      draws.decode(weights, Draws.Mode.VALUE);
      for (int l = 0; l < RowNoise.BLOCK; l++) {
        RandomStream random =
            RandomStream.of(SEED, Purpose.OBSERVATION_SAMPLE, (long) first + l, 0);
        likelihood.sample(draws.outputs(), l, random, room.drawn);
        for (int d = 0; d < below.length; d++) {
          float value = draws.x().get(0, d);
          float other = room.drawn.get(l, d);
          below[d] += other < value ? 1 : other == value ? 0.5 : Float.isNaN(value) ? value : 0;
        }
      }
    }
    for (int d = 0; d < below.length; d++) {
      below[d] /= SAMPLES;
    }
    return below;
  }
}
