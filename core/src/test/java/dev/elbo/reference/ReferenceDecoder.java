package dev.elbo.reference;

import dev.elbo.reference.ReferenceConfig.Likelihood;
import java.util.List;
import java.util.Map;

/**
 * AEVB App. C.1 (Bernoulli) and App. C.2 (Gaussian) as decoder: p(x|z) of one z.
 *
 * <p>h = f(W z + b), then the logits a = W h + b, or μ = W₄ h + b₄ (or its sigmoid) and log σ² =
 * bound(W₅ h + b₅), where a shared variance is bound(b₅) alone. Tied: the matrix of logits or means
 * is the transpose of {@code encoder.hidden.0.weight}, and its gradient is added there.
 */
public final class ReferenceDecoder {
  private static final String TIED_BLOCK = "encoder.hidden.0.weight";
  private static final String LOG_VARIANCE = "decoder.log_variance";

  private final ReferenceConfig config;
  private final Map<String, double[][]> parameters;

  /** The decoder of this model with these parameters, which are read, never written. */
  public ReferenceDecoder(ReferenceConfig config, Map<String, double[][]> parameters) {
    this.config = config;
    this.parameters = parameters;
  }

  /** p(x|z) of one z and what backward needs. */
  public static final class Output {
    private final ReferenceLayers.Trace trace;
    private final double[] location;
    private final double[] mean;
    private final double[] rawLogVariance;
    private final double[] logVariance;

    private Output(
        ReferenceLayers.Trace trace,
        double[] location,
        double[] mean,
        double[] rawLogVariance,
        double[] logVariance) {
      this.trace = trace;
      this.location = location;
      this.mean = mean;
      this.rawLogVariance = rawLogVariance;
      this.logVariance = logVariance;
    }

    /**
     * The linear output: the logits (App. C.1), or the means before their sigmoid (App. C.2) (D).
     */
    public double[] location() {
      return location.clone();
    }

    /** E[x|z]: sigmoid of the logits, or μ (D). */
    public double[] mean() {
      return mean.clone();
    }

    /** log σ² before the smooth bound (D); empty for a Bernoulli decoder. */
    public double[] rawLogVariance() {
      return rawLogVariance.clone();
    }

    /** log σ² (D); empty for a Bernoulli decoder. */
    public double[] logVariance() {
      return logVariance.clone();
    }

    /** W h + b of each hidden layer, for tests that keep away from kinks. */
    public List<double[]> preActivations() {
      return List.copyOf(trace.preActivations);
    }
  }

  /** p(x|z) at z (J). */
  public Output decode(double[] z) {
    ReferenceLayers.Trace trace =
        ReferenceLayers.hidden(
            parameters, "decoder.hidden.", config.decoderHidden().size(), config.activation(), z);
    double[] location =
        ReferenceLayers.affine(
            outputWeight(),
            ReferenceParameters.block(parameters, config.outputName() + ".bias"),
            trace.output);
    double[] mean = location.clone();
    if (config.likelihood() == Likelihood.BERNOULLI || config.sigmoidMeans()) {
      for (int i = 0; i < mean.length; i++) {
        mean[i] = ReferenceDistributions.sigmoid(location[i]);
      }
    }
    double[] raw = rawLogVariance(trace.output);
    double[] logVariance = new double[raw.length];
    for (int i = 0; i < raw.length; i++) {
      logVariance[i] = ReferenceDistributions.bounded(raw[i], config.decoderBounds());
    }
    return new Output(trace, location, mean, raw, logVariance);
  }

  /** log p(x|z) of the row x (D). */
  public double logLikelihood(Output p, double[] x) {
    return config.likelihood() == Likelihood.BERNOULLI
        ? ReferenceDistributions.bernoulli(x, p.location)
        : ReferenceDistributions.gaussian(x, p.mean, p.logVariance);
  }

  /**
   * Adds the parameter gradient of weight · log p(x|z) at fixed z; returns its derivative by z (J).
   */
  public double[] backward(Output p, double[] x, double weight, Map<String, double[][]> gradient) {
    double[] h = p.trace.output;
    double[] dh = locationBackward(h, dLocation(p, x, weight), gradient);
    if (config.likelihood() == Likelihood.GAUSSIAN) {
      double[] dRaw = dRawLogVariance(p, x, weight);
      if (config.sharedVariance()) {
        double[][] biasGradient = ReferenceParameters.block(gradient, LOG_VARIANCE + ".bias");
        for (int i = 0; i < dRaw.length; i++) {
          biasGradient[0][i] += dRaw[i];
        }
      } else {
        dh =
            ReferenceLayers.sum(
                dh, ReferenceLayers.affineBackward(parameters, LOG_VARIANCE, h, dRaw, gradient));
      }
    }
    return ReferenceLayers.hiddenBackward(
        parameters, "decoder.hidden.", config.activation(), p.trace, dh, gradient);
  }

  private double[] rawLogVariance(double[] h) {
    if (config.likelihood() == Likelihood.BERNOULLI) {
      return new double[0];
    }
    return config.sharedVariance()
        ? ReferenceParameters.block(parameters, LOG_VARIANCE + ".bias")[0].clone()
        : ReferenceLayers.affine(parameters, LOG_VARIANCE, h);
  }

  /** weight · ∂ log p(x|z) / ∂(logits), or / ∂(head of the means). */
  private double[] dLocation(Output p, double[] x, double weight) {
    double[] d = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      if (config.likelihood() == Likelihood.BERNOULLI) {
        d[i] = weight * (x[i] - p.mean[i]);
      } else {
        d[i] = weight * (x[i] - p.mean[i]) / Math.exp(p.logVariance[i]);
        if (config.sigmoidMeans()) {
          d[i] *= p.mean[i] * (1 - p.mean[i]);
        }
      }
    }
    return d;
  }

  /** weight · ∂ log p(x|z) / ∂(raw log σ²) of the Gaussian. */
  private double[] dRawLogVariance(Output p, double[] x, double weight) {
    double[] d = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      double difference = x[i] - p.mean[i];
      d[i] =
          weight
              * 0.5
              * (difference * difference / Math.exp(p.logVariance[i]) - 1)
              * ReferenceDistributions.boundedDerivative(
                  p.rawLogVariance[i], config.decoderBounds());
    }
    return d;
  }

  private double[][] outputWeight() {
    return config.tied()
        ? ReferenceLayers.transpose(ReferenceParameters.block(parameters, TIED_BLOCK))
        : ReferenceParameters.block(parameters, config.outputName() + ".weight");
  }

  private double[] locationBackward(
      double[] h, double[] dLocation, Map<String, double[][]> gradient) {
    double[][] biasGradient = ReferenceParameters.block(gradient, config.outputName() + ".bias");
    if (!config.tied()) {
      return ReferenceLayers.affineBackward(
          outputWeight(),
          h,
          dLocation,
          ReferenceParameters.block(gradient, config.outputName() + ".weight"),
          biasGradient);
    }
    double[][] transposed = new double[dLocation.length][h.length];
    double[] dh =
        ReferenceLayers.affineBackward(outputWeight(), h, dLocation, transposed, biasGradient);
    double[][] tiedGradient = ReferenceParameters.block(gradient, TIED_BLOCK);
    for (int k = 0; k < h.length; k++) {
      for (int i = 0; i < dLocation.length; i++) {
        tiedGradient[k][i] += transposed[i][k];
      }
    }
    return dh;
  }
}
