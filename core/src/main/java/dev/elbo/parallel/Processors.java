package dev.elbo.parallel;

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
   * Runs tasks 0 … tasks − 1 and returns when all are done.
   *
   * @param size multiplications of a task, roughly
   */
  public static void share(int tasks, long size, IntConsumer task) {
    if (tasks > 1 && tasks * size > WORTHWHILE) {
      IntStream.range(0, tasks).parallel().forEach(task);
    } else {
      for (int i = 0; i < tasks; i++) {
        task.accept(i);
      }
    }
  }
}
