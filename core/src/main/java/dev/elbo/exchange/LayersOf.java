package dev.elbo.exchange;

import dev.elbo.distribution.Bernoulli;
import dev.elbo.distribution.DiagonalGaussian;
import dev.elbo.distribution.DiagonalGaussian.MeanRange;
import dev.elbo.distribution.DiagonalGaussian.Variance;
import dev.elbo.distribution.Likelihood;
import dev.elbo.distribution.LogVarianceBounds;
import dev.elbo.model.Architecture;
import dev.elbo.model.Vae;
import dev.elbo.nn.Activation;
import dev.elbo.persist.TensorFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The layers that the tensors of a file have.
 *
 * @param names which tensor is which
 * @param written what Elbo has written of it, where it has written the file
 */
record LayersOf(
    TensorFile in, LayerNames names, ImportOptions options, Optional<Architecture> written) {

  /**
   * The layers. Their widths are those of the encoder's matrices; whether other tensors fit them is
   * still to be checked.
   */
  Vae vae() {
    List<Integer> hidden = new ArrayList<>();
    for (int i = 0; i < names.hiddenLayers(); i++) {
      hidden.add(length("encoder.hidden.%d.weight".formatted(i), 0));
    }
    int latents = length("encoder.mean.weight", 0);
    Likelihood likelihood = likelihood(length("encoder.hidden.0.weight", 1));
    try {
      return Vae.of(
          new Architecture(
              likelihood,
              hidden,
              latents,
              options
                  .activation()
                  .or(() -> written.map(Architecture::activation))
                  .orElse(Activation.RELU),
              Architecture.Weights.SEPARATE,
              written.map(Architecture::encoderBounds).orElse(LogVarianceBounds.NONE)));
    } catch (IllegalArgumentException e) {
      throw in.problem(String.valueOf(e.getMessage()));
    }
  }

  /** Rows or columns of a matrix. */
  private int length(String ours, int dimension) {
    String theirs = names.of(ours).orElseThrow();
    List<Long> shape = in.shape(theirs);
    if (shape.size() != 2 || shape.get(dimension) < 1 || shape.get(dimension) > Integer.MAX_VALUE) {
      throw in.problem(
          "tensor %s has the shape %s where %s is a matrix, outputs × inputs"
              .formatted(theirs, shape, ours));
    }
    return shape.get(dimension).intValue();
  }

  private Likelihood likelihood(int columns) {
    if (names.isBernoulli()) {
      requireNoneOf(options.meanRange().isPresent(), "a range of means");
      requireNoneOf(options.logVariance().isPresent(), "log σ²");
      return new Bernoulli(columns);
    }
    if (names.hasLogVariance() == options.logVariance().isPresent()) {
      throw new IllegalArgumentException(
          names.hasLogVariance()
              ? "log σ² of the decoder is given twice: by name, and as a number"
              : "the decoder is Gaussian, and nothing is said of its log σ²: give the name of decoder.log_variance or, where none was learnt, the number that training assumed, such as 0");
    }
    Optional<DiagonalGaussian> known =
        written
            .map(Architecture::likelihood)
            .filter(DiagonalGaussian.class::isInstance)
            .map(DiagonalGaussian.class::cast);
    return new DiagonalGaussian(
        columns,
        names.sharesLogVariance() ? Variance.SHARED : Variance.PER_ROW,
        options.meanRange().or(() -> known.map(DiagonalGaussian::meanRange)).orElse(MeanRange.REAL),
        known
            .filter(gaussian -> names.hasLogVariance())
            .map(DiagonalGaussian::bounds)
            .orElse(LogVarianceBounds.NONE));
  }

  private static void requireNoneOf(boolean given, String what) {
    if (given) {
      throw new IllegalArgumentException(
          what + " is given, which a Bernoulli decoder does not have");
    }
  }
}
