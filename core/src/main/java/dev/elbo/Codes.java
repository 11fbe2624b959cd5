package dev.elbo;

/** q(z|x) of some rows: a mean and a standard deviation for each latent. */
public final class Codes {
  private final float[][] means;
  private final float[][] deviations;

  Codes(float[][] means, float[][] deviations) {
    this.means = means;
    this.deviations = deviations;
  }

  /** μ, (rows × latents): the short code of each row. */
  public float[][] means() {
    return means;
  }

  /** σ, (rows × latents): how sure the encoder is. */
  public float[][] deviations() {
    return deviations;
  }
}
