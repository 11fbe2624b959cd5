package dev.elbo.reference;

/**
 * Which lower bound, in nats per row and higher is better; the mean over the rows of the minibatch.
 *
 * @param kind the estimator
 * @param samples L, or k for IWAE: draws a row
 * @param beta factor on log p(z) − log q(z|x), or on the KL
 * @param freeBits λ ≥ 0, nats per latent, SGVB-B only: a latent's mean KL counts as at least λ
 * @param trainingRows N of the weight prior N(0, I), which adds (1/N) Σ −½ θ² over all parameters
 *     (its constant dropped); 0 for no prior
 */
public record ReferenceObjective(
    Kind kind, int samples, double beta, double freeBits, int trainingRows) {

  /** The estimators; log w stands for log p(x|z) + β (log p(z) − log q(z|x)). */
  public enum Kind {
    /** AEVB eq. 6: (1/L) Σₗ log w. */
    SGVB_A,
    /** AEVB eq. 7 and eq. 10: (1/L) Σₗ log p(x|z) − β Σⱼ max(λ, mean KLⱼ). */
    SGVB_B,
    /** IWAE eq. 8: log (1/k) Σₗ w, with its exact gradient. */
    IWAE,
    /**
     * The value of IWAE with the doubly reparameterised gradient (arXiv 1810.04152): encoder draws
     * weigh w̃², the square of the normalised weight. An unbiased gradient for β = 1 only.
     */
    DREG,
    /**
     * As DREG, with encoder weights (1 − β) w̃ + β w̃², which are w̃² for β = 1 and keep the
     * gradient unbiased for every β: only the score β ∂log q/∂φ is reparameterised a second time.
     */
    DREG_ANY_BETA
  }

  public ReferenceObjective {
    if (samples < 1 || !(beta >= 0) || !(freeBits >= 0) || trainingRows < 0) {
      throw new IllegalArgumentException("samples ≥ 1, others ≥ 0 expected");
    }
    if (freeBits > 0 && kind != Kind.SGVB_B) {
      throw new IllegalArgumentException("free bits need the closed-form KL of SGVB-B");
    }
  }

  /** The plain bound: β = 1, no free bits, no weight prior. */
  public static ReferenceObjective of(Kind kind, int samples) {
    return new ReferenceObjective(kind, samples, 1, 0, 0);
  }

  /** The same with this β. */
  public ReferenceObjective withBeta(double newBeta) {
    return new ReferenceObjective(kind, samples, newBeta, freeBits, trainingRows);
  }

  /** The same with this λ. */
  public ReferenceObjective withFreeBits(double newFreeBits) {
    return new ReferenceObjective(kind, samples, beta, newFreeBits, trainingRows);
  }

  /** The same with the weight prior N(0, I) and N training rows. */
  public ReferenceObjective withWeightPrior(int newTrainingRows) {
    return new ReferenceObjective(kind, samples, beta, freeBits, newTrainingRows);
  }
}
