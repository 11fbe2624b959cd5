package dev.elbo.reference;

import dev.elbo.reference.ReferenceObjective.Kind;
import java.util.Map;

/**
 * Values of the lower bounds of {@link ReferenceObjective}, with the gradients of {@link
 * ReferenceGradient}.
 */
public final class ReferenceObjectives {
  private ReferenceObjectives() {}

  /**
   * Value, parts and gradient of an objective.
   *
   * @param x rows (n × D)
   * @param noise ε (n·L × J); draw l of row i is row i·L + l
   */
  public static ReferenceResult evaluate(
      ReferenceConfig config,
      ReferenceObjective objective,
      Map<String, double[][]> parameters,
      double[][] x,
      double[][] noise) {
    ReferenceDraws draws = new ReferenceDraws(config, parameters, x, noise, objective.samples());
    return new ReferenceResult(
        value(objective, parameters, draws),
        draws,
        new ReferenceGradient(config, objective, parameters, x, draws).all());
  }

  /** The value alone. */
  public static double value(
      ReferenceConfig config,
      ReferenceObjective objective,
      Map<String, double[][]> parameters,
      double[][] x,
      double[][] noise) {
    return value(
        objective,
        parameters,
        new ReferenceDraws(config, parameters, x, noise, objective.samples()));
  }

  private static double value(
      ReferenceObjective objective, Map<String, double[][]> parameters, ReferenceDraws draws) {
    double value = weightPrior(objective, parameters);
    if (objective.kind() == Kind.SGVB_B) {
      value += draws.reconstruction();
      for (double kl : draws.klPerLatent()) {
        value -= objective.beta() * Math.max(objective.freeBits(), kl);
      }
      return value;
    }
    for (double[] logWeights : draws.logWeights(objective.beta())) {
      value +=
          (objective.kind() == Kind.SGVB_A
                  ? mean(logWeights)
                  : ReferenceDistributions.logMeanExp(logWeights))
              / draws.rows();
    }
    return value;
  }

  /** (1/N) Σ −½ θ². */
  private static double weightPrior(
      ReferenceObjective objective, Map<String, double[][]> parameters) {
    if (objective.trainingRows() == 0) {
      return 0;
    }
    double sum = 0;
    for (double[][] block : parameters.values()) {
      for (double[] row : block) {
        for (double theta : row) {
          sum -= 0.5 * theta * theta;
        }
      }
    }
    return sum / objective.trainingRows();
  }

  private static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }
}
