package dev.elbo.exchange;

import dev.elbo.data.Binarization;
import dev.elbo.data.ImageShape;
import dev.elbo.distribution.DiagonalGaussian.MeanRange;
import dev.elbo.nn.Activation;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What tensors cannot tell. Where nothing is given, what Elbo has written into the file counts,
 * where it has, and else a default.
 *
 * @param names which tensor is which; by default {@link LayerNames#PYTORCH_EXAMPLE}, or Elbo's own
 *     where there is a tensor {@code encoder.mean.weight}
 * @param activation of the hidden layers; by default ReLU, as in the example
 * @param meanRange of a Gaussian decoder; by default real
 * @param logVariance of a Gaussian decoder that has learnt no log σ²: what its training assumed
 * @param binarization that rows are to pass; by default none
 * @param imageShape of a row; by default none
 */
public record ImportOptions(
    Optional<LayerNames> names,
    Optional<Activation> activation,
    Optional<MeanRange> meanRange,
    OptionalDouble logVariance,
    Optional<Binarization> binarization,
    Optional<ImageShape> imageShape) {

  /** Nothing is given. */
  public static final ImportOptions DEFAULT =
      new ImportOptions(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          OptionalDouble.empty(),
          Optional.empty(),
          Optional.empty());

  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException where log σ² is not a finite float
   */
  public ImportOptions {
    if (logVariance.isPresent() && !Float.isFinite((float) logVariance.getAsDouble())) {
      throw new IllegalArgumentException(
          "log σ² must be a finite number, not " + logVariance.getAsDouble());
    }
  }
}
