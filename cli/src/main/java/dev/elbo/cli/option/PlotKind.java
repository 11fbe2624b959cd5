package dev.elbo.cli.option;

/** What {@code elbo plot} draws. */
public enum PlotKind {
  /** The bound of a run against the epoch. */
  CURVE,
  /** A plane of two latents, {@code AEVB Fig. 4}. */
  MANIFOLD,
  /** Rows beside what the model makes of them. */
  RECONSTRUCTIONS,
  /** New rows. */
  SAMPLES,
  /** One latent after the other from −3 to 3. */
  TRAVERSAL;

  /** Converts the word on the command line. */
  public static final class Words extends Choice<PlotKind> {
    Words() {
      super(PlotKind.class);
    }
  }
}
