package dev.elbo.train;

import dev.elbo.nn.Block;
import dev.elbo.nn.Parameters;
import java.util.Optional;

/** A number of the run became NaN or infinite. The message says when and where. */
public final class NonFiniteException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NonFiniteException(String message) {
    super(message);
  }

  static NonFiniteException at(
      StepContext step, double bound, Parameters parameters, Parameters gradient) {
    String where =
        firstNonFinite(parameters)
            .map(block -> "parameter block " + block.name())
            .or(
                () ->
                    firstNonFinite(gradient)
                        .map(block -> "the gradient of parameter block " + block.name()))
            .orElse("the bound alone");
    return new NonFiniteException(
        ("training stopped at epoch %d, step %d: the bound is %s; the first non-finite number is in"
                + " %s. Try a smaller learning rate, a limit on the gradient's norm, or data"
                + " scaled to standard deviation 1")
            .formatted(step.epoch(), step.number(), bound, where));
  }

  static boolean allFinite(Parameters parameters) {
    return firstNonFinite(parameters).isEmpty();
  }

  private static Optional<Block> firstNonFinite(Parameters parameters) {
    float[] values = parameters.values();
    for (int i = 0; i < values.length; i++) {
      if (!Float.isFinite(values[i])) {
        return Optional.of(parameters.layout().at(i));
      }
    }
    return Optional.empty();
  }
}
