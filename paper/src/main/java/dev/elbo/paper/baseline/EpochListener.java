package dev.elbo.paper.baseline;

import dev.elbo.nn.Parameters;

/** Told at the end of every epoch where learning is. */
@FunctionalInterface
public interface EpochListener {

  /**
   * An epoch ended.
   *
   * @param samples training rows seen so far, those of every epoch counted again
   * @param seconds spent learning so far, without what listeners took
   * @param parameters the present ones, good during the call
   */
  void epochFinished(long samples, double seconds, Parameters parameters);
}
