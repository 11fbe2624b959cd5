package dev.elbo.reference;

import java.util.List;
import java.util.Map;

/**
 * AEVB App. C.2 as encoder: q(z|x) = N(μ, σ² I) with h = f(W x + b), μ = W₄ h + b₄, log σ² =
 * bound(W₅ h + b₅), for one row x.
 */
public final class ReferenceEncoder {
  private final ReferenceConfig config;
  private final Map<String, double[][]> parameters;

  /** The encoder of this model with these parameters, which are read, never written. */
  public ReferenceEncoder(ReferenceConfig config, Map<String, double[][]> parameters) {
    this.config = config;
    this.parameters = parameters;
  }

  /** q(z|x) of one row and what backward needs. */
  public static final class Posterior {
    private final ReferenceLayers.Trace trace;
    private final double[] mean;
    private final double[] rawLogVariance;
    private final double[] logVariance;

    private Posterior(
        ReferenceLayers.Trace trace, double[] mean, double[] rawLogVariance, double[] logVariance) {
      this.trace = trace;
      this.mean = mean;
      this.rawLogVariance = rawLogVariance;
      this.logVariance = logVariance;
    }

    /** μ (J). */
    public double[] mean() {
      return mean.clone();
    }

    /** log σ² before the smooth bound (J). */
    public double[] rawLogVariance() {
      return rawLogVariance.clone();
    }

    /** log σ² (J). */
    public double[] logVariance() {
      return logVariance.clone();
    }

    /** W h + b of each hidden layer, for tests that keep away from kinks. */
    public List<double[]> preActivations() {
      return List.copyOf(trace.preActivations);
    }

    /** z = μ + exp(½ log σ²) ⊙ ε. */
    public double[] reparameterise(double[] noise) {
      double[] z = new double[mean.length];
      for (int j = 0; j < mean.length; j++) {
        z[j] = mean[j] + Math.exp(0.5 * logVariance[j]) * noise[j];
      }
      return z;
    }

    /** AEVB App. B: KL(q ‖ N(0, 1)) of each latent. */
    public double[] kl() {
      double[] kl = new double[mean.length];
      for (int j = 0; j < mean.length; j++) {
        kl[j] = ReferenceDistributions.kl(mean[j], logVariance[j]);
      }
      return kl;
    }
  }

  /** q(z|x) of the row x (D). */
  public Posterior encode(double[] x) {
    ReferenceLayers.Trace trace =
        ReferenceLayers.hidden(
            parameters, "encoder.hidden.", config.encoderHidden().size(), config.activation(), x);
    double[] mean = ReferenceLayers.affine(parameters, "encoder.mean", trace.output);
    double[] raw = ReferenceLayers.affine(parameters, "encoder.log_variance", trace.output);
    double[] logVariance = new double[raw.length];
    for (int j = 0; j < raw.length; j++) {
      logVariance[j] = ReferenceDistributions.bounded(raw[j], config.encoderBounds());
    }
    return new Posterior(trace, mean, raw, logVariance);
  }

  /** Adds the parameter gradient of a quantity whose derivatives by μ and log σ² are given (J). */
  public void backward(
      Posterior q, double[] dMean, double[] dLogVariance, Map<String, double[][]> gradient) {
    double[] dRaw = new double[dLogVariance.length];
    for (int j = 0; j < dRaw.length; j++) {
      dRaw[j] =
          dLogVariance[j]
              * ReferenceDistributions.boundedDerivative(
                  q.rawLogVariance[j], config.encoderBounds());
    }
    double[] h = q.trace.output;
    double[] dh =
        ReferenceLayers.sum(
            ReferenceLayers.affineBackward(parameters, "encoder.mean", h, dMean, gradient),
            ReferenceLayers.affineBackward(parameters, "encoder.log_variance", h, dRaw, gradient));
    ReferenceLayers.hiddenBackward(
        parameters, "encoder.hidden.", config.activation(), q.trace, dh, gradient);
  }
}
