package dev.elbo.nn;

import dev.elbo.random.Purpose;
import dev.elbo.random.RandomStream;
import java.util.List;

/** How parameters start. */
public enum Initialization {
  /**
   * Weights uniform on ±√(6/(in + out)) (Glorot and Bengio 2010), biases 0; training then sets the
   * decoder's output bias from the training means ({@code IWAE}).
   */
  GLOROT {
    @Override
    float draw(Block block, RandomStream random) {
      if (block.isBias()) {
        return 0;
      }
      double limit = Math.sqrt(6.0 / (block.rows() + block.columns()));
      return (float) (limit * (2 * random.nextDouble() - 1));
    }
  },

  /**
   * All parameters, biases too, from N(0, 0.01): variance 0.01, standard deviation 0.1 ({@code
   * AEVB}, experiments). Nothing is set from the data.
   */
  PAPER {
    @Override
    float draw(Block block, RandomStream random) {
      return 0.1f * random.nextGaussian();
    }
  };

  abstract float draw(Block block, RandomStream random);

  /** Overwrites all parameters with draws that depend on the seed and the place only. */
  public void fill(Parameters parameters, long seed) {
    List<Block> blocks = parameters.layout().blocks();
    for (int b = 0; b < blocks.size(); b++) {
      RandomStream random = RandomStream.of(seed, Purpose.INITIALIZATION, b, 0);
      Block block = blocks.get(b);
      for (int i = block.offset(); i < block.end(); i++) {
        parameters.values()[i] = draw(block, random);
      }
    }
  }
}
