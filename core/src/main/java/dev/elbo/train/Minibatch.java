package dev.elbo.train;

import dev.elbo.data.RowReader;
import dev.elbo.model.Draws;
import dev.elbo.model.Vae;
import dev.elbo.nn.BlockGradient;
import dev.elbo.nn.Parameters;
import dev.elbo.nn.Weights;
import dev.elbo.objective.Objective;
import dev.elbo.parallel.Workers;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Room for the minibatches of one size: rows, draws and layers in one piece, cut in two ways.
 *
 * <p>By rows, into {@link Shard}s, for everything that rows do for themselves: forward and back
 * through the layers. By parameters, into {@link BlockGradient}s over all rows, for the gradient.
 * So no gradients need be added up, and who computes a piece of the gradient can go on with it.
 */
final class Minibatch {
  /** Numbers in a piece of the gradient: few enough to share, enough for a product's full speed. */
  private static final int PIECE = 131_072;

  private final List<Shard> shards = new ArrayList<>();
  private final List<BlockGradient> pieces;
  private final int rows;
  private final Weights weights;
  private final RowReader reader;
  private final Workers workers;
  private final Workers.Task task = this::compute;

  // What the present pass is about; fields, so that a pass makes no objects.
  private int[] order = {};
  private int from;
  private StepContext step = new StepContext(0);

  /**
   * Makes the room.
   *
   * @param rows of a minibatch
   * @param cuts number of shards
   * @param gradient where the pieces leave their values
   */
  Minibatch(
      Vae vae,
      Objective objective,
      int rows,
      int cuts,
      Parameters gradient,
      Weights weights,
      RowReader reader,
      Workers workers) {
    this.rows = rows;
    this.weights = weights;
    this.reader = reader;
    this.workers = workers;
    Draws whole = new Draws(vae, rows, objective.draws());
    int count = Math.min(cuts, rows);
    for (int s = 0; s < count; s++) {
      int first = (int) ((long) rows * s / count);
      int end = (int) ((long) rows * (s + 1) / count);
      shards.add(new Shard(objective, whole.part(first, end), first));
    }
    pieces = new ArrayList<>(BlockGradient.pieces(whole.terms(), PIECE, gradient));
    pieces.sort(
        Comparator.comparingInt((BlockGradient piece) -> piece.end() - piece.start()).reversed());
  }

  /**
   * Forward and back over rows {@code order[from]} …, and leaves what the {@link #pieces} of the
   * gradient are made of.
   */
  void compute(int[] order, int from, StepContext step) {
    this.order = order;
    this.from = from;
    this.step = step;
    workers.run(shards.size(), task);
  }

  private void compute(int shard, int worker) {
    shards.get(shard).compute(weights, reader, order, from, step, 1f / rows);
  }

  List<Shard> shards() {
    return shards;
  }

  /** The gradient's parts, largest first so that threads finish together. */
  List<BlockGradient> pieces() {
    return pieces;
  }

  int rows() {
    return rows;
  }
}
