package dev.elbo.benchmarks.kernels;

import dev.elbo.linalg.Kernels;
import dev.elbo.linalg.Matrix;
import dev.elbo.linalg.Operand;
import dev.elbo.linalg.Precision;
import dev.elbo.linalg.Result;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The three products of a linear layer, rows × inputs × outputs. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class Products {
  /** rows × inputs × outputs, as in the performance page. */
  @Param({"50x784x500", "50x500x784", "100x784x500", "128x30x64", "1x784x500"})
  public String shape = "";

  /** What the factors are rounded to; BF16 needs a processor that has it. */
  @Param({"F32", "BF16"})
  public Precision precision = Precision.F32;

  private Matrix x = Matrix.zeros(1, 1);
  private Matrix weights = Matrix.zeros(1, 1);
  private Matrix y = Matrix.zeros(1, 1);
  private Operand operand = Kernels.operand(weights, Precision.F32);

  /** Standard-uniform operands. */
  @Setup
  public void fill() {
    String[] sizes = shape.split("x", -1);
    int rows = Integer.parseInt(sizes[0]);
    int inputs = Integer.parseInt(sizes[1]);
    int outputs = Integer.parseInt(sizes[2]);
    x = random(rows, inputs);
    weights = random(outputs, inputs);
    y = random(rows, outputs);
    operand = Kernels.operand(weights, precision);
  }

  private static Matrix random(int rows, int columns) {
    SplittableRandom random = new SplittableRandom(1);
    float[] values = new float[rows * columns];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextDouble() - 0.5f;
    }
    return Matrix.view(rows, columns, values, 0);
  }

  /** Y ← X·Wᵀ. */
  @Benchmark
  public Matrix forward() {
    Kernels.productTransposed(x, operand, Result.SET, y);
    return y;
  }

  /** ∂W ← ∂Yᵀ·X. */
  @Benchmark
  public Matrix weightGradient() {
    Kernels.transposedProduct(precision, y, x, Result.SET, weights);
    return weights;
  }

  /** ∂X ← ∂Y·W. */
  @Benchmark
  public Matrix inputGradient() {
    Kernels.product(y, operand, Result.SET, x);
    return x;
  }
}
