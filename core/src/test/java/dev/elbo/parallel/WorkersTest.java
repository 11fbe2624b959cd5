package dev.elbo.parallel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class WorkersTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 8})
  void everyTaskRunsOnce(int threads) {
    try (Workers workers = new Workers(threads)) {
      assertThat(workers.threads()).isEqualTo(threads);
      for (int tasks : new int[] {0, 1, 2, 7, 1000}) {
        AtomicIntegerArray runs = new AtomicIntegerArray(Math.max(1, tasks));
        workers.run(tasks, (task, worker) -> runs.incrementAndGet(task));
        for (int task = 0; task < tasks; task++) {
          assertThat(runs.get(task)).as("task %d of %d", task, tasks).isEqualTo(1);
        }
      }
    }
  }

  /** Scratch space is kept by worker: no two tasks at once may see the same number. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5})
  void workersAreNumberedAndNeverRunTwoTasksAtOnce(int threads) {
    AtomicIntegerArray busy = new AtomicIntegerArray(threads);
    AtomicInteger clashes = new AtomicInteger();
    try (Workers workers = new Workers(threads)) {
      workers.run(
          2000,
          (task, worker) -> {
            if (busy.incrementAndGet(worker) != 1) {
              clashes.incrementAndGet();
            }
            Thread.onSpinWait();
            busy.decrementAndGet(worker);
          });
    }
    assertThat(clashes).hasValue(0);
  }

  /** Two tasks that wait for each other can only end where both run at once. */
  @Test
  void threadsWorkAtTheSameTimeAndTheCallerIsOneOfThem() {
    Set<Thread> seen = ConcurrentHashMap.newKeySet();
    CountDownLatch bothStarted = new CountDownLatch(2);
    try (Workers workers = new Workers(2)) {
      workers.run(
          2,
          (task, worker) -> {
            seen.add(Thread.currentThread());
            bothStarted.countDown();
            await(bothStarted);
          });
    }
    assertThat(seen).hasSize(2).contains(Thread.currentThread());
  }

  @Test
  void oneThreadRunsEverythingOnTheCallerInOrder() {
    StringBuilder order = new StringBuilder();
    Thread caller = Thread.currentThread();
    try (Workers workers = new Workers(1)) {
      workers.run(
          5,
          (task, worker) -> {
            assertThat(Thread.currentThread()).isSameAs(caller);
            order.append(task).append(':').append(worker).append(' ');
          });
    }
    assertThat(order).hasToString("0:0 1:0 2:0 3:0 4:0 ");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4})
  void failureOfATaskReachesTheCaller(int threads) {
    IllegalStateException failure = new IllegalStateException("task 3");
    try (Workers workers = new Workers(threads)) {
      assertThatThrownBy(
              () ->
                  workers.run(
                      100,
                      (task, worker) -> {
                        if (task == 3) {
                          throw failure;
                        }
                      }))
          .isSameAs(failure);
      AtomicInteger after = new AtomicInteger();
      workers.run(50, (task, worker) -> after.incrementAndGet());
      assertThat(after).as("tasks after a failure").hasValue(50);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4})
  void errorsReachTheCallerAsTheyAre(int threads) {
    try (Workers workers = new Workers(threads)) {
      assertThatExceptionOfType(AssertionError.class)
          .isThrownBy(
              () ->
                  workers.run(
                      8,
                      (task, worker) -> {
                        throw new AssertionError("task");
                      }))
          .withMessage("task");
    }
  }

  /** A caller that is interrupted while others compute is told, and stays interrupted. */
  @Test
  void interruptedCallerIsCancelled() {
    CountDownLatch callerIsDone = new CountDownLatch(1);
    CountDownLatch bothStarted = new CountDownLatch(2);
    try (Workers workers = new Workers(2)) {
      assertThatExceptionOfType(CancellationException.class)
          .isThrownBy(
              () ->
                  workers.run(
                      2,
                      (task, worker) -> {
                        bothStarted.countDown();
                        await(bothStarted);
                        if (worker == 0) {
                          Thread.currentThread().interrupt();
                        } else {
                          awaitQuietly(callerIsDone);
                        }
                      }))
          .withMessage("interrupted while other threads computed");
      callerIsDone.countDown();
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  void threadsMustBePositive() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Workers(0).close())
        .withMessage("threads must be 1 or more, not 0");
  }

  @Test
  void onAllProcessorsHasAThreadForEach() {
    try (Workers workers = Workers.onAllProcessors()) {
      assertThat(workers.threads()).isEqualTo(Runtime.getRuntime().availableProcessors());
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
