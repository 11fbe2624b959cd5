package dev.elbo.reference;

import dev.elbo.reference.ReferenceObjective.Kind;
import java.util.Map;

/**
 * The gradient of an objective with respect to all parameters, by the chain rule written out.
 *
 * <p>Each draw l of a row enters twice: through the decoder's parameters with z fixed, weighed by
 * aₗ, and through z = μ + σ ε into the encoder, weighed by bₗ.
 *
 * <table>
 * <caption>Weights of the draws; w̃ₗ = wₗ / Σ w</caption>
 * <tr><th>objective</th><th>aₗ</th><th>bₗ</th></tr>
 * <tr><td>SGVB-A, SGVB-B (AEVB eq. 6, eq. 7)</td><td>1/L</td><td>1/L</td></tr>
 * <tr><td>IWAE (eq. 8)</td><td>w̃ₗ</td><td>w̃ₗ</td></tr>
 * <tr><td>DReG</td><td>w̃ₗ</td><td>w̃ₗ²</td></tr>
 * </table>
 */
final class ReferenceGradient {
  private final ReferenceConfig config;
  private final ReferenceObjective objective;
  private final Map<String, double[][]> parameters;
  private final double[][] x;
  private final ReferenceDraws draws;
  private final ReferenceDecoder decoder;
  private final double[][] logWeights;
  private final Map<String, double[][]> gradient;

  ReferenceGradient(
      ReferenceConfig config,
      ReferenceObjective objective,
      Map<String, double[][]> parameters,
      double[][] x,
      ReferenceDraws draws) {
    this.config = config;
    this.objective = objective;
    this.parameters = parameters;
    this.x = x;
    this.draws = draws;
    decoder = new ReferenceDecoder(config, parameters);
    logWeights = draws.logWeights(objective.beta());
    gradient = ReferenceParameters.zeros(config);
  }

  /** All blocks; to be called once. */
  Map<String, double[][]> all() {
    ReferenceEncoder encoder = new ReferenceEncoder(config, parameters);
    for (int i = 0; i < draws.rows(); i++) {
      double[] dMean = new double[config.latentSize()];
      double[] dLogVariance = new double[config.latentSize()];
      for (int l = 0; l < draws.samples(); l++) {
        addDecoder(i, l);
        addDraw(i, l, dMean, dLogVariance);
      }
      if (objective.kind() == Kind.SGVB_B) {
        addClosedFormKl(i, dMean, dLogVariance);
      }
      encoder.backward(draws.posterior(i), dMean, dLogVariance, gradient);
    }
    addWeightPrior();
    return gradient;
  }

  /** Decoder parameters, z fixed: aₗ ∂ log p(x|z)/∂θ; p(z) has no parameters. */
  private void addDecoder(int i, int l) {
    decoder.backward(draws.output(i, l), x[i], decoderWeight(i, l) / draws.rows(), gradient);
  }

  /** Encoder parameters, what reaches μ and log σ² by draw l. */
  private void addDraw(int i, int l, double[] dMean, double[] dLogVariance) {
    double weight = encoderWeight(i, l) / draws.rows();
    double[] dz = byDraw(i, l, weight);
    double[] logVariance = draws.posterior(i).logVariance();
    for (int j = 0; j < dz.length; j++) {
      // z = μ + σ ε, so ∂z/∂μ = 1 and ∂z/∂ log σ² = ½ σ ε
      double sigma = Math.exp(0.5 * logVariance[j]);
      dMean[j] += dz[j];
      dLogVariance[j] += dz[j] * 0.5 * sigma * draws.noise(i, l)[j];
      // −log q = ½ Σ (log 2π + log σ² + ε²) depends on log σ² at fixed ε
      dLogVariance[j] +=
          switch (objective.kind()) {
            case SGVB_A, IWAE -> weight * objective.beta() * 0.5;
            case SGVB_B, DREG, DREG_ANY_BETA -> 0;
          };
    }
  }

  /** weight · ∂ log w/∂z of draw l. */
  private double[] byDraw(int i, int l, double weight) {
    Map<String, double[][]> unused = ReferenceParameters.zeros(config);
    double[] dz = decoder.backward(draws.output(i, l), x[i], weight, unused);
    double[] z = draws.z(i, l);
    double[] logVariance = draws.posterior(i).logVariance();
    for (int j = 0; j < dz.length; j++) {
      double sigma = Math.exp(0.5 * logVariance[j]);
      dz[j] +=
          switch (objective.kind()) {
            // log q is a function of log σ² and ε here, see addDraw
            case SGVB_A, IWAE -> weight * objective.beta() * -z[j];
            case SGVB_B -> 0;
            // with μ and σ of q held fixed, −∂ log q/∂z = (z − μ)/σ² = ε/σ
            case DREG, DREG_ANY_BETA ->
                weight * objective.beta() * (-z[j] + draws.noise(i, l)[j] / sigma);
          };
    }
    return dz;
  }

  /** aₗ. */
  private double decoderWeight(int i, int l) {
    return switch (objective.kind()) {
      case SGVB_A, SGVB_B -> 1.0 / draws.samples();
      case IWAE, DREG, DREG_ANY_BETA -> normalisedWeight(i, l);
    };
  }

  /** bₗ. */
  private double encoderWeight(int i, int l) {
    double beta = objective.beta();
    double a = decoderWeight(i, l);
    return switch (objective.kind()) {
      case SGVB_A, SGVB_B, IWAE -> a;
      case DREG -> a * a;
      case DREG_ANY_BETA -> (1 - beta) * a + beta * a * a;
    };
  }

  /** w̃ₗ = exp(log wₗ) / Σ exp(log w). */
  private double normalisedWeight(int i, int l) {
    double logMean = ReferenceDistributions.logMeanExp(logWeights[i]);
    return Math.exp(logWeights[i][l] - logMean) / draws.samples();
  }

  /** AEVB App. B: −β Σⱼ max(λ, mean KLⱼ); a latent below λ has no gradient. */
  private void addClosedFormKl(int i, double[] dMean, double[] dLogVariance) {
    double[] klPerLatent = draws.klPerLatent();
    double[] mean = draws.posterior(i).mean();
    double[] logVariance = draws.posterior(i).logVariance();
    double weight = -objective.beta() / draws.rows();
    for (int j = 0; j < mean.length; j++) {
      if (klPerLatent[j] >= objective.freeBits()) {
        dMean[j] += weight * mean[j];
        dLogVariance[j] += weight * 0.5 * (Math.exp(logVariance[j]) - 1);
      }
    }
  }

  /** (1/N) Σ −½ θ². */
  private void addWeightPrior() {
    if (objective.trainingRows() == 0) {
      return;
    }
    for (String name : gradient.keySet()) {
      double[][] theta = ReferenceParameters.block(parameters, name);
      double[][] block = ReferenceParameters.block(gradient, name);
      for (int o = 0; o < block.length; o++) {
        for (int k = 0; k < block[o].length; k++) {
          block[o][k] -= theta[o][k] / objective.trainingRows();
        }
      }
    }
  }
}
