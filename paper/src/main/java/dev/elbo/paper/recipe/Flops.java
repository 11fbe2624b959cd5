package dev.elbo.paper.recipe;

import dev.elbo.model.Vae;
import dev.elbo.nn.Block;

/**
 * Floating-point operations of matrix products, two for each multiplication; what is element-wise
 * is left out. The encoder runs once a row, the decoder once a draw. Going back, every layer but
 * the encoder's first has as much to do as going forward, and so has the gradient of its weights.
 *
 * @param encoder weights of the encoder
 * @param first of them those of the first layer
 * @param decoder weights of the decoder
 */
public record Flops(long encoder, long first, long decoder) {

  /** Those of a model. */
  public static Flops of(Vae vae) {
    return new Flops(
        weights(vae, "encoder."), weights(vae, "encoder.hidden.0."), weights(vae, "decoder."));
  }

  private static long weights(Vae vae, String prefix) {
    return vae.layout().blocks().stream()
        .filter(block -> block.name().startsWith(prefix) && !block.isBias())
        .mapToLong(Block::size)
        .sum();
  }

  /** Forward, for so many rows of so many draws. */
  public double forward(double rows, int draws) {
    return 2 * rows * (encoder + (double) draws * decoder);
  }

  /** Forward, backward and the gradient. */
  public double training(double rows, int draws) {
    return 3 * forward(rows, draws) - 2 * rows * first;
  }
}
