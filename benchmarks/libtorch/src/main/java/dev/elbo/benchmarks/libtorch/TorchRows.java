package dev.elbo.benchmarks.libtorch;

import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** A data set as one tensor, gathered from by shuffled row numbers. */
final class TorchRows {
  private final FloatPointer storage;
  private final Tensor values;
  private final long rows;
  private final long minibatch;
  private final Tensor order;
  private long next;

  /** Made outside of any scope: it stays. */
  TorchRows(float[] numbers, long columns, long minibatch) {
    // The tensor is a view of this pointer's memory, which lives as long as this object.
    storage = new FloatPointer(numbers);
    rows = numbers.length / columns;
    values = torch.from_blob(storage, rows, columns);
    this.minibatch = minibatch;
    order = torch.randperm(rows);
  }

  /** All rows, (rows × columns). */
  Tensor all() {
    return values;
  }

  /** A copy of the next minibatch; rows that do not fill one are left out of an epoch. */
  Tensor next() {
    if (next + minibatch > rows) {
      torch.randperm_out(order, rows);
      next = 0;
    }
    Tensor chosen = order.narrow(0, next, minibatch);
    next += minibatch;
    return values.index_select(0, chosen);
  }

  /** Steps of an epoch. */
  long steps() {
    return rows / minibatch;
  }
}
