package dev.elbo.nn;

import dev.elbo.linalg.Kernels;
import dev.elbo.linalg.Matrix;
import dev.elbo.linalg.Operand;
import dev.elbo.linalg.Precision;
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

  private final IdentityHashMap<Block, Stack.Part> stacked = new IdentityHashMap<>();

  private Weights(Parameters parameters, Precision precision, boolean transposed) {
    this.parameters = parameters;
    this.precision = precision;
    for (Heads heads : parameters.layout().heads()) {
      Stack stack = new Stack(heads, parameters);
      Operand matrix = Kernels.operand(stack.weight(), precision);
      for (Stack.Part part : stack.parts()) {
        stacked.put(part.block(), part);
        if (part.block().isBias()) {
          biases.put(part.block(), stack.bias());
        } else {
          matrices.put(part.block(), matrix);
        }
      }
      if (transposed) {
        Block first = heads.layers().get(0).weight();
        transposes.put(first, Kernels.operand(stack.weight().transposed(), precision));
      }
    }
    for (Block block : parameters.layout().blocks()) {
      if (!stacked.containsKey(block)) {
        Matrix matrix = parameters.matrix(block);
        if (block.isBias()) {
          biases.put(block, matrix);
        } else {
          matrices.put(block, Kernels.operand(matrix, precision));
          if (transposed) {
            transposes.put(block, Kernels.operand(matrix.transposed(), precision));
          }
        }
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

  /** y ← x·Wᵀ + 1·b for the matrix W and the row b of two blocks, or x·W + 1·b. */
  void linear(Matrix x, Block weight, boolean transposed, Block bias, Matrix y) {
    Operand transpose = transposes.get(weight);
    if (!transposed) {
      Kernels.linear(x, matrix(weight), bias(bias), y);
    } else if (transpose != null) {
      Kernels.linear(x, transpose, bias(bias), y);
    } else {
      Kernels.linearTransposed(x, matrix(weight), bias(bias), y);
    }
  }

  /** A weight matrix; for a layer of {@link Heads}, all of theirs. */
  Operand matrix(Block block) {
    return required(matrices.get(block), block);
  }

  /** A bias, (1 × outputs); for a layer of {@link Heads}, all of theirs. */
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
    Stack.Part part = stacked.get(block);
    int first = 0;
    if (part != null) {
      part.take(from, to);
      first = part.first();
    }
    if (!block.isBias()) {
      matrix(block).refresh(first + from, first + to);
    }
  }

  /** Takes over all parameters. */
  public void refresh() {
    for (Block block : parameters.layout().blocks()) {
      refresh(block, 0, block.rows());
    }
  }
}
