package dev.elbo.benchmarks.libtorch;

import dev.elbo.benchmarks.protocol.Stepper;
import dev.elbo.benchmarks.protocol.SyntheticRows;
import dev.elbo.benchmarks.protocol.Workload;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.InferenceMode;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** Codes or scores of a minibatch, in inference mode: nothing is kept for gradients. */
final class ForwardStepper implements Stepper {
  /** Rows × draws that go through the decoder at once; more run out of the caches. */
  private final long most;

  private final Workload workload;
  private final TorchRows rows;
  private final Network network;
  private final Bounds bounds;
  private double score = Double.NaN;

  ForwardStepper(Workload workload, long most) {
    this.workload = workload;
    this.most = most;
    rows = new TorchRows(SyntheticRows.of(workload), workload.columns(), workload.minibatch());
    network = new Network(workload);
    bounds = new Bounds(network, workload);
  }

  @Override
  public void step(long[] nanos) {
    try (InferenceMode mode = new InferenceMode(true)) {
      long before = System.nanoTime();
      for (int i = 0; i < nanos.length; i++) {
        step();
        long now = System.nanoTime();
        nanos[i] = now - before;
        before = now;
      }
    }
  }

  private void step() {
    try (PointerScope scope = new PointerScope()) {
      Tensor x = rows.next();
      if (workload.task() == Workload.Task.ENCODE) {
        encode(x);
      } else {
        score = score(x);
      }
    }
  }

  /** Where the user's code begins: the numbers of μ and σ, in Java arrays. */
  private void encode(Tensor x) {
    TensorVector heads = network.encode(x).chunk(2, 1);
    toArray(heads.get(0).contiguous());
    toArray(heads.get(1).mul(new Scalar(0.5)).exp_());
  }

  private static void toArray(Tensor tensor) {
    float[] numbers = new float[Math.toIntExact(tensor.numel())];
    tensor.data_ptr_float().get(numbers);
  }

  /** Mean log p(x), the rows' scores in a Java array on the way. */
  private double score(Tensor x) {
    Tensor heads = network.encode(x);
    long draws = workload.samples();
    long atOnce = Math.max(1, Math.min(draws, most / x.size(0)));
    TensorVector parts = new TensorVector();
    for (long done = 0; done < draws; done += atOnce) {
      parts.push_back(bounds.logWeights(x, heads, Math.min(atOnce, draws - done)));
    }
    Tensor scores =
        torch.logsumexp(torch.cat(parts, 1), 1).sub(new Scalar(Math.log((double) draws)));
    toArray(scores);
    return scores.mean().item_double();
  }

  @Override
  public double objective() {
    return score;
  }

  @Override
  public void close() {
    network.close();
  }
}
