package dev.elbo.paper.frame;

import java.util.function.Supplier;

/**
 * Told what a reproduction does; all but {@link #planned} from several threads at once. All methods
 * may be left out.
 */
public interface RunListener {

  /**
   * The work begins.
   *
   * @param parts all of the experiment
   * @param finished those that are on disk already
   * @param sideBySide how many run at once
   */
  default void planned(int parts, int finished, int sideBySide) {}

  /** A part begins. */
  default void started(String part) {}

  /** A part goes on. Called often: return quickly. */
  default void progressed(String part, double done, Supplier<String> text) {}

  /** A part is on disk. */
  default void finished(String part, double seconds) {}

  /** A part ended without a result; the others go on. */
  default void failed(String part, Throwable failure) {}
}
