package dev.elbo.parallel;

import java.lang.reflect.UndeclaredThrowableException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/**
 * A fixed number of threads, the caller's among them, that share numbered tasks.
 *
 * <p>Which thread takes which task is left open, so tasks must not depend on it: a result is the
 * same for any number of threads as long as each task writes to places of its own. Tasks see what
 * the caller wrote before {@link #run}, and the caller then sees what they wrote.
 *
 * <p>Made for rounds of tens of microseconds: a {@link Round} allocates nothing, and an idle thread
 * stays awake for a moment ({@link Spin}) before it parks.
 */
public final class Workers implements AutoCloseable {
  private final int threads;
  private final Round round;
  private final Helper[] helpers;
  private final AtomicBoolean inUse = new AtomicBoolean();
  private volatile boolean closed;

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
    round = new Round(new Spin(threads, Runtime.getRuntime().availableProcessors()));
    helpers = new Helper[threads - 1];
    for (int i = 0; i < helpers.length; i++) {
      helpers[i] = new Helper(i + 1);
    }
    for (Helper helper : helpers) {
      helper.thread.start();
    }
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
   * Runs tasks 0 … tasks − 1 and returns when all are done. After a failure no further task is
   * started, those that run are waited for, and the first failure is thrown. One thread, or one
   * task, is a plain loop on the caller's thread.
   *
   * @throws CancellationException where the caller is interrupted; tasks not yet started are left
   *     out, none runs any more, and the caller stays interrupted
   * @throws IllegalStateException when called from a task, from two threads at once, or once closed
   */
  public void run(int tasks, Task body) {
    run(tasks, body, false);
  }

  /**
   * {@link #run} that an interrupt does not stop: for tasks of which all or none must be done. The
   * caller stays interrupted.
   */
  public void runToEnd(int tasks, Task body) {
    run(tasks, body, true);
  }

  private void run(int tasks, Task body, boolean toEnd) {
    if (!inUse.compareAndSet(false, true)) {
      throw new IllegalStateException(
          "run() was called from a task or a second thread while these Workers run tasks;"
              + " give each caller Workers of its own");
    }
    try {
      if (closed) {
        throw new IllegalStateException("run() was called on Workers that are closed");
      }
      if (Math.min(threads, tasks) > 1) {
        share(tasks, body, toEnd);
      } else {
        for (int task = 0; task < tasks; task++) {
          requireNotInterrupted(toEnd);
          body.run(task, 0);
        }
      }
      requireNotInterrupted(toEnd);
    } finally {
      inUse.set(false);
    }
  }

  private static void requireNotInterrupted(boolean toEnd) {
    if (!toEnd && Thread.currentThread().isInterrupted()) {
      throw new CancellationException("interrupted while tasks were being done");
    }
  }

  private void share(int tasks, Task body, boolean toEnd) {
    round.begin(tasks, body, toEnd);
    for (int i = 0; i < Math.min(threads, tasks) - 1; i++) {
      helpers[i].wake();
    }
    round.work(0);
    round.awaitEnd();
    Throwable failure = round.end();
    if (failure != null) {
      throw unchecked(failure);
    }
  }

  private static RuntimeException unchecked(Throwable failure) {
    if (failure instanceof Error error) {
      throw error;
    }
    return failure instanceof RuntimeException exception
        ? exception
        : new UndeclaredThrowableException(failure);
  }

  /** Ends the helpers as soon as they are idle; a round under way is finished. */
  @Override
  public void close() {
    closed = true;
    for (Helper helper : helpers) {
      LockSupport.unpark(helper.thread);
    }
  }

  /** A thread that works when there are tasks. */
  private final class Helper implements Runnable {
    private final int worker;
    private final Thread thread;
    private volatile boolean parked;

    Helper(int worker) {
      this.worker = worker;
      thread = new Thread(this, "elbo-worker-" + worker);
      thread.setDaemon(true);
    }

    @Override
    public void run() {
      while (!closed) {
        round.work(worker);
        round.awaitTasks();
        if (round.isIdle()) {
          park();
        }
      }
    }

    /**
     * The flag goes up before a last look for tasks, and the caller looks at the flag after putting
     * tasks there: one of them sees the other, so no wake-up is missed.
     */
    private void park() {
      parked = true;
      if (round.isIdle() && !closed) {
        LockSupport.park(Workers.this);
      }
      parked = false;
      Thread.interrupted(); // left by a task, it would turn every park into a return at once
    }

    void wake() {
      if (parked) {
        parked = false;
        LockSupport.unpark(thread);
      }
    }
  }
}
