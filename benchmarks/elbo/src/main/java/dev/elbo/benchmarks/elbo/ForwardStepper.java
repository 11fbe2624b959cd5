package dev.elbo.benchmarks.elbo;

import dev.elbo.AutoEncoder;
import dev.elbo.Training;
import dev.elbo.benchmarks.protocol.Minibatches;
import dev.elbo.benchmarks.protocol.Setting;
import dev.elbo.benchmarks.protocol.Stepper;
import dev.elbo.benchmarks.protocol.Workload;
import dev.elbo.data.Dataset;
import dev.elbo.distribution.LogVarianceBounds;
import java.util.Arrays;

/** Codes or scores of a minibatch, by the methods a user calls. */
final class ForwardStepper implements Stepper {
  private static final int ROWS_TO_TRAIN_ON = 1000;

  private final Workload workload;
  private final Dataset rows;
  private final Minibatches minibatches;
  private final AutoEncoder model;
  private double score = Double.NaN;

  ForwardStepper(Workload workload, Setting setting) {
    this.workload = workload;
    rows = ElboModel.rows(workload);
    minibatches = new Minibatches(workload);
    int[] few = new int[Math.min(ROWS_TO_TRAIN_ON, rows.rows())];
    for (int i = 0; i < few.length; i++) {
      few[i] = i;
    }
    model =
        Training.on(rows.select(few, "few"))
            .likelihood(ElboModel.likelihood(workload))
            .hidden(workload.hidden())
            .latent(workload.latents())
            .encoderBounds(LogVarianceBounds.NONE)
            .heldOut(0)
            .options(ElboOptions.of(setting).epochs(1).build())
            .run();
  }

  @Override
  public void step(long[] nanos) {
    long before = System.nanoTime();
    for (int i = 0; i < nanos.length; i++) {
      step();
      long now = System.nanoTime();
      nanos[i] = now - before;
      before = now;
    }
  }

  private void step() {
    Dataset minibatch = rows.select(minibatches.next(), "minibatch");
    if (workload.task() == Workload.Task.ENCODE) {
      model.encode(minibatch);
    } else {
      score = score(minibatch);
    }
  }

  /** Mean log p(x). Takes as many threads as the JVM sees processors, as encoding does. */
  private double score(Dataset minibatch) {
    return Arrays.stream(model.logLikelihood(minibatch, workload.samples()))
        .average()
        .orElseThrow();
  }

  @Override
  public double objective() {
    return score;
  }

  @Override
  public void close() {
    // Nothing to release.
  }
}
