package dev.elbo.benchmarks.kernels;

import dev.elbo.linalg.Elementwise;
import dev.elbo.optim.Adam;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Nanoseconds an element of the element-wise functions and of Adam, on as many elements as fit the
 * second-level cache: below 1 where C2 has vectorised the loop.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class Functions {
  /** A minibatch of 50 rows of 784 logits, about. */
  private static final int LENGTH = 40_000;

  private final float[] start = new float[LENGTH];
  private final float[] values = new float[LENGTH];
  private final float[] others = new float[LENGTH];
  private final float[][] moments = new float[2][LENGTH];
  private long step;

  /** Numbers in [−4, 4). */
  @Setup
  public void fill() {
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < LENGTH; i++) {
      start[i] = (float) (8 * random.nextDouble() - 4);
    }
  }

  /** Functions overwrite their argument: each iteration starts afresh. */
  @Setup(Level.Iteration)
  public void restore() {
    System.arraycopy(start, 0, values, 0, LENGTH);
    System.arraycopy(start, 0, others, 0, LENGTH);
  }

  /** tanh, in place. */
  @Benchmark
  @OperationsPerInvocation(LENGTH)
  public float[] tanh() {
    Elementwise.tanh(values, 0, LENGTH);
    return values;
  }

  /** tanh(x/2), the base of sigmoid and softplus. */
  @Benchmark
  @OperationsPerInvocation(LENGTH)
  public float[] tanhOfHalf() {
    Elementwise.tanhOfHalf(start, others, LENGTH);
    return others;
  }

  /** exp, with a copy. */
  @Benchmark
  @OperationsPerInvocation(LENGTH)
  public float[] exp() {
    System.arraycopy(start, 0, values, 0, LENGTH); // exp uses its argument up
    Elementwise.exp(values, others, LENGTH);
    return others;
  }

  /** A sum in double. */
  @Benchmark
  @OperationsPerInvocation(LENGTH)
  public double sum() {
    return Elementwise.sum(start, 0, LENGTH);
  }

  /** Adam's step, an element a parameter. */
  @Benchmark
  @OperationsPerInvocation(LENGTH)
  public float[] adam() {
    Adam.DEFAULT.ascend(values, start, moments, 0, LENGTH, ++step, 1e-3);
    return values;
  }
}
