package dev.elbo.model;

/**
 * How an objective weighs {@link Draws}: its derivative with respect to each term.
 *
 * <p>Arrays, filled anew for every minibatch and made once; r counts draws, j latents.
 */
public final class DrawWeights {
  private final float[] reconstruction;
  private final float[] latent;
  private final float[] divergence;
  private final float[] path;
  private boolean pathwise;

  /** Room for {@code total} draws (rows × draws a row) of {@code latents} latents. */
  public DrawWeights(int total, int latents) {
    reconstruction = new float[total];
    latent = new float[total];
    path = new float[total];
    divergence = new float[latents];
  }

  /** Weight of log p(x|zᵣ). */
  public float[] reconstruction() {
    return reconstruction;
  }

  /** Weight of log p(zᵣ) − log q(zᵣ|x); 0 where the KL divergence is taken in closed form. */
  public float[] latent() {
    return latent;
  }

  /** Weight of −KLⱼ in closed form. */
  public float[] divergence() {
    return divergence;
  }

  /**
   * Factor on the encoder's share of draw r, beside {@link #reconstruction}, where {@link
   * #pathwise}.
   */
  public float[] path() {
    return path;
  }

  /**
   * Whether the encoder follows the path of z alone, weighed by {@link #path}, instead of the full
   * derivative (doubly reparameterised gradient, {@code DReG}).
   */
  public boolean pathwise() {
    return pathwise;
  }

  public void setPathwise(boolean value) {
    pathwise = value;
  }
}
