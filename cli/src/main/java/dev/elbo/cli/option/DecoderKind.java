package dev.elbo.cli.option;

/** {@code --decoder}. */
public enum DecoderKind {
  BERNOULLI,
  GAUSSIAN;

  /** Converts {@code --decoder}. */
  public static final class Words extends Choice<DecoderKind> {
    Words() {
      super(DecoderKind.class);
    }
  }
}
