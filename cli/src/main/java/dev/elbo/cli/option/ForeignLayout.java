package dev.elbo.cli.option;

/** Whose names and order tensors have: {@code --from}, {@code --layout}. */
public enum ForeignLayout {
  /** A module's {@code state_dict}. */
  PYTORCH;

  /** Converts the option's word. */
  public static final class Words extends Choice<ForeignLayout> {
    Words() {
      super(ForeignLayout.class);
    }
  }
}
