package dev.elbo.nn;

import dev.elbo.linalg.Kernels;
import dev.elbo.linalg.Matrix;
import dev.elbo.linalg.Operand;
import dev.elbo.linalg.Precision;
import dev.elbo.linalg.Result;
import java.util.IdentityHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Parameters as layers read them: weight matrices where the product engine wants them, biases as
 * they stand.
 *
 * <p>What changes in the {@link Parameters} is seen here after {@link #refresh}.
 */
public final class Weights {
  private final Parameters parameters;
  private final Precision precision;

  // By identity: a block belongs to one layout, and its hash would cost more than a small product.
  private final IdentityHashMap<Block, Operand> matrices = new IdentityHashMap<>();
  private final IdentityHashMap<Block, Operand> transposes = new IdentityHashMap<>();
  private final IdentityHashMap<Block, Matrix> biases = new IdentityHashMap<>();

  private Weights(Parameters parameters, Precision precision, boolean transposed) {
    this.parameters = parameters;
    this.precision = precision;
    for (Block block : parameters.layout().blocks()) {
      Matrix matrix = parameters.matrix(block);
      if (block.isBias()) {
        biases.put(block, matrix);
        continue;
      }
      matrices.put(block, Kernels.operand(matrix, precision));
      if (transposed) {
        transposes.put(block, Kernels.operand(matrix.transposed(), precision));
      }
    }
  }

  /** The parameters as they are now, in float32. */
  public static Weights of(Parameters parameters) {
    return of(parameters, Precision.F32);
  }

  /**
   * The parameters as they are now, for products of a precision.
   *
   * @throws IllegalArgumentException where this processor does not have it
   */
  public static Weights of(Parameters parameters, Precision precision) {
    return new Weights(parameters, precision, false);
  }

  /**
   * The parameters as they will stay, with Wᵀ beside each W: going forward, layers then multiply by
   * a matrix as it stands, which is twice as fast where rows are few. Not to be refreshed.
   */
  public static Weights fixed(Parameters parameters) {
    return new Weights(parameters, Precision.F32, true);
  }

  public Parameters parameters() {
    return parameters;
  }

  public Precision precision() {
    return precision;
  }

  /** y ← x·Wᵀ + y for the matrix W of a block, or x·W + y. */
  void multiplyAdd(Matrix x, Block block, boolean transposed, Matrix y) {
    Operand transpose = transposes.get(block);
    if (!transposed) {
      Kernels.product(x, matrix(block), Result.ADD, y);
    } else if (transpose != null) {
      Kernels.product(x, transpose, Result.ADD, y);
    } else {
      Kernels.productTransposed(x, matrix(block), Result.ADD, y);
    }
  }

  /** A weight matrix. */
  Operand matrix(Block block) {
    return required(matrices.get(block), block);
  }

  /** A bias, (1 × outputs). */
  public Matrix bias(Block block) {
    return required(biases.get(block), block);
  }

  private static <T> T required(@Nullable T found, Block block) {
    if (found == null) {
      throw new IllegalArgumentException("these weights have no " + block.name());
    }
    return found;
  }

  /**
   * Takes over rows [from, to) of a block of the parameters.
   *
   * @throws IllegalStateException where these were said to be {@link #fixed}
   */
  public void refresh(Block block, int from, int to) {
    if (!transposes.isEmpty()) {
      throw new IllegalStateException("weights that are fixed cannot be refreshed");
    }
    if (!block.isBias()) {
      matrix(block).refresh(from, to);
    }
  }

  /** Takes over all parameters. */
  public void refresh() {
    for (Block block : parameters.layout().blocks()) {
      refresh(block, 0, block.rows());
    }
  }
}
