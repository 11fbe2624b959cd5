package dev.elbo.parallel;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntPredicate;

/**
 * How an idle thread waits before it parks: awake, for a moment, since the next round is often that
 * near.
 *
 * <p>The moment is as long as it takes to wake a parked thread: 40 to 55 µs, measured on Linux in a
 * virtual machine. So spinning in vain at most doubles the price of a wait. In between the thread
 * offers its processor to others. On a busy machine it is then put aside while it has nothing to
 * do, rather than later in the middle of a task that all wait for.
 */
final class Spin {
  private static final long NANOS = 50_000;

  /** The clock and the offer cost a microsecond; both come once in so many looks at the count. */
  private static final int LOOKS = 64;

  private final boolean worthwhile;

  /**
   * Spinning is for threads with a processor each: with more of them, or on a single processor, one
   * that spins keeps another with a task from running.
   */
  Spin(int threads, int processors) {
    worthwhile = threads <= processors;
  }

  /** Waits while the count is {@code idle}, but not for long; the caller looks again. */
  @SuppressWarnings("ThreadPriorityCheck") // the offer saves time; nothing is wrong without it
  void await(AtomicInteger count, IntPredicate idle) {
    if (!worthwhile) {
      return;
    }
    long start = System.nanoTime();
    do {
      for (int look = 0; look < LOOKS; look++) {
        if (!idle.test(count.get())) {
          return;
        }
        Thread.onSpinWait();
      }
      Thread.yield();
    } while (System.nanoTime() - start < NANOS);
  }
}
