package dev.elbo.eval;

import dev.elbo.data.RowReader;
import dev.elbo.model.Vae;
import dev.elbo.nn.Weights;
import dev.elbo.parallel.Processors;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.IntToLongFunction;

/**
 * p(z|x) of rows by their observed cells, as weighed draws, for what is missing.
 *
 * <p>Every row is computed by itself: its draws are a function of the row, the model, their number,
 * the seed and the row's key. Keep an instance: it holds room to compute in. Any number of threads
 * may use it.
 */
public final class RowPosteriors {
  /** With fewer draws there is no telling how they spread. */
  public static final int FEWEST_DRAWS = 10;

  /** Dynamic binarisation sees the same use of a row in every call. */
  private static final long USE = 0;

  /** About how often the decoder sees each draw. */
  private static final int PASSES = 30;

  private final Vae vae;
  private final Weights weights;
  private final int draws;
  private final Queue<Particles> rooms = new ConcurrentLinkedQueue<>();

  /**
   * Begins without room; calls make as much as threads need at once.
   *
   * @param draws k, of each row
   * @throws IllegalArgumentException where these are fewer than {@value #FEWEST_DRAWS}
   */
  public RowPosteriors(Vae vae, Weights weights, int draws) {
    if (draws < FEWEST_DRAWS) {
      throw new IllegalArgumentException(
          "draws must be %d or more, not %d".formatted(FEWEST_DRAWS, draws));
    }
    this.vae = vae;
    this.weights = weights;
    this.draws = draws;
  }

  /** What is done with the draws of a row. */
  public interface Visitor {
    /** Is called once a row, by several threads at once. */
    void visit(int row, WeighedDraws draws);
  }

  /**
   * Draws for every row.
   *
   * @param keys of each row: rows of one key have random numbers in common
   */
  public void forEach(RowReader reader, long seed, IntToLongFunction keys, Visitor visitor) {
    Processors.share(
        reader.data().rows(),
        (long) PASSES * draws * vae.layout().size(),
        row -> {
          Particles free = rooms.poll();
          Particles room = free == null ? new Particles(vae, weights, draws) : free;
          reader.read(new int[] {row}, 0, 1, USE, room.x());
          visitor.visit(row, room.run(seed, keys.applyAsLong(row)));
          rooms.add(room);
        });
  }
}
