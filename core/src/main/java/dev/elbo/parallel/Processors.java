package dev.elbo.parallel;

import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * Independent tasks on as many processors as there are, for calls from anywhere: the threads are
 * those of the pool that the JVM shares among all such work. Training, whose rounds are short and
 * many, has {@link Workers} of its own.
 */
public final class Processors {
  /** Multiplications below which to call for other threads would cost more than it saves. */
  private static final long WORTHWHILE = 10_000_000;

  private Processors() {}

  /**
   * Runs tasks 0 … tasks − 1 and returns when all are done. Threads take them one by one, so that
   * none waits for another longer than a task takes.
   *
   * @param size multiplications of a task, roughly
   */
  public static void share(int tasks, long size, IntConsumer task) {
    boolean worthwhile = tasks > 1 && tasks * size > WORTHWHILE;
    int threads = worthwhile ? Math.min(tasks, ForkJoinPool.getCommonPoolParallelism() + 1) : 1;
    AtomicInteger next = new AtomicInteger();
    IntConsumer work =
        thread -> {
          for (int i = next.getAndIncrement(); i < tasks; i = next.getAndIncrement()) {
            task.accept(i);
          }
        };
    if (threads > 1) {
      IntStream.range(0, threads).parallel().forEach(work);
    } else {
      work.accept(0);
    }
  }
}
