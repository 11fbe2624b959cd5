package dev.elbo.benchmarks.libtorch;

import dev.elbo.benchmarks.protocol.Race;
import dev.elbo.benchmarks.protocol.Stepper;
import dev.elbo.benchmarks.protocol.SyntheticRows;
import dev.elbo.benchmarks.protocol.Workload;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Adam;
import org.bytedeco.pytorch.AdamOptions;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;

/** Forward, backward, Adam. */
final class TrainingStepper implements Stepper {
  private final Workload workload;
  private final TorchRows rows;
  private final Network network;
  private final Bounds bounds;
  private final Adam adam;

  TrainingStepper(Workload workload) {
    this.workload = workload;
    rows = new TorchRows(SyntheticRows.of(workload), workload.columns(), workload.minibatch());
    network = new Network(workload);
    bounds = new Bounds(network, workload);
    adam = new Adam(network.parameters(), new AdamOptions(Race.RATE));
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
    try (PointerScope scope = new PointerScope()) {
      // Sets gradients to none, not to zeros: backward then writes instead of adding.
      adam.zero_grad();
      objective(rows.next()).backward();
      adam.step();
    }
  }

  private Tensor objective(Tensor x) {
    return workload.task() == Workload.Task.IWAE
        ? bounds.negativeImportanceBound(x, workload.samples())
        : bounds.negativeBound(x);
  }

  @Override
  public double objective() {
    try (PointerScope scope = new PointerScope();
        NoGradGuard guard = new NoGradGuard()) {
      return -objective(rows.next()).item_double();
    }
  }

  @Override
  public void close() {
    adam.close();
    network.close();
  }
}
