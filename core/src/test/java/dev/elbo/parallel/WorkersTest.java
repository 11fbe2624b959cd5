package dev.elbo.parallel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.lang.reflect.UndeclaredThrowableException;
import java.util.Set;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class WorkersTest {
  private static final String IN_USE =
      "run() was called from a task or a second thread while these Workers run tasks;"
          + " give each caller Workers of its own";

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

  /**
   * Rounds of tiny tasks follow each other at once, so helpers come late, park and wake all the
   * time. Each round has a body and a number of tasks of its own, and hands plain values over in
   * both directions: a task of a wrong round, a task run twice or a stale value changes the sums.
   */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void manyShortRoundsKeepTasksAndValuesApart(int threads) {
    int rounds = threads <= 2 ? 20_000 : 2_000;
    long[] in = new long[9];
    long[] out = new long[9];
    int[] runs = new int[9];
    try (Workers workers = new Workers(threads)) {
      for (int round = 0; round < rounds; round++) {
        int tasks = round % 10;
        long seed = round;
        for (int task = 0; task < tasks; task++) {
          in[task] = 31 * seed + task;
        }
        workers.run(
            tasks,
            (task, worker) -> {
              out[task] = in[task] + seed;
              runs[task]++;
            });
        for (int task = 0; task < tasks; task++) {
          if (out[task] != 32 * seed + task) {
            assertThat(out[task])
                .as("round %d, task %d of %d", round, task, tasks)
                .isEqualTo(32 * seed + task);
          }
        }
      }
    }
    for (int task = 0; task < runs.length; task++) {
      assertThat(runs[task]).as("runs of task %d", task).isEqualTo(rounds / 10 * (9 - task));
    }
  }

  /**
   * Tasks that wait for each other hang where a wake-up is missed. The pauses lie around the time
   * after which idle threads park, where it would be.
   */
  @Test
  void helpersComeToEveryRound() {
    CyclicBarrier both = new CyclicBarrier(2);
    try (Workers workers = new Workers(2)) {
      for (int round = 0; round < 3000; round++) {
        long end = System.nanoTime() + 20_000L + 1000L * (round % 100);
        while (System.nanoTime() < end) {
          Thread.onSpinWait();
        }
        workers.run(2, (task, worker) -> await(both));
      }
    }
    assertThat(both.getNumberWaiting()).isZero();
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

  /** Tasks that wait for each other can only end where all run at once. */
  @ParameterizedTest
  @ValueSource(ints = {2, 8})
  void threadsWorkAtTheSameTimeAndTheCallerIsOneOfThem(int threads) {
    try (Workers workers = new Workers(threads)) {
      assertThat(threadsOf(workers)).hasSize(threads).contains(Thread.currentThread());
    }
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

  @Test
  void oneTaskRunsOnTheCaller() {
    Thread caller = Thread.currentThread();
    try (Workers workers = new Workers(4)) {
      for (int i = 0; i < 100; i++) {
        workers.run(
            1,
            (task, worker) -> {
              assertThat(Thread.currentThread()).isSameAs(caller);
              assertThat(worker).isZero();
            });
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4})
  void failureOfATaskReachesTheCaller(int threads) {
    IllegalStateException failure = new IllegalStateException("task 3");
    try (Workers workers = new Workers(threads)) {
      for (int i = 0; i < 100; i++) {
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

  /** Other languages, and generics, throw what Java's compiler would not let pass. */
  @Test
  void undeclaredExceptionsReachTheCallerToo() {
    Exception failure = new Exception("checked");
    try (Workers workers = new Workers(2)) {
      assertThatExceptionOfType(UndeclaredThrowableException.class)
          .isThrownBy(
              () -> workers.run(8, (task, worker) -> WorkersTest.<RuntimeException>sneak(failure)))
          .withCause(failure);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4})
  void afterAFailureNoTaskIsStarted(int threads) {
    try (Workers workers = new Workers(threads)) {
      for (int i = 0; i < 100; i++) {
        AtomicInteger started = new AtomicInteger();
        assertThatIllegalStateException()
            .isThrownBy(
                () ->
                    workers.run(
                        1000,
                        (task, worker) -> {
                          started.incrementAndGet();
                          throw new IllegalStateException("each");
                        }));
        assertThat(started).hasValueBetween(1, threads);
      }
    }
  }

  @Test
  void afterAFailureRunningTasksAreWaitedFor() {
    Thread caller = Thread.currentThread();
    CyclicBarrier both = new CyclicBarrier(2);
    boolean[] finished = new boolean[1];
    try (Workers workers = new Workers(2)) {
      assertThatIllegalStateException()
          .isThrownBy(
              () ->
                  workers.run(
                      2,
                      (task, worker) -> {
                        await(both);
                        if (worker == 0) {
                          throw new IllegalStateException("first");
                        }
                        awaitParked(caller);
                        finished[0] = true;
                        throw new IllegalStateException("second");
                      }))
          .withMessage("first");
      assertThat(finished).containsExactly(true);
    }
  }

  /**
   * A caller that is interrupted leaves out what nobody has started, waits for what runs, is told,
   * and stays interrupted.
   */
  @Test
  void interruptedCallerIsCancelledOnceRunningTasksAreDone() {
    Thread caller = Thread.currentThread();
    CyclicBarrier both = new CyclicBarrier(2);
    AtomicInteger started = new AtomicInteger();
    boolean[] finished = new boolean[1];
    try (Workers workers = new Workers(2)) {
      assertThatExceptionOfType(CancellationException.class)
          .isThrownBy(
              () ->
                  workers.run(
                      1000,
                      (task, worker) -> {
                        started.incrementAndGet();
                        await(both);
                        if (worker == 0) {
                          caller.interrupt();
                        } else {
                          awaitParked(caller);
                          finished[0] = true;
                        }
                      }))
          .withMessage("interrupted while tasks were being done");
      assertThat(Thread.interrupted()).isTrue();
      assertThat(finished).containsExactly(true);
      assertThat(started).hasValue(2);
      assertThat(threadsOf(workers)).as("threads of a later round").hasSize(2);
    }
  }

  /** Also where no other thread is there to take the rest. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void anInterruptedCallerStartsNoTaskOfItsOwn(int threads) {
    AtomicInteger started = new AtomicInteger();
    try (Workers workers = new Workers(threads)) {
      assertThatExceptionOfType(CancellationException.class)
          .isThrownBy(
              () ->
                  workers.run(
                      1,
                      (task, worker) -> {
                        started.incrementAndGet();
                        Thread.currentThread().interrupt();
                      }))
          .withMessage("interrupted while tasks were being done");
      assertThatExceptionOfType(CancellationException.class)
          .isThrownBy(() -> workers.run(1, (task, worker) -> started.incrementAndGet()));
      assertThat(Thread.interrupted()).isTrue();
    }
    assertThat(started).hasValue(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4})
  void aRoundToItsEndIsNotInterrupted(int threads) {
    AtomicInteger done = new AtomicInteger();
    try (Workers workers = new Workers(threads)) {
      Thread caller = Thread.currentThread();
      workers.runToEnd(
          1000,
          (task, worker) -> {
            caller.interrupt();
            done.incrementAndGet();
          });
      assertThat(Thread.interrupted()).isTrue();
      Thread.currentThread().interrupt();
      workers.runToEnd(1, (task, worker) -> done.incrementAndGet());
      assertThat(Thread.interrupted()).isTrue();
    }
    assertThat(done).hasValue(1001);
  }

  @Test
  void callerInterruptedWhileItWaitsGoesOnWaiting() {
    Thread caller = Thread.currentThread();
    CyclicBarrier both = new CyclicBarrier(2);
    boolean[] finished = new boolean[1];
    try (Workers workers = new Workers(2)) {
      assertThatExceptionOfType(CancellationException.class)
          .isThrownBy(
              () ->
                  workers.run(
                      2,
                      (task, worker) -> {
                        await(both);
                        if (worker == 1) {
                          awaitParked(caller);
                          caller.interrupt();
                          while (caller.isInterrupted()) {
                            pause();
                          }
                          awaitParked(caller);
                          finished[0] = true;
                        }
                      }));
      assertThat(Thread.interrupted()).isTrue();
      assertThat(finished).containsExactly(true);
    }
  }

  /** What went wrong is worth more to know than that the caller was interrupted. */
  @Test
  void failureOutranksAnInterrupt() {
    try (Workers workers = new Workers(2)) {
      assertThatIllegalStateException()
          .isThrownBy(
              () ->
                  workers.run(
                      2,
                      (task, worker) -> {
                        if (worker == 0) {
                          Thread.currentThread().interrupt();
                        }
                        throw new IllegalStateException("task");
                      }))
          .withMessage("task");
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  /** A flag that a task leaves set must not turn parking into a busy loop. */
  @Test
  void idleHelpersParkEvenAfterATaskInterruptedThem() {
    try (Workers workers = new Workers(3)) {
      Set<Thread> helpers = threadsOf(workers);
      helpers.remove(Thread.currentThread());
      helpers.forEach(WorkersTest::awaitParked);
      CyclicBarrier all = new CyclicBarrier(3);
      workers.run(
          3,
          (task, worker) -> {
            await(all);
            if (worker > 0) {
              Thread.currentThread().interrupt();
            }
          });
      helpers.forEach(WorkersTest::awaitParked);
      helpers.forEach(
          helper -> assertThat(helper.isInterrupted()).as("%s interrupted", helper).isFalse());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4})
  void tasksCannotRunTasksOnTheSameWorkers(int threads) {
    try (Workers workers = new Workers(threads)) {
      assertThatIllegalStateException()
          .isThrownBy(
              () -> workers.run(4, (task, worker) -> workers.run(2, (inner, innerWorker) -> {})))
          .withMessage(IN_USE);
      AtomicInteger after = new AtomicInteger();
      workers.run(50, (task, worker) -> after.incrementAndGet());
      assertThat(after).as("tasks after a nested call").hasValue(50);
    }
  }

  @Test
  void tasksMayRunTasksOnOtherWorkers() {
    AtomicInteger sum = new AtomicInteger();
    try (Workers outer = new Workers(2)) {
      outer.run(
          4,
          (task, worker) -> {
            try (Workers inner = new Workers(2)) {
              inner.run(10, (innerTask, innerWorker) -> sum.addAndGet(innerTask));
            }
          });
    }
    assertThat(sum).hasValue(4 * 45);
  }

  @Test
  void twoThreadsCannotRunAtOnce() throws InterruptedException {
    CountDownLatch started = new CountDownLatch(1);
    CountDownLatch refused = new CountDownLatch(1);
    AtomicInteger done = new AtomicInteger();
    AtomicReference<Throwable> unexpected = new AtomicReference<>();
    try (Workers workers = new Workers(2)) {
      Thread first =
          new Thread(
              () ->
                  workers.run(
                      10,
                      (task, worker) -> {
                        started.countDown();
                        await(refused);
                        done.incrementAndGet();
                      }));
      first.setUncaughtExceptionHandler((thread, e) -> unexpected.set(e));
      first.start();
      await(started);
      assertThatIllegalStateException()
          .isThrownBy(() -> workers.run(1, (task, worker) -> done.incrementAndGet()))
          .withMessage(IN_USE);
      refused.countDown();
      first.join();
    }
    assertThat(unexpected).hasNullValue();
    assertThat(done).hasValue(10);
  }

  @Test
  void closingEndsTheHelpers() throws InterruptedException {
    Workers workers = new Workers(4);
    Set<Thread> helpers = threadsOf(workers);
    helpers.remove(Thread.currentThread());
    assertThat(helpers).hasSize(3).allMatch(Thread::isDaemon);
    workers.close();
    workers.close();
    for (Thread helper : helpers) {
      helper.join(TimeUnit.SECONDS.toMillis(30));
      assertThat(helper.isAlive()).as("%s is alive", helper).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void closedWorkersRunNothing(int threads) {
    Workers workers = new Workers(threads);
    workers.close();
    assertThatIllegalStateException()
        .isThrownBy(() -> workers.run(2, (task, worker) -> {}))
        .withMessage("run() was called on Workers that are closed");
  }

  @Test
  void aRoundUnderWayIsFinishedWhenClosed() {
    AtomicInteger done = new AtomicInteger();
    Workers workers = new Workers(2);
    workers.run(
        100,
        (task, worker) -> {
          workers.close();
          done.incrementAndGet();
        });
    assertThat(done).hasValue(100);
  }

  /** Some rounds come after a pause, so that helpers have parked and are woken. */
  @Test
  void roundsAllocateNothing() {
    Assumptions.assumeTrue(
        ManagementFactory.getThreadMXBean() instanceof ThreadMXBean,
        "this Java does not count what a thread allocates");
    ThreadMXBean counter = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    try (Workers workers = new Workers(2)) {
      Set<Thread> helpers = threadsOf(workers);
      helpers.remove(Thread.currentThread());
      long helper = helpers.iterator().next().getId();
      int[] runs = new int[2];
      Workers.Task body = (task, worker) -> runs[task]++;
      thousandRounds(workers, body);
      counter.getThreadAllocatedBytes(helper);
      counter.getCurrentThreadAllocatedBytes();
      long helperBefore = counter.getThreadAllocatedBytes(helper);
      long callerBefore = counter.getCurrentThreadAllocatedBytes();
      thousandRounds(workers, body);
      long callerAfter = counter.getCurrentThreadAllocatedBytes();
      long helperAfter = counter.getThreadAllocatedBytes(helper);
      assertThat(callerAfter - callerBefore).as("bytes allocated by the caller").isZero();
      assertThat(helperAfter - helperBefore).as("bytes allocated by the helper").isZero();
      assertThat(runs).containsExactly(2000, 2000);
    }
  }

  private static void thousandRounds(Workers workers, Workers.Task body) {
    for (int round = 0; round < 1000; round++) {
      if (round % 100 == 0) {
        LockSupport.parkNanos(200_000);
      }
      workers.run(2, body);
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

  /** The threads of a round in which each has to take a task. */
  private static Set<Thread> threadsOf(Workers workers) {
    Set<Thread> seen = ConcurrentHashMap.newKeySet();
    CyclicBarrier all = new CyclicBarrier(workers.threads());
    workers.run(
        workers.threads(),
        (task, worker) -> {
          seen.add(Thread.currentThread());
          await(all);
        });
    return seen;
  }

  private static void awaitParked(Thread thread) {
    while (thread.getState() != Thread.State.WAITING
        || !(LockSupport.getBlocker(thread) instanceof Workers
            || LockSupport.getBlocker(thread) instanceof Round)) {
      pause();
    }
  }

  private static void pause() {
    LockSupport.parkNanos(100_000);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static void await(CyclicBarrier barrier) {
    try {
      barrier.await();
    } catch (InterruptedException | BrokenBarrierException e) {
      throw new AssertionError(e);
    }
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // unsound, which is the point
  private static <E extends Throwable> void sneak(Throwable failure) throws E {
    throw (E) failure;
  }
}
