package dev.elbo.parallel;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The tasks of one {@link Workers#run} at a time, for threads that take them one by one; used again
 * and again, so that a round allocates nothing.
 *
 * <p>The caller writes {@code body} and {@code tasks}, then the two counts, {@code unclaimed} last.
 * A thread reads the former only once it has lowered {@code unclaimed} from a positive number. That
 * is a volatile which the caller wrote after them, so the thread sees the caller's values, and they
 * stay until its task is done: the caller goes on only when it reads 0 in {@code unfinished}, which
 * every task lowers as its last act. With that 0 the caller sees all that the tasks wrote.
 *
 * <p>A thread that slept through rounds therefore does no harm. All it brings along is a number it
 * read in {@code unclaimed}; if lowering that very number succeeds, it has claimed a task of the
 * present round. And it delays nobody, since what the caller waits for is tasks, not threads.
 */
final class Round {
  private static final Workers.Task NOTHING = (task, worker) -> {};

  private final Spin spin;
  private final AtomicInteger unclaimed = new AtomicInteger();
  private final AtomicInteger unfinished = new AtomicInteger();
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
  private Workers.Task body = NOTHING;
  private int tasks;
  private boolean toEnd;
  private volatile @Nullable Thread parkedCaller;

  Round(Spin spin) {
    this.spin = spin;
  }

  /**
   * Offers tasks to the threads; only after the round before has ended.
   *
   * @param toEnd whether all are done even where the caller is interrupted
   */
  void begin(int tasks, Workers.Task body, boolean toEnd) {
    this.tasks = tasks;
    this.body = body;
    this.toEnd = toEnd;
    unfinished.set(tasks);
    unclaimed.set(tasks);
  }

  /** Whether there is no task to take. */
  boolean isIdle() {
    return unclaimed.get() == 0;
  }

  /** Waits a moment for tasks to take. */
  void awaitTasks() {
    spin.await(unclaimed, count -> count == 0);
  }

  /**
   * Does tasks as long as there are any. Worker 0 is the caller and stops when interrupted, unless
   * the round goes to its end.
   */
  void work(int worker) {
    for (int left = claim(); left > 0; left = claim()) {
      try {
        body.run(tasks - left, worker);
      } catch (Throwable e) { // of any kind: the caller would wait forever for a task not counted
        failure.compareAndSet(null, e);
        skipUnclaimed();
      }
      if (worker == 0 && !toEnd && Thread.currentThread().isInterrupted()) {
        skipUnclaimed();
      }
      if (unfinished.decrementAndGet() == 0) {
        LockSupport.unpark(parkedCaller);
      }
    }
  }

  /** Takes the next task; returns how many were left with it, 0 where there is none. */
  private int claim() {
    int left = unclaimed.get();
    while (left > 0 && !unclaimed.compareAndSet(left, left - 1)) {
      left = unclaimed.get();
    }
    return left;
  }

  /** For a thread whose own task still counts as unfinished, so that the round cannot end here. */
  private void skipUnclaimed() {
    unfinished.addAndGet(-unclaimed.getAndSet(0));
  }

  /**
   * Waits until the last task is done, interrupted or not: tasks write to memory that the caller
   * would otherwise use again while they do. An interrupted caller's flag, which keeps a thread
   * from parking, is cleared meanwhile and then set again.
   */
  void awaitEnd() {
    spin.await(unfinished, count -> count > 0);
    boolean interrupted = Thread.interrupted();
    if (unfinished.get() > 0) {
      parkedCaller = Thread.currentThread();
      while (unfinished.get() > 0) {
        LockSupport.park(this);
        interrupted |= Thread.interrupted();
      }
      parkedCaller = null;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Leaves nothing behind of a round that has ended; returns its first failure, if any. */
  @Nullable Throwable end() {
    body = NOTHING; // what a body holds would live on until the next round
    Throwable first = failure.get();
    failure.set(null);
    return first;
  }
}
