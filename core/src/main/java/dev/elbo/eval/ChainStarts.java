package dev.elbo.eval;

import dev.elbo.linalg.Matrix;

/**
 * Where the chains that sample the posterior of a row begin, where draws from q(z|x) will not do:
 * the posterior has several hills, or the model no encoder that was learnt. May be asked by several
 * threads at once.
 */
@FunctionalInterface
public interface ChainStarts {

  /**
   * Fills in the first states.
   *
   * @param row of the reader that is sampled
   * @param z a state a row, (chains × latents)
   */
  void fill(int row, Matrix z);
}
