package dev.elbo.eval;

import dev.elbo.data.RowReader;
import dev.elbo.linalg.Matrix;
import dev.elbo.model.Draws;
import dev.elbo.model.Vae;
import dev.elbo.nn.Weights;
import dev.elbo.parallel.Workers;
import dev.elbo.random.Purpose;
import dev.elbo.random.RandomStream;
import java.util.stream.IntStream;

/**
 * Runs a data set through a model and adds up what {@link Evaluation} holds.
 *
 * <p>Rows go through in blocks of one fixed size, the last one padded, and each draw of z is a
 * function of (seed, row, number of the draw). So the figures depend neither on threads nor on how
 * many draws are made at once, and memory does not grow with their number. Keep an instance to
 * evaluate again and again; it holds the room to compute in.
 */
public final class Evaluator {
  /** Draws of z where nothing else was said. */
  public static final int DEFAULT_SAMPLES = 100;

  /** The use of a row that dynamic binarisation sees here; training counts its own from 1. */
  private static final long USE = 0;

  private static final int BLOCK = 100;
  private static final int DRAWS_AT_ONCE = 5;

  private final Workers workers;
  private final Draws[] rooms;

  private Evaluator(Vae vae, int samples, Workers workers) {
    this.workers = workers;
    rooms = new Draws[workers.threads()];
    for (int i = 0; i < rooms.length; i++) {
      rooms[i] = new Draws(vae, BLOCK, Math.min(samples, DRAWS_AT_ONCE));
    }
  }

  /** Room for evaluations of a model with {@code samples} draws a row. */
  public static Evaluator of(Vae vae, int samples, Workers workers) {
    requirePositive(samples);
    return new Evaluator(vae, samples, workers);
  }

  static void requirePositive(int samples) {
    if (samples < 1) {
      throw new IllegalArgumentException("samples must be 1 or more, not " + samples);
    }
  }

  /** Evaluates all rows with {@code samples} draws each. */
  public Evaluation evaluate(Weights weights, RowReader reader, int samples, long seed) {
    requirePositive(samples);
    int rows = reader.data().rows();
    int[] all = IntStream.range(0, rows).toArray();
    RowFigures figures = new RowFigures(rows);
    LatentFigures[] latents = new LatentFigures[(rows + BLOCK - 1) / BLOCK];
    workers.run(
        latents.length,
        (block, worker) -> {
          Draws draws = rooms[worker];
          int from = block * BLOCK;
          int to = Math.min(rows, from + BLOCK);
          draws.x().fill(0);
          reader.read(all, from, to, USE, draws.x());
          draws.encode(weights);
          latents[block] = new LatentFigures(draws.vae().latentSize());
          latents[block].add(draws, to - from);
          drawRows(draws, weights, figures, from, to, samples, seed);
        });
    LatentFigures total = new LatentFigures(rooms[0].vae().latentSize());
    for (LatentFigures block : latents) {
      total.add(block);
    }
    return summarize(figures, total, reader, samples);
  }

  private static void drawRows(
      Draws draws, Weights weights, RowFigures figures, int from, int to, int samples, long seed) {
    MarginalLikelihood[] likelihoods = new MarginalLikelihood[to - from];
    for (int i = from; i < to; i++) {
      likelihoods[i - from] = new MarginalLikelihood();
      figures.kl[i] = draws.divergence(i - from);
    }
    for (int done = 0; done < samples; done += draws.draws()) {
      fillNoise(draws, from, done, seed);
      draws.decode(weights, Draws.Mode.VALUE);
      int count = Math.min(draws.draws(), samples - done);
      for (int i = from; i < to; i++) {
        int first = (i - from) * draws.draws();
        for (int r = first; r < first + count; r++) {
          figures.reconstruction[i] += draws.logPx(r) / samples;
          likelihoods[i - from].add(draws.logWeight(r, 1));
        }
      }
    }
    for (int i = from; i < to; i++) {
      figures.logLikelihood[i] = likelihoods[i - from].value();
      figures.variance[i] = likelihoods[i - from].variance();
    }
  }

  private static void fillNoise(Draws draws, int firstRow, int firstDraw, long seed) {
    Matrix noise = draws.noise();
    RandomStream random = RandomStream.of(seed, Purpose.EVALUATION_NOISE, 0, 0);
    for (int r = 0; r < noise.rows(); r++) {
      long row = (long) firstRow + r / draws.draws();
      long draw = (long) firstDraw + r % draws.draws();
      random.restart(seed, Purpose.EVALUATION_NOISE, row, draw);
      random.fillGaussian(noise.array(), noise.at(r, 0), noise.columns());
    }
  }

  private Evaluation summarize(
      RowFigures figures, LatentFigures latents, RowReader reader, int samples) {
    double logLikelihood = RowFigures.mean(figures.logLikelihood);
    int columns = reader.data().columns();
    return new Evaluation(
        reader.data().rows(),
        samples,
        RowFigures.mean(figures.reconstruction),
        RowFigures.mean(figures.kl),
        logLikelihood,
        RowFigures.combinedError(figures.variance),
        RowFigures.standardError(figures.logLikelihood),
        bitsPerDimension(logLikelihood, columns, reader.data().scale()),
        Evaluation.list(latents.divergence()),
        Evaluation.list(latents.activity()));
  }

  /**
   * A density of bytes/scale, taken for a bin of one byte step, has the mass density / scale. Mixed
   * columns have no one step: their densities are taken as they are.
   */
  private double bitsPerDimension(double logLikelihood, int columns, float scale) {
    double bits = -logLikelihood / (columns * Math.log(2));
    return switch (rooms[0].vae().decoder().likelihood().support()) {
      case UNIT_INTERVAL, MIXED -> bits;
      case REAL -> bits + Math.log(scale) / Math.log(2);
    };
  }
}
