package dev.elbo.model;

import dev.elbo.distribution.Likelihood;
import dev.elbo.distribution.LogVarianceBounds;
import dev.elbo.nn.Activation;
import java.util.List;

/**
 * What a model looks like, without its numbers.
 *
 * @param likelihood p(x|z), which also fixes the number of columns
 * @param hidden widths of the encoder's hidden layers from the data inwards; the decoder mirrors
 *     them
 * @param latentSize number of latent variables, the paper's N_z
 * @param activation function of the hidden layers
 * @param weights whether the decoder's last matrix is its own
 * @param encoderBounds smooth bound on the encoder's log σ²
 */
public record Architecture(
    Likelihood likelihood,
    List<Integer> hidden,
    int latentSize,
    Activation activation,
    Weights weights,
    LogVarianceBounds encoderBounds) {

  /** Whether encoder and decoder share a matrix. */
  public enum Weights {
    /** All weights of the decoder are its own. */
    SEPARATE,
    /** The decoder's last matrix (logits or μ) is the transpose of the encoder's first. */
    TIED
  }

  /** Hidden units of a model about which nothing else was said. */
  public static final List<Integer> DEFAULT_HIDDEN = List.of(256);

  /** Latent variables of a model about which nothing else was said. */
  public static final int DEFAULT_LATENT_SIZE = 8;

  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException where a width is not positive, there is no hidden layer, or
   *     weights are tied though columns have families of their own
   */
  public Architecture {
    hidden = List.copyOf(hidden);
    if (hidden.isEmpty() || hidden.stream().anyMatch(width -> width < 1)) {
      throw new IllegalArgumentException(
          "hidden layers need widths of 1 or more, at least one layer, not " + hidden);
    }
    if (latentSize < 1) {
      throw new IllegalArgumentException("latent size must be 1 or more, not " + latentSize);
    }
    if (weights == Weights.TIED && !Features.of(likelihood).plain()) {
      throw new IllegalArgumentException(
          "tied weights need columns of one family, which the encoder is given as they are, not "
              + likelihood);
    }
  }

  /** One tanh hidden layer, separate weights and the default bounds: the networks of App. C. */
  public static Architecture of(Likelihood likelihood, List<Integer> hidden, int latentSize) {
    return new Architecture(
        likelihood,
        hidden,
        latentSize,
        Activation.TANH,
        Weights.SEPARATE,
        LogVarianceBounds.ENCODER);
  }

  /** Widths from data to data, such as {@code 784–500–20–500–784}. */
  public String widths() {
    StringBuilder text = new StringBuilder().append(likelihood.dataSize());
    hidden.forEach(width -> text.append('–').append(width));
    text.append('–').append(latentSize);
    for (int i = hidden.size() - 1; i >= 0; i--) {
      text.append('–').append(hidden.get(i));
    }
    return text.append('–').append(likelihood.dataSize()).toString();
  }
}
