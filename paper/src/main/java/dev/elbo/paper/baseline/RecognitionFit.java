package dev.elbo.paper.baseline;

import dev.elbo.data.RowReader;
import dev.elbo.linalg.Matrix;
import dev.elbo.model.DrawWeights;
import dev.elbo.model.Draws;
import dev.elbo.model.Vae;
import dev.elbo.nn.Block;
import dev.elbo.nn.BlockGradient;
import dev.elbo.nn.Parameters;
import dev.elbo.objective.SgvbB;
import dev.elbo.random.Purpose;
import dev.elbo.random.RandomStream;
import dev.elbo.train.TrainOptions;
import java.util.List;

/**
 * A recognition model q(z|x) for a decoder as it is: φ climbs the lower bound ({@code AEVB eq. 7},
 * L = 1) on given rows, θ stays.
 *
 * <p>For measuring what a decoder says of these rows, however it was learnt: with Monte Carlo EM
 * there is no encoder, that of wake-sleep is not fitted to rows, and AEVB's is fitted to others.
 */
public final class RecognitionFit {
  private static final String ENCODER = "encoder.";

  private RecognitionFit() {}

  /**
   * Fits.
   *
   * @param parameters of whose decoder
   * @param options starting values of φ, minibatches, optimiser, schedule, weight prior, epochs and
   *     seed
   * @return the decoder's parameters as they are, with those of the encoder that was found
   */
  public static Parameters fit(
      Vae vae, Parameters parameters, RowReader rows, TrainOptions options) {
    MapAscent ascent = new MapAscent(vae, options, rows.data().rows());
    Parameters fitted = ascent.weights().parameters();
    for (Block block : vae.layout().blocks()) {
      if (!isEncoders(block)) {
        System.arraycopy(
            parameters.values(), block.offset(), fitted.values(), block.offset(), block.size());
      }
    }
    ascent.weights().refresh();
    new EpochLoop(rows.data().rows(), options)
        .run(
            size -> new Step(vae, rows, size, options.seed(), ascent),
            fitted,
            (samples, seconds, values) -> {});
    return fitted;
  }

  private static boolean isEncoders(Block block) {
    return block.name().startsWith(ENCODER);
  }

  /** A step of φ. */
  private static final class Step implements MinibatchStep {
    private final RowReader rows;
    private final long seed;
    private final MapAscent ascent;
    private final SgvbB objective = new SgvbB(1);
    private final Draws draws;
    private final DrawWeights drawWeights;
    private final List<BlockGradient> pieces;
    private final RandomStream random = RandomStream.of(0, Purpose.TRAINING_NOISE, 0, 0);

    Step(Vae vae, RowReader rows, int size, long seed, MapAscent ascent) {
      this.rows = rows;
      this.seed = seed;
      this.ascent = ascent;
      draws = new Draws(vae, size, objective.draws());
      drawWeights = new DrawWeights(size * objective.draws(), vae.latentSize());
      pieces =
          ascent.pieces(draws.terms().stream().filter(term -> isEncoders(term.block())).toList());
    }

    @Override
    public void run(int[] order, int from, long step) {
      rows.read(order, from, from + draws.rows(), step, random, draws.x());
      Matrix noise = draws.noise();
      for (int i = 0; i < draws.rows(); i++) {
        random.restart(seed, Purpose.TRAINING_NOISE, step, (long) from + i);
        random.fillGaussian(noise.array(), noise.at(i, 0), noise.columns());
      }
      draws.encode(ascent.weights());
      draws.decode(ascent.weights(), Draws.Mode.GRADIENT);
      objective.weigh(draws, 1, drawWeights);
      draws.backward(ascent.weights(), drawWeights, 1f / draws.rows());
      ascent.climb(pieces, step);
    }
  }
}
