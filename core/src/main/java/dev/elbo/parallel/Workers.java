package dev.elbo.parallel;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A fixed number of threads, the caller's among them, that share numbered tasks.
 *
 * <p>Which thread takes which task is left open, so tasks must not depend on it: a result is the
 * same for any number of threads as long as each task writes to places of its own. Idle threads
 * park.
 */
public final class Workers implements AutoCloseable {
  private final int threads;
  private final ExecutorService pool;

  /**
   * Starts the threads.
   *
   * @param threads how many work at once, 1 or more; with 1 everything runs on the caller's thread
   */
  public Workers(int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException("threads must be 1 or more, not " + threads);
    }
    this.threads = threads;
    pool =
        Executors.newFixedThreadPool(
            Math.max(1, threads - 1),
            runnable -> {
              Thread thread = new Thread(runnable, "elbo-worker");
              thread.setDaemon(true);
              return thread;
            });
  }

  /** As many threads as the machine has processors. */
  public static Workers onAllProcessors() {
    return new Workers(Runtime.getRuntime().availableProcessors());
  }

  /** One numbered task. */
  public interface Task {
    /**
     * Does one task.
     *
     * @param task 0 … tasks − 1
     * @param worker 0 … threads − 1; no two tasks run at once with the same one
     */
    void run(int task, int worker);
  }

  public int threads() {
    return threads;
  }

  /**
   * Runs tasks 0 … tasks − 1 and returns when all are done, with the first failure if one failed.
   */
  public void run(int tasks, Task body) {
    int helpers = Math.min(threads, tasks) - 1;
    if (helpers < 1) {
      for (int task = 0; task < tasks; task++) {
        body.run(task, 0);
      }
      return;
    }
    AtomicInteger next = new AtomicInteger();
    AtomicReference<Throwable> failure = new AtomicReference<>();
    CountDownLatch done = new CountDownLatch(helpers);
    for (int worker = 1; worker <= helpers; worker++) {
      int id = worker;
      pool.execute(
          () -> {
            drain(next, tasks, body, id, failure);
            done.countDown();
          });
    }
    drain(next, tasks, body, 0, failure);
    await(done);
    Throwable first = failure.get();
    if (first instanceof RuntimeException exception) {
      throw exception;
    }
    if (first instanceof Error error) {
      throw error;
    }
  }

  private static void drain(
      AtomicInteger next, int tasks, Task body, int worker, AtomicReference<Throwable> failure) {
    int task = next.getAndIncrement();
    while (task < tasks && failure.get() == null) {
      try {
        body.run(task, worker);
      } catch (RuntimeException | Error e) {
        failure.compareAndSet(null, e);
      }
      task = next.getAndIncrement();
    }
  }

  private static void await(CountDownLatch done) {
    try {
      done.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (CancellationException)
          new CancellationException("interrupted while other threads computed").initCause(e);
    }
  }

  /** Ends the threads. */
  @Override
  public void close() {
    pool.shutdownNow();
  }
}
