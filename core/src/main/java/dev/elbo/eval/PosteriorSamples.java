package dev.elbo.eval;

/** Samples of the posterior p(z|x) of some rows. */
public final class PosteriorSamples {
  private final float[][][] samples;
  private final double[] acceptances;

  PosteriorSamples(float[][][] samples, double[] acceptances) {
    this.samples = samples;
    this.acceptances = acceptances;
  }

  /** How many rows. */
  public int rows() {
    return samples.length;
  }

  /** z of each sample of a row, (samples × latents). */
  public float[][] of(int row) {
    return samples[row];
  }

  /**
   * The share of a row's moves that were accepted. Far below the one asked for, chains have hardly
   * left the draws from q(z|x) where they started.
   */
  public double acceptance(int row) {
    return acceptances[row];
  }

  /** The mean over rows of {@link #acceptance(int)}. */
  public double acceptance() {
    return RowFigures.mean(acceptances);
  }
}
