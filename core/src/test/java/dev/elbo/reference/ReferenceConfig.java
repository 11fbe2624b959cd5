package dev.elbo.reference;

import java.util.List;

/**
 * The shape of a reference model: widths, likelihood and options; no numbers.
 *
 * <p>With {@code tied} the matrix of the decoder's logits or means (dataSize × last decoder width)
 * is the transpose of the encoder's first matrix (first encoder width × dataSize) and has no block
 * of its own.
 *
 * @param dataSize D, the columns of a row
 * @param encoderHidden widths of the encoder's hidden layers, first to last
 * @param latentSize J, the columns of z
 * @param decoderHidden widths of the decoder's hidden layers, first to last
 * @param activation f of every hidden layer
 * @param likelihood p(x|z)
 * @param sharedVariance Gaussian only: one log σ² per column instead of a head that depends on z
 * @param sigmoidMeans Gaussian only: the means are sigmoid(head), as for the paper's Frey faces
 * @param tied whether the decoder's last matrix is the transpose of the encoder's first
 * @param encoderBounds smooth bounds of log σ² of q(z|x)
 * @param decoderBounds smooth bounds of log σ² of a Gaussian p(x|z)
 */
public record ReferenceConfig(
    int dataSize,
    List<Integer> encoderHidden,
    int latentSize,
    List<Integer> decoderHidden,
    Activation activation,
    Likelihood likelihood,
    boolean sharedVariance,
    boolean sigmoidMeans,
    boolean tied,
    Bounds encoderBounds,
    Bounds decoderBounds) {

  /** The non-linearity of the hidden layers. */
  public enum Activation {
    TANH {
      @Override
      double value(double a) {
        return Math.tanh(a);
      }

      @Override
      double derivative(double a) {
        return 1 - Math.tanh(a) * Math.tanh(a);
      }
    },
    RELU {
      @Override
      double value(double a) {
        return Math.max(a, 0);
      }

      @Override
      double derivative(double a) {
        return a > 0 ? 1 : 0;
      }
    },
    SOFTPLUS {
      @Override
      double value(double a) {
        return ReferenceDistributions.softplus(a);
      }

      @Override
      double derivative(double a) {
        return ReferenceDistributions.sigmoid(a);
      }
    };

    /** f(a). */
    abstract double value(double a);

    /** f′(a), in terms of the pre-activation a; 0 at the kink of RELU. */
    abstract double derivative(double a);
  }

  /** The distribution of a row given z. */
  public enum Likelihood {
    BERNOULLI,
    GAUSSIAN
  }

  /** Smooth bounds of a log-variance; an infinite side is no bound. */
  public record Bounds(double lower, double upper) {
    public static final Bounds NONE =
        new Bounds(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

    public Bounds {
      require(lower < upper, "bounds must satisfy lower < upper, got " + lower + ", " + upper);
    }
  }

  public ReferenceConfig {
    encoderHidden = List.copyOf(encoderHidden);
    decoderHidden = List.copyOf(decoderHidden);
    require(dataSize > 0 && latentSize > 0, "sizes must be positive");
    if (likelihood == Likelihood.BERNOULLI) {
      require(!sharedVariance && !sigmoidMeans, "a Bernoulli decoder has neither means nor σ");
    }
    require(!encoderHidden.isEmpty() && !decoderHidden.isEmpty(), "hidden layers are missing");
    if (tied) {
      require(
          encoderHidden.get(0).equals(decoderHidden.get(decoderHidden.size() - 1)),
          "tied needs the decoder's last hidden width to equal the encoder's first");
    }
  }

  /**
   * A model with separate weights and no bounds; a Gaussian one with the log σ² head of App. C.2.
   */
  public static ReferenceConfig of(
      Likelihood likelihood,
      Activation activation,
      int dataSize,
      List<Integer> encoderHidden,
      int latentSize,
      List<Integer> decoderHidden) {
    return new ReferenceConfig(
        dataSize,
        encoderHidden,
        latentSize,
        decoderHidden,
        activation,
        likelihood,
        false,
        false,
        false,
        Bounds.NONE,
        Bounds.NONE);
  }

  /** The same model with these Gaussian options. */
  public ReferenceConfig withGaussian(boolean newSharedVariance, boolean newSigmoidMeans) {
    return new ReferenceConfig(
        dataSize,
        encoderHidden,
        latentSize,
        decoderHidden,
        activation,
        likelihood,
        newSharedVariance,
        newSigmoidMeans,
        tied,
        encoderBounds,
        decoderBounds);
  }

  /** The same model with tied or separate weights. */
  public ReferenceConfig withTied(boolean newTied) {
    return new ReferenceConfig(
        dataSize,
        encoderHidden,
        latentSize,
        decoderHidden,
        activation,
        likelihood,
        sharedVariance,
        sigmoidMeans,
        newTied,
        encoderBounds,
        decoderBounds);
  }

  /** The same model with these bounds of log σ². */
  public ReferenceConfig withBounds(Bounds encoder, Bounds decoder) {
    return new ReferenceConfig(
        dataSize,
        encoderHidden,
        latentSize,
        decoderHidden,
        activation,
        likelihood,
        sharedVariance,
        sigmoidMeans,
        tied,
        encoder,
        decoder);
  }

  /** The block name of the decoder's output weight: logits (App. C.1) or means (App. C.2). */
  String outputName() {
    return likelihood == Likelihood.BERNOULLI ? "decoder.logits" : "decoder.mean";
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException(message);
    }
  }
}
