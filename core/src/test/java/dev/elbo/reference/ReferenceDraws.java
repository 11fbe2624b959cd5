package dev.elbo.reference;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * L reparameterised draws of each of n rows and the terms of log w = log p(x|z) + log p(z) − log
 * q(z|x). Draw l of row i is made of row i·L + l of the noise.
 */
public final class ReferenceDraws {
  private final List<ReferenceEncoder.Posterior> posteriors = new ArrayList<>();
  private final List<List<ReferenceDecoder.Output>> outputs = new ArrayList<>();
  private final double[][][] noise;
  private final double[][][] z;
  private final double[][] logLikelihood;
  private final double[][] logPrior;
  private final double[][] logPosterior;

  /**
   * Encodes, draws and decodes.
   *
   * @param x rows (n × D)
   * @param noise ε (n·L × J)
   * @param samples L
   */
  public ReferenceDraws(
      ReferenceConfig config,
      Map<String, double[][]> parameters,
      double[][] x,
      double[][] noise,
      int samples) {
    int n = x.length;
    if (noise.length != n * samples) {
      throw new IllegalArgumentException(
          "noise must have " + n * samples + " rows, got " + noise.length);
    }
    ReferenceEncoder encoder = new ReferenceEncoder(config, parameters);
    ReferenceDecoder decoder = new ReferenceDecoder(config, parameters);
    this.noise = new double[n][samples][];
    z = new double[n][samples][];
    logLikelihood = new double[n][samples];
    logPrior = new double[n][samples];
    logPosterior = new double[n][samples];
    for (int i = 0; i < n; i++) {
      ReferenceEncoder.Posterior q = encoder.encode(x[i]);
      List<ReferenceDecoder.Output> decoded = new ArrayList<>();
      for (int l = 0; l < samples; l++) {
        double[] epsilon = noise[i * samples + l].clone();
        this.noise[i][l] = epsilon;
        z[i][l] = q.reparameterise(epsilon);
        ReferenceDecoder.Output p = decoder.decode(z[i][l]);
        logLikelihood[i][l] = decoder.logLikelihood(p, x[i]);
        logPrior[i][l] = ReferenceDistributions.standardNormal(z[i][l]);
        logPosterior[i][l] = ReferenceDistributions.posterior(q.logVariance(), epsilon);
        decoded.add(p);
      }
      posteriors.add(q);
      outputs.add(decoded);
    }
  }

  /** n. */
  public int rows() {
    return z.length;
  }

  /** L. */
  public int samples() {
    return z[0].length;
  }

  /** q(z|x) of row i. */
  public ReferenceEncoder.Posterior posterior(int i) {
    return posteriors.get(i);
  }

  /** p(x|z) at draw l of row i. */
  public ReferenceDecoder.Output output(int i, int l) {
    return outputs.get(i).get(l);
  }

  /** ε of draw l of row i (J). */
  public double[] noise(int i, int l) {
    return noise[i][l].clone();
  }

  /** Draw l of row i (J). */
  public double[] z(int i, int l) {
    return z[i][l].clone();
  }

  /** log p(x|z) (n × L). */
  public double[][] logLikelihood() {
    return ReferenceParameters.copy(logLikelihood);
  }

  /** log p(z) (n × L). */
  public double[][] logPrior() {
    return ReferenceParameters.copy(logPrior);
  }

  /** log q(z|x) (n × L). */
  public double[][] logPosterior() {
    return ReferenceParameters.copy(logPosterior);
  }

  /** log p(x|z) + β (log p(z) − log q(z|x)) (n × L); log w for β = 1. */
  public double[][] logWeights(double beta) {
    double[][] logWeights = new double[rows()][samples()];
    for (int i = 0; i < rows(); i++) {
      for (int l = 0; l < samples(); l++) {
        logWeights[i][l] = logLikelihood[i][l] + beta * (logPrior[i][l] - logPosterior[i][l]);
      }
    }
    return logWeights;
  }

  /** log (1/L) Σₗ w of each row (n): the importance-sampled log p(x), IWAE eq. 8. */
  public double[] logMeanWeights() {
    double[][] logWeights = logWeights(1);
    double[] bounds = new double[rows()];
    for (int i = 0; i < rows(); i++) {
      bounds[i] = ReferenceDistributions.logMeanExp(logWeights[i]);
    }
    return bounds;
  }

  /** The mean of log p(x|z) over draws and rows. */
  public double reconstruction() {
    double sum = 0;
    for (double[] row : logLikelihood) {
      for (double value : row) {
        sum += value / samples();
      }
    }
    return sum / rows();
  }

  /** AEVB App. B: the mean over rows of each latent's KL in closed form (J). */
  public double[] klPerLatent() {
    double[] mean = new double[z[0][0].length];
    for (ReferenceEncoder.Posterior q : posteriors) {
      double[] kl = q.kl();
      for (int j = 0; j < mean.length; j++) {
        mean[j] += kl[j] / rows();
      }
    }
    return mean;
  }
}
