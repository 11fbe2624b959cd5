package dev.elbo.benchmarks.elbo;

import dev.elbo.benchmarks.protocol.Setting;
import dev.elbo.benchmarks.protocol.Stepper;
import dev.elbo.benchmarks.protocol.Workload;
import dev.elbo.data.Binarization;
import dev.elbo.data.RowReader;
import dev.elbo.model.Vae;
import dev.elbo.objective.Iwae;
import dev.elbo.objective.Objective;
import dev.elbo.objective.SgvbB;
import dev.elbo.train.TrainOptions;
import dev.elbo.train.Trainer;
import dev.elbo.train.TrainingListener;
import java.util.Optional;
import java.util.concurrent.SynchronousQueue;
import org.jspecify.annotations.Nullable;

/**
 * A run of the trainer on a thread of its own that stands still between requests: the listener is
 * told of a step, and does not return before the next one is wanted. So shuffling and reading are
 * in the time, as for everybody.
 */
final class TrainingStepper implements Stepper {
  /** More than any measurement makes; the run ends with the process. */
  private static final int EPOCHS = 1_000_000;

  /** Nanoseconds to fill, from the harness to the run. */
  private final SynchronousQueue<long[]> requests = new SynchronousQueue<>();

  /** What became of them: nothing, or why the run ended. */
  private final SynchronousQueue<Optional<Throwable>> answers = new SynchronousQueue<>();

  private volatile double objective = Double.NaN;

  TrainingStepper(Workload workload, Setting setting) {
    TrainOptions options =
        ElboOptions.of(setting)
            .minibatch(workload.minibatch())
            .objective(objective(workload))
            .epochs(EPOCHS)
            .build();
    RowReader rows = RowReader.of(ElboModel.rows(workload), Binarization.NONE, options.seed());
    Vae vae = Vae.of(ElboModel.architecture(workload));
    Trainer trainer = new Trainer(vae, options, rows, Optional.empty(), new Clock());
    Thread thread = new Thread(() -> run(trainer), "trainer");
    thread.setDaemon(true);
    thread.start();
  }

  private static Objective objective(Workload workload) {
    return workload.task() == Workload.Task.IWAE
        ? new Iwae(workload.samples(), Iwae.Gradient.FULL)
        : new SgvbB(workload.samples());
  }

  private void run(Trainer trainer) {
    try {
      trainer.run();
      answer(new IllegalStateException("the run is over"));
    } catch (RuntimeException | LinkageError | OutOfMemoryError e) {
      answer(e);
    }
  }

  private void answer(@Nullable Throwable problem) {
    try {
      answers.put(Optional.ofNullable(problem));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void step(long[] nanos) {
    try {
      requests.put(nanos);
      Optional<Throwable> problem = answers.take();
      if (problem.isPresent()) {
        throw new IllegalStateException(problem.get());
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public double objective() {
    return objective;
  }

  @Override
  public void close() {
    // The run's thread is a daemon and ends with the process.
  }

  /** Fills the nanoseconds of a request, step by step. */
  private final class Clock implements TrainingListener {
    private long[] nanos = new long[0];
    private int done;
    private long before;

    @Override
    public void started(Plan plan) {
      next();
    }

    @Override
    public void stepped(Progress progress) {
      long now = System.nanoTime();
      nanos[done++] = now - before;
      before = now;
      if (done == nanos.length) {
        objective = progress.bound();
        answer(null);
        next();
      }
    }

    private void next() {
      try {
        nanos = requests.take();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      done = 0;
      before = System.nanoTime();
    }
  }
}
